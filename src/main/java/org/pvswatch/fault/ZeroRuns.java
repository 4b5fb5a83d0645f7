package org.pvswatch.fault;

import java.util.ArrayList;
import java.util.List;

/**
 * For how long, in sun, each panel has made nothing while its neighbours did. Persistence is counted in expected energy, so a
 * fault at dusk or in December waits as long as the evidence needs. Its fields are all it remembers.
 */
final class ZeroRuns {
    private static final double ENOUGH_SUN_HOURS = 0.3;
    private static final double NO_POWER_KW = 0.001;
    private static final double LIT = 1.05;
    private static final double FREE = 0.3;
    private final transient SolarModel model;
    private final transient double zero;
    private final transient double working;
    private final transient double curtailedWeight;

    private List<Run> runs = new ArrayList<>();

    ZeroRuns(FaultSettings settings, SolarModel model) {
        this.model = model;
        zero = settings.number("zero-share");
        working = settings.number("working-share");
        curtailedWeight = settings.number("curtailed.weight");
    }

    /** One panel's present run of zeros, and what it does since it is unknown. */
    static final class Run {
        boolean on;
        long since;
        int intervals;
        double kwh;
        boolean inSnow;
        /** What it should have made while nearly all its neighbours worked, so that snow had left. */
        double freeKwh;
        /** The same while its DC voltage showed light on the panel. */
        double litKwh;

        int litIntervals;
        /** Intervals in a row in which it worked. */
        int working;

        double pendingKwh;
        int pending;
        long pendingSince;

        void end() {
            on = false;
            intervals = 0;
            kwh = 0;
            freeKwh = 0;
            litKwh = 0;
            litIntervals = 0;
            inSnow = false;
        }
    }

    Run of(int panel) {
        return runs.get(panel);
    }

    boolean isZero(Interval interval, int panel) {
        return interval.energyKwh[panel] <= zero * interval.expectedKwh[panel];
    }

    boolean isWorking(Interval interval, int panel) {
        return interval.energyKwh[panel] >= working * interval.expectedKwh[panel];
    }

    void follow(Interval interval) {
        while (runs.size() < interval.size()) {
            runs.add(new Run());
        }
        for (int i = 0; i < interval.size(); i++) {
            Run run = runs.get(i);
            catchUp(interval, i, run);
            if (!interval.isGood(i)) {
                continue;
            }
            if (!interval.isKnown(i)) {
                run.pendingSince = run.pending == 0 ? interval.index : run.pendingSince;
                run.pendingKwh += interval.expectedKwh[i];
                run.pending++;
                run.working = interval.silent[i] ? 0 : run.working;
            } else {
                run.pendingKwh = 0;
                run.pending = 0;
                look(interval, i, run);
            }
        }
    }

    private void look(Interval interval, int i, Run run) {
        double weight = interval.curtailed ? curtailedWeight : 1;
        if (isZero(interval, i)) {
            double kwh = weight * interval.expectedKwh[i];
            count(run, interval, i, interval.index, 1, kwh);
            run.freeKwh += interval.neighboursWork[i] ? kwh : 0;
            if (isLit(interval, i)) {
                run.litKwh += kwh;
                run.litIntervals++;
            }
            run.working = 0;
        } else if (isWorking(interval, i)) {
            run.working++;
            if (!interval.snowLately || isFree(interval, i)) {
                interval.panels.get(i).lastWorked = interval.index;
            }
            if (run.working >= 2) {
                run.end();
            }
        } else {
            run.working = 0;
        }
    }

    /** Whether a panel makes what the weather allows and not only what others make that are covered too. */
    private boolean isFree(Interval interval, int i) {
        double allowed = model.gain() * SolarModel.share(interval) * interval.ratingKw * Interval.HOURS;
        return Double.isNaN(allowed) || interval.energyKwh[i] >= FREE * allowed;
    }

    /** Begins anew: what was before is explained. */
    void restart(int panel) {
        runs.set(panel, new Run());
    }

    /**
     * Whether light falls on a panel that makes nothing: then its DC voltage is that of an open circuit, which is above the
     * voltage its neighbours work at. A covered panel has less.
     */
    private static boolean isLit(Interval interval, int i) {
        Panel panel = interval.panels.get(i);
        return panel.powerKw < NO_POWER_KW && panel.dcVoltageV > LIT * interval.workingVoltageV;
    }

    private static void count(Run run, Interval interval, int panel, long since, int intervals, double kwh) {
        if (!run.on) {
            run.on = true;
            run.since = since;
        }
        run.inSnow |= interval.canBeCovered(interval.panels.get(panel).lastWorked);
        run.intervals += intervals;
        run.kwh += kwh;
    }

    /** A panel that was unknown for a while shows at its return what it did in between. */
    private void catchUp(Interval interval, int i, Run run) {
        double gapKwh = interval.panels.get(i).counter.takeGapKwh();
        if (Double.isNaN(gapKwh)) {
            return;
        }
        if (run.pending > 0 && gapKwh <= zero * run.pendingKwh) {
            count(run, interval, i, run.pendingSince, run.pending, run.pendingKwh);
            run.working = 0;
        } else if (gapKwh >= working * Math.max(run.pendingKwh, ENOUGH_SUN_HOURS * interval.ratingKw)) {
            run.end();
        }
        run.pendingKwh = 0;
        run.pending = 0;
    }
}
