package org.pvswatch.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Dirt on the glass: dust that gathers day by day on all panels, on some faster than on others, until rain washes it off;
 * and now and then what birds leave on one panel, until heavier rain. Safe for several threads.
 */
final class Dirt {
    private static final double DUST_PER_DAY = 0.0008;
    private static final double WASHES_MILLIMETRES = 2;
    private static final double WASHES_BIRDS_MILLIMETRES = 6;
    private static final int LONGEST_DRY_DAYS = 250;
    private static final int BIRD_PERIOD_DAYS = 30;
    private static final int BIRDS_STAY_DAYS = 90;
    private static final double BIRD_CHANCE = 0.03;

    private final Clouds clouds;
    private final List<Panel> panels;
    private final SeededNoise noise;
    private final Map<Long, Integer> dryDays = new HashMap<>();
    private volatile Today today = new Today(Long.MIN_VALUE, new double[0]);

    private record Today(long epochDay, double[] parts) {}

    Dirt(Clouds clouds, List<Panel> panels, SeededNoise noise) {
        this.clouds = clouds;
        this.panels = panels;
        this.noise = noise;
    }

    /** Part of the light that reaches each panel, 0 to 1, in the order of the panels. */
    double[] parts(long epochDay) {
        var seen = today;
        if (seen.epochDay != epochDay) {
            seen = new Today(epochDay, compute(epochDay));
            today = seen;
        }
        return seen.parts;
    }

    private double[] compute(long epochDay) {
        int dry = dryDays(epochDay);
        var parts = new double[panels.size()];
        for (int i = 0; i < parts.length; i++) {
            var own = noise.stream(panels.get(i).number());
            double dust = DUST_PER_DAY * own.between(-1, 0.6, 1.5) * dry;
            parts[i] = (1 - dust) * (1 - birds(own, epochDay));
        }
        return parts;
    }

    /** Whole days since it last rained enough. */
    private synchronized int dryDays(long epochDay) {
        Integer before = dryDays.get(epochDay - 1);
        int dry;
        if (clouds.rainMillimetres(epochDay) >= WASHES_MILLIMETRES) {
            dry = 0;
        } else if (before != null) {
            dry = before + 1;
        } else {
            dry = 1;
            while (dry < LONGEST_DRY_DAYS && clouds.rainMillimetres(epochDay - dry) < WASHES_MILLIMETRES) {
                dry++;
            }
        }
        if (dryDays.size() > LONGEST_DRY_DAYS) {
            dryDays.clear();
        }
        dryDays.put(epochDay, dry);
        return dry;
    }

    private double birds(SeededNoise own, long epochDay) {
        double loss = 0;
        long period = Math.floorDiv(epochDay, BIRD_PERIOD_DAYS);
        for (long each = period - BIRDS_STAY_DAYS / BIRD_PERIOD_DAYS; each <= period; each++) {
            long since = each * BIRD_PERIOD_DAYS + (long) own.between(3 * each + 1, 0, BIRD_PERIOD_DAYS);
            boolean there = own.uniform(3 * each) < BIRD_CHANCE
                    && since <= epochDay
                    && epochDay - since < BIRDS_STAY_DAYS
                    && !washed(since, epochDay);
            if (there) {
                loss = Math.max(loss, own.between(3 * each + 2, 0.02, 0.10));
            }
        }
        return loss;
    }

    private boolean washed(long from, long until) {
        for (long day = from + 1; day <= until; day++) {
            if (clouds.rainMillimetres(day) >= WASHES_BIRDS_MILLIMETRES) {
                return true;
            }
        }
        return false;
    }
}
