package org.pvswatch.reading;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * One device at one moment, as the supervisor reported it; the same shape from both generations. Immutable.
 *
 * @param site id of the site, never blank
 * @param pvs id of the PVS that answered, never blank
 * @param device serial of the device, never blank; with {@code ~2}, {@code ~3} ... when one answer holds several of it
 * @param kind what the device is
 * @param at the moment this reading stands for, UTC: {@code measuredAt} where the device gave one, else when the
 *     supervisor or we last knew; together with site and device it is the reading's identity
 * @param measuredAt the device's own measurement time, UTC, {@code null} if not reported; hours old while it sleeps
 * @param polledAt when the answer was received, our clock, UTC
 * @param reportedState {@code STATE} as the device gave it, {@code null} in varserver; {@code error} is normal at night
 * @param values the numbers; a missing one was not reported and is never 0
 * @param properties everything else the device said, by the key it used
 * @param weather weather in force at {@code polledAt}, {@code null} when unknown
 */
public record Reading(
        String site,
        String pvs,
        String device,
        DeviceKind kind,
        Instant at,
        Instant measuredAt,
        Instant polledAt,
        String reportedState,
        Map<Quantity, Double> values,
        Map<String, String> properties,
        Conditions weather) {

    /** Copies the maps, so that no later change reaches a reading. */
    public Reading {
        Map<Quantity, Double> numbers = new EnumMap<>(Quantity.class);
        numbers.putAll(values);
        values = Collections.unmodifiableMap(numbers);
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }

    /** One number, {@code null} if the device did not report it. */
    public Double value(Quantity quantity) {
        return values.get(quantity);
    }

    /** One number by its column such as {@code power_kw}, for use in routes; {@code null} if not reported. */
    public Double value(String column) {
        return values.get(Quantity.ofColumn(column));
    }

    /** Age of the measurement when we received it; {@code null} without a measurement time. */
    @JsonIgnore
    public Duration age() {
        return measuredAt == null ? null : Duration.between(measuredAt, polledAt);
    }

    /** The same reading under this weather. */
    public Reading with(Conditions conditions) {
        return new Reading(
                site, pvs, device, kind, at, measuredAt, polledAt, reportedState, values, properties, conditions);
    }
}
