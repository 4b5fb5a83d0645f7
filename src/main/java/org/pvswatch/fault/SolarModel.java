package org.pvswatch.fault;

import java.util.Arrays;
import org.pvswatch.reading.Conditions;

/**
 * What the whole site should make by the weather alone, for faults that hit every panel alike. PVWatts' formula on the
 * irradiance of the weather service, and a learned gain. Under no word of the weather the clear sky of Haurwitz (1945) says
 * what is possible at most. Its fields are all it remembers.
 */
public final class SolarModel {
    private static final int DAYS = 30;
    private static final double CELL_HEATING_K_PER_WM2 = 0.03;
    private static final double PER_KELVIN = -0.0035;
    private static final double EFFICIENCY = 0.9;

    /** A site that makes less than this part of what the formula says is not well. */
    public static final double LEAST_GAIN = 0.4;

    /** None makes more. */
    public static final double MOST_GAIN = 1.3;

    private double[] ratios = unknown();
    private int next;
    private int days;
    private double gain = Double.NaN;

    private static double[] unknown() {
        double[] ratios = new double[DAYS];
        Arrays.fill(ratios, Double.NaN);
        return ratios;
    }

    /** Whether enough days have taught the gain. */
    boolean isLearned(int leastDays) {
        return days >= leastDays;
    }

    double gain() {
        return Double.isNaN(gain) ? 0.8 : gain;
    }

    /** Global irradiance on the level under a clear sky, W/m2. */
    static double clearSkyWm2(double elevationDegrees) {
        double height = Math.sin(Math.toRadians(elevationDegrees));
        return height <= 0 ? 0 : 1098 * height * Math.exp(-0.059 / height);
    }

    static double share(Interval interval) {
        return share(interval.weather);
    }

    /**
     * Share of its rating that a panel should make by the weather, 0 to 1, before the site's gain; NaN when not known.
     *
     * @param weather {@code null} when unknown
     */
    public static double share(Conditions weather) {
        if (weather == null || weather.tiltedIrradianceWm2() == null) {
            return Double.NaN;
        }
        double irradiance = Math.max(0, weather.tiltedIrradianceWm2());
        Double air = weather.temperatureC();
        double cellC = (air == null ? 15 : air) + CELL_HEATING_K_PER_WM2 * irradiance;
        return Math.min(1, irradiance / 1000 * (1 + PER_KELVIN * (cellC - 25)) / EFFICIENCY);
    }

    /** Takes a day that was well. @param ratio made to modelled, without the gain */
    void learn(double ratio) {
        if (ratio >= LEAST_GAIN / 2 && ratio <= MOST_GAIN * 2) {
            ratios[next] = Math.max(LEAST_GAIN, Math.min(MOST_GAIN, ratio));
            next = (next + 1) % DAYS;
            days = Math.min(DAYS, days + 1);
            gain = Numbers.median(Numbers.known(ratios));
        }
    }
}
