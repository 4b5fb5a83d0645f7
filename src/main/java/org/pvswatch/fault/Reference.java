package org.pvswatch.fault;

import java.util.Arrays;
import java.util.List;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;

/**
 * What each panel should have made in an interval, from what its neighbours made: the middle of its group, each scaled by its
 * learned ratio, without those that make nothing. So it holds with half of the group dead; with nearly all of it dead the other
 * groups stand in. Its fields are all it remembers.
 */
final class Reference {
    private static final double OF_LARGEST = 0.05;
    private static final double WORKING = 0.5;
    private static final double BETTER = 0.75;
    private static final double WELL_LIT = 0.1;

    private final transient Groups groups;
    private final transient Profiles profiles;
    private final transient double darkShare;
    private final transient int leastPanels;
    private final transient double neighboursShare;

    private Profiles.Ratios groupRatios = new Profiles.Ratios();

    Reference(FaultSettings settings, Groups groups, Profiles profiles) {
        this.groups = groups;
        this.profiles = profiles;
        this.darkShare = settings.number("dark-share");
        this.leastPanels = settings.count("reference.panels");
        this.neighboursShare = settings.number("snow.neighbours-share");
    }

    /** Says of an interval what was to be expected. */
    void expect(Interval interval, Incidents incidents) {
        int count = groups.count();
        int hour = interval.hour();
        double[] medians = new double[count];
        boolean some = false;
        for (int g = 0; g < count; g++) {
            medians[g] = ofGroup(interval, g, hour, leastPanels);
            some |= !Double.isNaN(medians[g]);
        }
        if (!some) { // a very small site: two that agree are better than nothing
            for (int g = 0; g < count; g++) {
                medians[g] = ofGroup(interval, g, hour, 2);
            }
        }
        double site = site(medians, hour);
        double brightest = 0;
        for (int g = 0; g < count; g++) {
            if (Double.isNaN(medians[g])) {
                medians[g] = site * groupRatios.of(g, hour);
            } else if (count > 1 && interval.elevationDegrees >= Interval.JUDGED_DEGREES && !interval.snowLately) {
                groupRatios.learn(g, hour, medians[g], site);
            }
            brightest = Math.max(brightest, Double.isNaN(medians[g]) ? 0 : medians[g]);
        }
        interval.dark = brightest < darkShare * interval.ratingKw * Interval.HOURS;
        double[] bright = new double[count];
        for (int g = 0; g < count; g++) {
            bright[g] = better(interval, g);
        }
        for (int i = 0; i < interval.size(); i++) {
            interval.brightKwh[i] = bright[groups.of(i)];
            interval.medianKwh[i] = medians[groups.of(i)];
            interval.expectedKwh[i] = interval.medianKwh[i] * profiles.ratio(i, hour);
        }
        watchNeighbours(interval, incidents);
        learn(interval, incidents);
        groups.learn(interval, site);
    }

    /** Says whose neighbours work, and at which DC voltage. */
    private void watchNeighbours(Interval interval, Incidents incidents) {
        int[] there = new int[groups.count()];
        int[] working = new int[there.length];
        double[] volts = new double[interval.size()];
        int lit = 0;
        for (int i = 0; i < interval.size(); i++) {
            Panel panel = interval.panels.get(i);
            boolean works = interval.isKnown(i) && interval.energyKwh[i] >= WORKING * interval.expectedKwh[i];
            if (!panel.retired && !incidents.isActive(Kind.NOT_PRODUCING, panel.serial)) {
                there[groups.of(i)]++;
                working[groups.of(i)] += works ? 1 : 0;
            }
            if (works
                    && interval.energyKwh[i] >= WELL_LIT * interval.ratingKw * Interval.HOURS
                    && panel.dcVoltageV > 0) {
                volts[lit++] = panel.dcVoltageV;
            }
        }
        interval.workingVoltageV = lit < 3 ? Double.NaN : Numbers.medianOfFirst(volts, lit);
        for (int i = 0; i < interval.size(); i++) {
            int group = groups.of(i);
            interval.neighboursWork[i] = working[group] >= neighboursShare * there[group];
        }
    }

    private double ofGroup(Interval interval, int group, int hour, int least) {
        double[] scaled = new double[interval.size()];
        int n = 0;
        double largest = 0;
        for (int i = 0; i < scaled.length; i++) {
            if (groups.of(i) == group && interval.isKnown(i) && !interval.panels.get(i).retired) {
                scaled[n] = interval.energyKwh[i] / profiles.ratio(i, hour);
                largest = Math.max(largest, scaled[n++]);
            }
        }
        int producing = 0;
        for (int i = 0; i < n; i++) {
            if (scaled[i] >= OF_LARGEST * largest && scaled[i] > 0) {
                scaled[producing++] = scaled[i];
            }
        }
        return producing < least ? Double.NaN : Numbers.medianOfFirst(scaled, producing);
    }

    /** Energy of the panel that three quarters of the group do not exceed: unshaded as long as a quarter of them is. */
    private double better(Interval interval, int group) {
        double[] made = new double[interval.size()];
        int n = 0;
        for (int i = 0; i < made.length; i++) {
            if (groups.of(i) == group && interval.isKnown(i) && !interval.panels.get(i).retired) {
                made[n++] = interval.energyKwh[i];
            }
        }
        if (n < leastPanels) {
            return Double.NaN;
        }
        Arrays.sort(made, 0, n);
        if (made[n - 1] <= 0) {
            return Double.NaN;
        }
        int dead = 0;
        while (made[dead] < OF_LARGEST * made[n - 1]) {
            dead++;
        }
        return n - dead < leastPanels ? Double.NaN : made[dead + (int) (BETTER * (n - dead))];
    }

    private double site(double[] medians, int hour) {
        double[] scaled = new double[medians.length];
        for (int g = 0; g < medians.length; g++) {
            scaled[g] = medians[g] / groupRatios.of(g, hour);
        }
        return Numbers.median(Numbers.known(scaled));
    }

    private void learn(Interval interval, Incidents incidents) {
        if (interval.elevationDegrees < Interval.JUDGED_DEGREES
                || interval.dark
                || interval.snowLately
                || interval.outage
                || interval.maintained) {
            return;
        }
        for (int i = 0; i < interval.size(); i++) {
            String serial = interval.serial(i);
            if (interval.isKnown(i)
                    && !Double.isNaN(interval.medianKwh[i])
                    && !incidents.isActive(Kind.NOT_PRODUCING, serial)) {
                profiles.learn(i, interval.hour(), interval.energyKwh[i], interval.medianKwh[i]);
            }
        }
    }

    /** @return the panels whose group is another than before, so that nothing learned of them holds */
    List<Integer> endOfDay() {
        profiles.endOfDay(groups);
        groupRatios.endOfDay();
        List<Integer> moved = groups.form();
        for (int panel : moved) {
            profiles.forget(panel);
        }
        if (moved.size() > 1) {
            groupRatios = new Profiles.Ratios();
        }
        return moved;
    }
}
