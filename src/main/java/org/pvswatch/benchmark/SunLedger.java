package org.pvswatch.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.pvswatch.simulator.Made;

/** What each panel could have made and made, hour by hour: the truth that labels are held against. For one thread. */
final class SunLedger {
    /** AC rating of the simulated inverters. */
    private static final double RATED_KW = 0.32;

    private static final double SEEN_LOSS_KWH = 0.02;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Instant begin;
    private final List<Made> hours = new ArrayList<>();

    SunLedger(Instant begin) {
        this.begin = begin;
    }

    /** The instant of the next entry. */
    Instant next() {
        return begin.plus(HOUR.multipliedBy(hours.size()));
    }

    /** Enters what was made until {@link #next}. */
    void enter(Made made) {
        hours.add(made);
    }

    /** Sun-hours that panels had between two instants: the energy they should have made over their rating. */
    double sunHours(Set<Integer> panels, Instant from, Instant to) {
        double sum = between(from, to, made -> sum(panels, made.possibleKwh()));
        int count = panels.isEmpty() ? hours.get(0).possibleKwh().length : panels.size();
        return sum / RATED_KW / count;
    }

    /** Energy that panels lost between two instants, kWh. */
    double lostKwh(Set<Integer> panels, Instant from, Instant to) {
        return between(from, to, made -> sum(panels, made.possibleKwh()) - sum(panels, made.madeKwh()));
    }

    /** The first hour from an instant on in which panels lose energy; the instant itself when they never do. */
    Instant firstLoss(Set<Integer> panels, Instant from) {
        for (int hour = Math.max(0, (int) hour(from)); hour < hours.size() - 1; hour++) {
            Instant at = begin.plus(HOUR.multipliedBy(hour));
            if (lostKwh(panels, at, at.plus(HOUR)) > SEEN_LOSS_KWH) {
                return at.isBefore(from) ? from : at;
            }
        }
        return from;
    }

    private double between(Instant from, Instant to, ToDoubleFunction<Made> of) {
        return at(to, of) - at(from, of);
    }

    private double at(Instant instant, ToDoubleFunction<Made> of) {
        double hour = Math.max(0, Math.min(hours.size() - 1.0, hour(instant)));
        int whole = (int) Math.min(hour, Math.max(0, hours.size() - 2));
        double here = of.applyAsDouble(hours.get(whole));
        double next = of.applyAsDouble(hours.get(Math.min(hours.size() - 1, whole + 1)));
        return here + (next - here) * (hour - whole);
    }

    private double hour(Instant instant) {
        return Duration.between(begin, instant).toSeconds() / (double) HOUR.toSeconds();
    }

    private static double sum(Set<Integer> panels, double[] kwh) {
        double sum = 0;
        for (int i = 0; i < kwh.length; i++) {
            sum += panels.isEmpty() || panels.contains(i) ? kwh[i] : 0;
        }
        return sum;
    }
}
