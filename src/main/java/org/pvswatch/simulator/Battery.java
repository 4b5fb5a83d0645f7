package org.pvswatch.simulator;

/** A home battery that stores surplus and covers the evening and the night down to its reserve. */
final class Battery {
    static final double CAPACITY_KWH = 13;
    static final double RESERVE_PART = 0.2;
    private static final double MAX_KW = 5.2;
    private static final double ONE_WAY_EFFICIENCY = 0.95;

    private Battery() {}

    /**
     * Power at the battery's terminals, kW: positive = discharge, negative = charge.
     *
     * @param surplusKw production minus house load
     * @param localHour 0 to 24; it discharges from 16 h to 7 h
     */
    static double powerKw(double surplusKw, double storedKwh, double localHour) {
        if (surplusKw > 0) {
            double room = CAPACITY_KWH - storedKwh;
            return room <= 0 ? 0 : -Math.min(Math.min(surplusKw, MAX_KW), 0.2 + room * 6);
        }
        boolean time = localHour >= 16 || localHour < 7;
        double usable = storedKwh - CAPACITY_KWH * RESERVE_PART;
        return time && usable > 0 ? Math.min(Math.min(-surplusKw, MAX_KW), usable * 6) : 0;
    }

    /** Energy in the battery after some hours at that power. */
    static double stored(double storedKwh, double powerKw, double hours) {
        double change = powerKw > 0 ? -powerKw * hours / ONE_WAY_EFFICIENCY : -powerKw * hours * ONE_WAY_EFFICIENCY;
        return Math.max(0, Math.min(CAPACITY_KWH, storedKwh + change));
    }
}
