package org.pvswatch.fault;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.pvswatch.reading.Conditions;

/**
 * A quarter-hour of the site that is over, aligned to the clock in UTC: what was heard of it, and then, step by step, what
 * that means. Arrays are by the place of a panel; a number that is not known is NaN. Lives for one judgement.
 */
final class Interval {
    static final int SECONDS = 900;
    static final double HOURS = 0.25;
    static final int A_DAY = 96;

    /** Below it no panel is judged. */
    static final double JUDGED_DEGREES = 6;

    /** The weather service may be late with its snow by so many quarter-hours. */
    private static final int FALL_MARGIN = 48;

    private static final int SITE_MARGIN = 8;

    /** Less than 12 W says nothing. */
    private static final double LEAST_EXPECTED_KWH = 0.012 * HOURS;

    // --- what was heard: by IntervalBuilder
    final long index;
    /** Day of mean solar time, so that a day is a day of light and no clock is ever changed. */
    final long day;
    /** Quarter-hour of that day, 48 is noon. */
    final int quarter;

    final double elevationDegrees;
    final double azimuthDegrees;
    final List<Panel> panels;
    final List<Meter> meters;
    final double[] energyKwh;
    /** Whether its PVS answered in this time. */
    final boolean[] reachable;

    boolean asked;
    boolean answered;
    double productionKwh = Double.NaN;
    double netImportKwh = Double.NaN;
    double ratingKw;
    Conditions weather;

    // --- what hits everybody: by Circumstances
    boolean grace;
    boolean outage;
    boolean snowNow;
    boolean snowLately;
    /** Full days since snow last lay, large when it never did. */
    long daysSinceSnow = 10_000;

    /** The last quarter-hour in which snow fell, far back when it never did. */
    long lastFall = Long.MIN_VALUE / 2;

    boolean curtailed;
    boolean maintained;

    // --- what was to be expected: by Reference
    boolean dark;
    /** Middle DC voltage of panels that work well, NaN without such. */
    double workingVoltageV = Double.NaN;
    /** Energy of the middle panel of each one's group, kWh. */
    final double[] medianKwh;
    /** What the better panels of its group made, kWh: those that nothing shades. */
    final double[] brightKwh;
    /** Whether nearly all panels of its group work. */
    final boolean[] neighboursWork;

    /** Energy to be expected of each panel, kWh; NaN where nothing can be said. */
    final double[] expectedKwh;

    // --- what silent panels do: by Silence
    final boolean[] silent;

    Interval(long index, double longitudeDegrees, Sky sky, List<Panel> panels, List<Meter> meters) {
        this.index = index;
        long solarSecond = index * SECONDS + Math.round(longitudeDegrees * 240);
        this.day = Math.floorDiv(solarSecond, 86_400L);
        this.quarter = (int) (Math.floorMod(solarSecond + SECONDS / 2, 86_400L) / SECONDS);
        this.elevationDegrees = sky.elevationDegrees();
        this.azimuthDegrees = sky.azimuthDegrees();
        this.panels = List.copyOf(panels);
        this.meters = List.copyOf(meters);
        int n = panels.size();
        this.energyKwh = unknown(n);
        this.medianKwh = unknown(n);
        this.expectedKwh = unknown(n);
        this.brightKwh = unknown(n);
        this.reachable = new boolean[n];
        this.silent = new boolean[n];
        this.neighboursWork = new boolean[n];
    }

    /** Where the sun stands in the middle of it. */
    record Sky(double elevationDegrees, double azimuthDegrees) {}

    private static double[] unknown(int n) {
        double[] numbers = new double[n];
        Arrays.fill(numbers, Double.NaN);
        return numbers;
    }

    int size() {
        return panels.size();
    }

    Instant start() {
        return Instant.ofEpochSecond(index * SECONDS);
    }

    Instant end() {
        return Instant.ofEpochSecond((index + 1) * SECONDS);
    }

    int hour() {
        return quarter / 4;
    }

    String serial(int panel) {
        return panels.get(panel).serial;
    }

    /** Whether snow can have covered what worked last in that quarter-hour: some fell since, or about then. */
    boolean canBeCovered(long lastWorked) {
        return snowLately && lastFall + FALL_MARGIN >= lastWorked;
    }

    /** The same of the whole roof, which hours of work in the sun have shown to be free. */
    boolean canAllBeCovered(long lastWorked) {
        return snowLately && lastFall + SITE_MARGIN >= lastWorked;
    }

    long daysSinceFall() {
        return Math.min(10_000, (index - lastFall) / A_DAY);
    }

    boolean isKnown(int panel) {
        return !Double.isNaN(energyKwh[panel]);
    }

    /** Whether a panel can be judged by it: sun, neighbours that work, and nothing that hits everybody. */
    boolean isGood(int panel) {
        return elevationDegrees >= JUDGED_DEGREES
                && !dark
                && !outage
                && !maintained
                && expectedKwh[panel] >= LEAST_EXPECTED_KWH
                && !panels.get(panel).retired;
    }

    /** An energy as hours of a panel's full power. */
    double sunHours(double kwh) {
        return kwh / ratingKw;
    }
}
