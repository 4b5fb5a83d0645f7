package org.pvswatch.fault;

import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;

/** A meter: the latest it told. Plain state, no judgement. */
final class Meter {
    private static final long MOMENT_S = 450;
    /** A house of 200 A at 240 V. */
    private static final double MOST_KW = 60;

    private static final double TICK_KWH = 0.5;

    String serial;
    String pvs;
    DeviceKind kind;
    CounterTrack counter = new CounterTrack(TICK_KWH, true);
    long measuredAt = Long.MIN_VALUE;
    double powerKw = Double.NaN;
    double voltageV = Double.NaN;
    double leg1V = Double.NaN;
    double leg2V = Double.NaN;

    Meter() {}

    Meter(Reading reading) {
        serial = reading.device();
        kind = reading.kind();
    }

    void measured(Reading reading) {
        pvs = reading.pvs();
        measuredAt = reading.at().getEpochSecond();
        powerKw = Panel.number(reading, Quantity.POWER_KW);
        voltageV = Panel.number(reading, Quantity.VOLTAGE_V);
        leg1V = Panel.number(reading, Quantity.LEG1_VOLTAGE_V);
        leg2V = Panel.number(reading, Quantity.LEG2_VOLTAGE_V);
        Double kwh = reading.value(Quantity.LIFETIME_NET_KWH);
        if (kwh != null) {
            counter.measured(measuredAt, kwh, MOST_KW);
        }
    }

    /**
     * Energy of a quarter-hour that is over, kWh; NaN when not known. Where the counter is not believed, as that of a meter
     * that counts backwards, the power of the moment stands in.
     */
    double energyKwh(long index) {
        double kwh = counter.energyKwh(index);
        boolean now = measuredAt >= (index + 1) * Interval.SECONDS - MOMENT_S;
        return Double.isNaN(kwh) && now && isProduction() ? powerKw * Interval.HOURS : kwh;
    }

    boolean isProduction() {
        return kind == DeviceKind.PRODUCTION_METER;
    }
}
