package org.pvswatch.fault;

import java.util.ArrayList;
import java.util.List;

/**
 * For how long, in sun, each panel has made nothing while its neighbours did. Persistence is counted in expected energy, so a
 * fault at dusk or in December waits as long as the evidence needs. Its fields are all it remembers.
 */
final class ZeroRuns {
    private final transient double zero;
    private final transient double working;
    private final transient double curtailedWeight;

    private List<Run> runs = new ArrayList<>();

    ZeroRuns(FaultSettings settings) {
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
        /** Of that what fell outside of snow. */
        double clearKwh;

        boolean inSnow;
        /** Intervals in a row in which it worked. */
        int working;

        double pendingKwh;
        int pending;
        long pendingSince;

        void end() {
            on = false;
            intervals = 0;
            kwh = 0;
            clearKwh = 0;
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
            count(run, interval, interval.index, 1, weight * interval.expectedKwh[i]);
            run.working = 0;
        } else if (isWorking(interval, i)) {
            run.working++;
            if (run.working >= 2) {
                run.end();
            }
        } else {
            run.working = 0;
        }
    }

    private static void count(Run run, Interval interval, long since, int intervals, double kwh) {
        if (!run.on) {
            run.on = true;
            run.since = since;
            run.inSnow = interval.snowLately;
        }
        run.intervals += intervals;
        run.kwh += kwh;
        run.clearKwh += interval.snowLately ? 0 : kwh;
    }

    /** A panel that was unknown for a while shows at its return what it did in between. */
    private void catchUp(Interval interval, int i, Run run) {
        double gapKwh = interval.panels.get(i).counter.takeGapKwh();
        if (Double.isNaN(gapKwh)) {
            return;
        }
        if (run.pending > 0 && gapKwh <= zero * run.pendingKwh) {
            count(run, interval, run.pendingSince, run.pending, run.pendingKwh);
            run.working = 0;
        } else if (gapKwh >= working * Math.max(run.pendingKwh, ENOUGH_SUN_HOURS * interval.ratingKw)) {
            run.end();
        }
        run.pendingKwh = 0;
        run.pending = 0;
    }

    private static final double ENOUGH_SUN_HOURS = 0.3;
}
