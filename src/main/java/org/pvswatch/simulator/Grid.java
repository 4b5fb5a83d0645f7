package org.pvswatch.simulator;

/** The street's grid: voltage of the two legs and frequency, on a 15-second grid. */
final class Grid {
    /** Seconds from one sample to the next. */
    static final int SAMPLE_SECONDS = 15;

    private final SeededNoise noise;

    Grid(long seed) {
        this.noise = new SeededNoise(seed).stream("grid");
    }

    /** Volts of leg 1 against neutral, to 0.0001. @param sample seconds since 1970 divided by 15 */
    double leg1Volts(long sample) {
        return Rounding.to(4, 120.6 + common(sample) + 0.05 * noise.bell(4 * sample + 1));
    }

    double leg2Volts(long sample) {
        return Rounding.to(4, 120.4 + common(sample) + 0.05 * noise.bell(4 * sample + 2));
    }

    /** To 0.0001. */
    double frequencyHz(long sample) {
        return Rounding.to(4, 60 + 0.012 * noise.bell(4 * sample + 3));
    }

    private double common(long sample) {
        double hours = sample * SAMPLE_SECONDS / 3600.0;
        return 0.7 * Math.sin(hours * 2 * Math.PI / 24)
                + 0.35 * Math.sin(hours * 2 * Math.PI / 1.7)
                + 0.12 * noise.bell(4 * sample);
    }
}
