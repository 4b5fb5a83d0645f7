package org.pvswatch.simulator;

/** Turns what a panel does into what its inverter's own instruments say. */
final class InverterMeter {
    private static final double OPEN_CIRCUIT = 1.17;

    private final Grid grid;
    private final SeededNoise noise;

    InverterMeter(Grid grid, long seed) {
        this.grid = grid;
        this.noise = new SeededNoise(seed).stream("inverter-meter");
    }

    /** A measurement under way. @param voltagePart of the usual DC voltage */
    InverterMeasurement running(
            Panel panel,
            long mark,
            double lifetimeKwh,
            double acWatts,
            double dcWatts,
            double cellTempC,
            double voltagePart) {
        double volts = acVolts(panel, mark, acWatts);
        double dcVolts = Rounding.to(2, dcVolts(panel, dcWatts, cellTempC) * voltagePart);
        return new InverterMeasurement(
                mark,
                Rounding.to(4, lifetimeKwh),
                Rounding.to(4, acWatts / 1000),
                volts,
                Rounding.to(2, acWatts / volts),
                Rounding.to(4, dcWatts / 1000),
                dcVolts,
                Rounding.to(2, dcWatts / dcVolts),
                Rounding.toStep(0.25, cellTempC + 2 + acWatts / 40 + panelOffset(panel, 5)),
                frequency(panel, mark));
    }

    /** An inverter that answers and does not work: no AC power, the panel at open circuit. */
    InverterMeasurement stopped(Panel panel, long mark, double lifetimeKwh, double cellTempC) {
        return new InverterMeasurement(
                mark,
                Rounding.to(4, lifetimeKwh),
                0,
                acVolts(panel, mark, 0),
                0,
                0,
                Rounding.to(2, OPEN_CIRCUIT * dcVolts(panel, Panel.RATED_WATTS / 2, cellTempC)),
                0,
                Rounding.toStep(0.25, cellTempC + 2 + panelOffset(panel, 5)),
                frequency(panel, mark));
    }

    /**
     * The last words before sleep: no AC power, a trace of DC, about 22 V. Shown all night, so the values of the last
     * contact are the values of the night.
     */
    InverterMeasurement fallingAsleep(Panel panel, long mark, double lifetimeKwh, double cellTempC) {
        double dcWatts = noise.stream(panel.number()).between(mark, 0.5, 1.4);
        double dcVolts = Rounding.to(2, 22 + noise.stream(panel.number()).bell(mark));
        return new InverterMeasurement(
                mark,
                Rounding.to(4, lifetimeKwh),
                0,
                acVolts(panel, mark, 0),
                0,
                Rounding.to(4, dcWatts / 1000),
                dcVolts,
                Rounding.to(2, dcWatts / dcVolts),
                Rounding.toStep(0.25, cellTempC + 2),
                frequency(panel, mark));
    }

    private double acVolts(Panel panel, long mark, double acWatts) {
        long sample = mark * (Sky.MARK_SECONDS / Grid.SAMPLE_SECONDS);
        double atPanel = grid.leg1Volts(sample) + grid.leg2Volts(sample) + acWatts * 0.006;
        return Rounding.to(2, atPanel + 0.2 * panelOffset(panel, 6));
    }

    private double dcVolts(Panel panel, double dcWatts, double cellTempC) {
        double atFullSun = 59.1 * (1 - 0.0024 * (cellTempC - 25)) + 0.4 * panelOffset(panel, 7);
        return Rounding.to(2, atFullSun + 1.1 * Math.log(Math.max(0.004, dcWatts / 360)));
    }

    private double frequency(Panel panel, long mark) {
        long sample = mark * (Sky.MARK_SECONDS / Grid.SAMPLE_SECONDS);
        return Rounding.to(2, grid.frequencyHz(sample) + 0.003 * panelOffset(panel, mark));
    }

    private double panelOffset(Panel panel, long index) {
        return noise.stream(panel.number()).bell(index);
    }
}
