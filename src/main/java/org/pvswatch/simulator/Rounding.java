package org.pvswatch.simulator;

/** Rounding of measured values, done once, before any encoding. */
final class Rounding {
    private static final double[] TENS = {1, 10, 100, 1_000, 10_000};

    private Rounding() {}

    static double to(int decimals, double value) {
        return Math.rint(value * TENS[decimals]) / TENS[decimals] + 0.0;
    }

    static double toStep(double step, double value) {
        return Math.rint(value / step) * step + 0.0;
    }
}
