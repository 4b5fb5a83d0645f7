package org.pvswatch.simulator;

/** One leg of the split-phase supply. */
final class Leg {
    private Leg() {}

    /** Unsigned current, A, of real and reactive power at a voltage against neutral. */
    static double amps(double kilowatts, double kvar, double volts) {
        return Rounding.to(4, Math.hypot(kilowatts, kvar) * 1000 / volts);
    }
}
