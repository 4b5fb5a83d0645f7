package org.pvswatch.fault;

import java.util.Arrays;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;

/**
 * How the production meter counts against the panels: the median over the last days of what all panels say divided by what
 * the meter says. Days on which a panel was not heard count only where it was heard. Its fields are all it remembers.
 */
final class MeterGain {
    private static final int DAYS = 30;
    private static final double STEADY = 0.02;
    private static final double MOST = 10;
    private static final double BRIGHT = 3;

    private final transient int leastDays;
    private final transient double leastSunHours;

    private double[] ratios = filled();
    private int next;
    private int days;
    private double gain = Double.NaN;
    private double panelsKwh;
    private double meterKwh;
    private double lastRatio = Double.NaN;
    private double ratioBefore = Double.NaN;
    private boolean bright;

    MeterGain(FaultSettings settings) {
        leastDays = settings.count("meter.gain-days");
        leastSunHours = settings.number("meter.day-sun-hours");
    }

    private static double[] filled() {
        double[] unknown = new double[DAYS];
        Arrays.fill(unknown, Double.NaN);
        return unknown;
    }

    /** Whether the day that was closed last was a bright one, of which one is enough. */
    boolean wasBright() {
        return bright;
    }

    /** What to multiply the meter with; NaN as long as it is not known. */
    double gain() {
        return days >= leastDays ? gain : Double.NaN;
    }

    /** The day's ratio, panels to meter, of the day that was closed last; NaN when it said nothing. */
    double lastRatio() {
        return lastRatio;
    }

    /** The same of the last two days, for a meter that is wrong but steady; NaN when they differ. */
    double recent() {
        boolean steady = Math.abs(lastRatio / ratioBefore - 1) < STEADY && Math.abs(lastRatio) < MOST;
        return steady ? lastRatio : Double.NaN;
    }

    void add(Interval interval, Incidents incidents) {
        if (interval.elevationDegrees < Interval.JUDGED_DEGREES || Double.isNaN(interval.productionKwh)) {
            return;
        }
        double sum = 0;
        for (int i = 0; i < interval.size(); i++) {
            Panel panel = interval.panels.get(i);
            if (interval.isKnown(i)) {
                sum += interval.energyKwh[i];
            } else if (!panel.retired && !incidents.isActive(Kind.NOT_PRODUCING, panel.serial)) {
                return;
            }
        }
        panelsKwh += sum;
        meterKwh += interval.productionKwh;
    }

    /** @param learns whether the day may teach: not while the meter is doubted */
    void endOfDay(double siteRatingKw, boolean learns) {
        ratioBefore = Double.isNaN(lastRatio) ? ratioBefore : lastRatio;
        bright = panelsKwh >= BRIGHT * leastSunHours * siteRatingKw;
        boolean enough = panelsKwh >= leastSunHours * siteRatingKw && siteRatingKw > 0;
        lastRatio = enough ? (Math.abs(meterKwh) < 1e-9 ? Double.POSITIVE_INFINITY : panelsKwh / meterKwh) : Double.NaN;
        boolean sane = enough && lastRatio > 0.4 && lastRatio < 2.5;
        if (sane && learns) {
            ratios[next] = lastRatio;
            next = (next + 1) % DAYS;
            days = Math.min(DAYS, days + 1);
            gain = Numbers.median(Numbers.known(ratios));
        }
        panelsKwh = 0;
        meterKwh = 0;
    }

    /** The owner said that it is right as it is now. */
    void forget() {
        ratios = filled();
        days = 0;
        gain = Double.NaN;
    }
}
