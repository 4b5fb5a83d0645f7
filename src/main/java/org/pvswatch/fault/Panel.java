package org.pvswatch.fault;

import java.time.Instant;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;

/** A place on the roof with the inverter in it: the latest it told. Plain state, no judgement. */
final class Panel {
    /** Faster no counter of an inverter can rise; what it really can is learned. */
    private static final double MOST_KW = 1.0;

    private static final double TICK_KWH = 0.05;
    private static final double WORKS_WELL_KW = 0.08;

    String serial;
    String pvs;
    boolean retired;
    long firstAt;
    double firstKwh = Double.NaN;
    CounterTrack counter = new CounterTrack(TICK_KWH, false);
    double powerKw = Double.NaN;
    double dcVoltageV = Double.NaN;
    double dcCurrentA = Double.NaN;
    /** DC voltage when it last worked well, for what a voltage at dusk says is nothing. */
    double dcWorkingV = Double.NaN;

    double heatsinkC = Double.NaN;
    double frequencyHz = Double.NaN;
    double voltageV = Double.NaN;
    /** The last quarter-hour in which it worked as its neighbours did. */
    long lastWorked;
    /** It began anew at this moment; another device under the same serial, or a reset. */
    long begunAnewAt = Long.MIN_VALUE;

    Panel() {}

    Panel(String serial, String pvs, Instant at) {
        this.serial = serial;
        this.pvs = pvs;
        this.firstAt = at.getEpochSecond();
    }

    void measured(Reading reading) {
        pvs = reading.pvs();
        powerKw = number(reading, Quantity.POWER_KW);
        dcVoltageV = number(reading, Quantity.DC_VOLTAGE_V);
        dcWorkingV = powerKw >= WORKS_WELL_KW ? dcVoltageV : dcWorkingV;
        dcCurrentA = number(reading, Quantity.DC_CURRENT_A);
        heatsinkC = number(reading, Quantity.HEATSINK_TEMP_C);
        frequencyHz = number(reading, Quantity.FREQUENCY_HZ);
        voltageV = number(reading, Quantity.VOLTAGE_V);
        Double kwh = reading.value(Quantity.LIFETIME_ENERGY_KWH);
        if (kwh != null) {
            long at = reading.at().getEpochSecond();
            if (!counter.measured(at, kwh, MOST_KW)) {
                begunAnewAt = at;
                firstKwh = kwh;
            }
            if (Double.isNaN(firstKwh)) {
                firstKwh = kwh;
            }
        }
    }

    /** Whether its counter ever rose since it was first heard. */
    boolean hasProduced() {
        return counter.lastKwh() - firstKwh > TICK_KWH;
    }

    static double number(Reading reading, Quantity quantity) {
        Double value = reading.value(quantity);
        return value == null ? Double.NaN : value;
    }
}
