package org.pvswatch.history;

import java.time.Instant;
import org.pvswatch.reading.DeviceKind;

/**
 * One measurement of an inverter, a battery or live data as the totals of a day need it. A counter is {@code null} where
 * the device did not tell it.
 *
 * @param pvs id of the PVS that first told it
 * @param device serial of the device
 * @param kind what the device is
 * @param polledAt when it was first told, UTC
 * @param at when it was measured, by our clock, UTC; not after {@code polledAt}
 * @param measured whether the device said when
 * @param fresh whether it was a measurement of then
 * @param powerKw power
 * @param lifetimeKwh lifetime energy: made by an inverter; discharge minus charge, as live data says it, of batteries
 * @param dischargedKwh lifetime energy that a battery gave
 * @param chargedKwh lifetime energy that a battery took
 */
public record DayReading(
        String pvs,
        String device,
        DeviceKind kind,
        Instant polledAt,
        Instant at,
        boolean measured,
        boolean fresh,
        Double powerKw,
        Double lifetimeKwh,
        Double dischargedKwh,
        Double chargedKwh) {}
