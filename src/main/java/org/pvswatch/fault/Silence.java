package org.pvswatch.fault;

import java.util.ArrayList;
import java.util.List;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;

/**
 * Whether panels that are not heard produce: the meter minus the panels that are heard is what the silent ones make. The idea
 * is that of RdTools' separation of inverter from communication outages. Its fields are all it remembers.
 */
final class Silence {
    private static final double DAYLIGHT_DEGREES = 10;
    /** Sun-hours after which the balance has half forgotten. */
    private static final double MEMORY_SUN_HOURS = 3;

    private final transient MeterGain gain;
    private final transient double decideSunHours;
    private final transient double shareOfOne;
    private final transient double leastSunHours;
    private final transient double deadBelow;
    private final transient double aliveAbove;

    private List<Run> runs = new ArrayList<>();
    private double surpriseKwh;
    private boolean meterAway;

    Silence(FaultSettings settings, MeterGain gain) {
        this.gain = gain;
        decideSunHours = settings.number("silent.decide-sun-hours");
        shareOfOne = settings.number("silent.share");
        leastSunHours = settings.number("silent.least-sun-hours");
        deadBelow = settings.number("silent.dead-below");
        aliveAbove = settings.number("silent.alive-above");
    }

    /** What the balance says of a silent panel. */
    enum Verdict {
        UNDECIDED,
        DEAD,
        ALIVE
    }

    /** The time since a panel was last heard, as far as it should have produced. */
    static final class Run {
        boolean on;
        long since;
        int intervals;
        double expectedKwh;
        double balanceKwh;
        double weightKwh;
        double judgedKwh;
        boolean metered;
        boolean inSnow;
        /** Of the expected energy what fell while nearly all its neighbours worked. */
        double freeKwh;

        Verdict verdict = Verdict.UNDECIDED;
    }

    /** Whether there is a production meter that tells, but not now. */
    boolean isMeterAway() {
        return meterAway;
    }

    Run of(int panel) {
        return runs.get(panel);
    }

    /** Begins anew: what was before is explained. */
    void restart(int panel) {
        runs.set(panel, new Run());
    }

    /** Follows the runs through an interval. */
    void follow(Interval interval, Incidents incidents) {
        while (runs.size() < interval.size()) {
            runs.add(new Run());
        }
        for (int i = 0; i < interval.size(); i++) {
            Run run = runs.get(i);
            interval.silent[i] = isSilent(interval, i);
            if (interval.silent[i]) {
                if (!run.on) {
                    run.on = true;
                    run.since = interval.index;
                }
                run.inSnow |= interval.canBeCovered(interval.panels.get(i).lastWorked);
                run.intervals++;
                run.expectedKwh += interval.expectedKwh[i];
                run.freeKwh += interval.neighboursWork[i] ? interval.expectedKwh[i] : 0;
            } else if (interval.isKnown(i) && run.on) {
                runs.set(i, new Run());
            }
        }
        balance(interval, incidents);
    }

    private static boolean isSilent(Interval interval, int i) {
        return !interval.isKnown(i)
                && interval.reachable[i]
                && interval.elevationDegrees >= DAYLIGHT_DEGREES
                && interval.isGood(i)
                && !isJustHeard(interval, i);
    }

    /** One lost record is no silence. */
    private static boolean isJustHeard(Interval interval, int i) {
        long age =
                interval.end().getEpochSecond() - interval.panels.get(i).counter.lastAt();
        return age <= 2L * Interval.SECONDS;
    }

    private void balance(Interval interval, Incidents incidents) {
        meterAway = !Double.isNaN(gain.gain())
                && (Double.isNaN(interval.productionKwh) || isMeterDoubted(interval, incidents));
        double scale = isMeterDoubted(interval, incidents) ? gain.recent() : gain.gain();
        if (Double.isNaN(scale) || Double.isNaN(interval.productionKwh) || interval.curtailed) {
            return;
        }
        double rest = interval.productionKwh * scale;
        double undecided = 0;
        double smallest = Double.MAX_VALUE;
        boolean decided = false;
        for (int i = 0; i < interval.size(); i++) {
            if (interval.panels.get(i).retired) {
                continue;
            }
            if (interval.isKnown(i)) {
                rest -= interval.energyKwh[i];
            } else if (!interval.silent[i]) {
                return; // neither heard nor expected: nothing can be said
            } else if (runs.get(i).verdict == Verdict.ALIVE) {
                rest -= interval.expectedKwh[i];
                decided = true;
                smallest = Math.min(smallest, interval.expectedKwh[i]);
            } else if (runs.get(i).verdict == Verdict.DEAD) {
                decided = true;
                smallest = Math.min(smallest, interval.expectedKwh[i]);
            } else {
                undecided += interval.expectedKwh[i];
            }
        }
        if (undecided > 0) {
            share(interval, rest, undecided, interval.productionKwh * scale);
        } else if (decided) {
            doubtDecided(interval, rest, smallest);
        }
    }

    private static boolean isMeterDoubted(Interval interval, Incidents incidents) {
        for (Meter meter : interval.meters) {
            if (meter.isProduction()
                    && (incidents.isActive(Kind.METER_WRONG, meter.serial)
                            || incidents.isActive(Kind.METER_OFF, meter.serial))) {
                return true;
            }
        }
        return false;
    }

    private void share(Interval interval, double rest, double undecided, double producedKwh) {
        double production = Math.max(producedKwh, 1e-6);
        double needed = Math.max(
                leastSunHours, Math.min(6, decideSunHours * shareOfOne * (production + undecided) / undecided));
        for (int i = 0; i < interval.size(); i++) {
            Run run = runs.get(i);
            if (!interval.silent[i] || run.verdict != Verdict.UNDECIDED) {
                continue;
            }
            double expected = interval.expectedKwh[i];
            double kept = Math.exp(-interval.sunHours(expected) / MEMORY_SUN_HOURS);
            run.metered = true;
            run.balanceKwh = run.balanceKwh * kept + rest * expected / undecided;
            run.weightKwh = run.weightKwh * kept + expected;
            run.judgedKwh += expected;
            double part = run.balanceKwh / run.weightKwh;
            if (interval.sunHours(run.judgedKwh) >= needed) {
                if (part < deadBelow && part > -1) {
                    run.verdict = Verdict.DEAD;
                } else if (part > aliveAbove) {
                    run.verdict = Verdict.ALIVE;
                }
            }
        }
    }

    /** When what was decided does not fit any more, one of them changed: nothing is decided then. */
    private void doubtDecided(Interval interval, double rest, double smallest) {
        double kept = Math.exp(-interval.sunHours(smallest) / MEMORY_SUN_HOURS);
        surpriseKwh = surpriseKwh * kept + rest;
        if (Math.abs(surpriseKwh) > 2 * interval.ratingKw) {
            surpriseKwh = 0;
            for (Run run : runs) {
                if (run.on) {
                    run.verdict = Verdict.UNDECIDED;
                    run.balanceKwh = 0;
                    run.weightKwh = 0;
                    run.judgedKwh = 0;
                }
            }
        }
    }
}
