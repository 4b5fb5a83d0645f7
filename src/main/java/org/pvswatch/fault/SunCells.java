package org.pvswatch.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What part of its group's better ones each panel makes in each patch of the sky, learned under clear sky and then kept for good.
 * Seasons move the sun behind fixed obstacles; by the sun's place instead of the date they cost no false alarm. Patches in
 * which a panel is shaded are left out. Its fields are all it remembers.
 */
final class SunCells {
    static final int AZIMUTH_STEP = 10;
    private static final int ELEVATION_STEP = 3;
    private static final int ROWS = 32;
    static final int CELLS = 36 * ROWS;
    /** Stands for the whole sky when no sun comes through: then shade does not matter, wherever the sun is. */
    static final int OVERCAST = CELLS - 1;

    private static final double KEPT_A_DAY = 0.9995;
    private static final int SCALE = 10_000;
    private static final double DULL = 0.04;
    private static final double LOW_PART = 0.25;
    private static final int PASS_DAYS = 20;
    private static final int MOST_SEEN = 30;
    /** Beside it the sun falls on the roof at another angle. */
    private static final double NEIGHBOUR = 0.85;

    private final transient double clearShare;
    private final transient double overcastShare;
    private final transient int leastDays;
    private final transient int frozenAfter;
    private final transient double cleanAbove;

    private List<Sky> skies = new ArrayList<>();
    private List<double[]> clearest = new ArrayList<>();
    private List<CellDay> today = new ArrayList<>();

    SunCells(FaultSettings settings) {
        clearShare = settings.number("cell.clear-share");
        overcastShare = settings.number("cell.overcast-share");
        leastDays = settings.count("cell.least-days");
        frozenAfter = settings.count("cell.days");
        cleanAbove = settings.number("cell.clean-above");
    }

    /** One panel's sky. */
    static final class Sky {
        /** Kept ratio by cell, in ten thousandths; 0 where none is known yet. */
        short[] kept = new short[CELLS];
        /** The same of the present passage of the sun: it comes by twice a year. */
        short[] newest = new short[CELLS];
        /** Days of that passage. */
        byte[] seen = new byte[CELLS];
        /** Last day seen in a cell, modulo 30 000. */
        short[] seenOn = new short[CELLS];
        /** Ratio and brightness of the days of cells that are being learned. */
        TreeMap<Integer, List<double[]>> learning = new TreeMap<>();
    }

    /** A day's energy in a cell. */
    static final class CellDay {
        int cell;
        /** Under a clear sky. */
        double[] made;

        double[] median;
        double[] brightest;
        /** Under any sky. */
        double[] anyMade;

        double[] any;

        CellDay() {}

        CellDay(int cell, int panels) {
            this.cell = cell;
            made = new double[panels];
            median = new double[panels];
            brightest = new double[panels];
            anyMade = new double[panels];
            any = new double[panels];
        }
    }

    static int cell(Interval interval) {
        int column = (int) (interval.azimuthDegrees / AZIMUTH_STEP) % 36;
        return column * ROWS + Math.min(ROWS - 1, (int) (interval.elevationDegrees / ELEVATION_STEP));
    }

    static int azimuthDegrees(int cell) {
        return cell / ROWS * AZIMUTH_STEP + AZIMUTH_STEP / 2;
    }

    /** The part that a panel makes in a cell when all is well; NaN where that is not known or it is shaded there. */
    double clean(int panel, int cell) {
        if (panel >= skies.size()) {
            return Double.NaN;
        }
        Sky sky = skies.get(panel);
        double ratio = sky.kept[cell] / (double) SCALE;
        return ratio >= cleanAbove ? ratio : Double.NaN;
    }

    Sky of(int panel) {
        return skies.get(panel);
    }

    int size() {
        return skies.size();
    }

    List<CellDay> today() {
        return today;
    }

    void add(Interval interval, Groups groups, ZeroRuns zeros) {
        int cell = cell(interval);
        while (skies.size() < interval.size()) {
            skies.add(new Sky());
        }
        while (clearest.size() < groups.count()) {
            clearest.add(new double[CELLS]);
        }
        boolean[] clear = new boolean[groups.count()];
        boolean[] overcast = new boolean[groups.count()];
        double[] bright = new double[groups.count()];
        for (int i = 0; i < interval.size(); i++) {
            int group = groups.of(i);
            if (bright[group] == 0 && interval.brightKwh[i] > 0) {
                bright[group] = interval.brightKwh[i];
                double[] most = clearest.get(group);
                most[cell] = Math.max(most[cell], bright[group]);
                double share = bright[group] / clearest(group, cell);
                clear[group] = share >= clearShare;
                overcast[group] = share <= overcastShare;
            }
        }
        for (int i = 0; i < interval.size(); i++) {
            int group = groups.of(i);
            boolean works = interval.isGood(i) && interval.isKnown(i) && !zeros.isZero(interval, i);
            if (works && bright[group] >= DULL * interval.ratingKw * Interval.HOURS) {
                CellDay day = cellDay(overcast[group] ? OVERCAST : cell, interval.size());
                day.anyMade[i] += interval.energyKwh[i];
                day.any[i] += bright[group];
                if (clear[group] || overcast[group]) {
                    day.made[i] += interval.energyKwh[i];
                    day.median[i] += bright[group];
                    day.brightest[i] = Math.max(day.brightest[i], bright[group]);
                }
            }
        }
    }

    /**
     * What the better panels of a group make at a place under a clear sky, by what they made there and beside it: the sun comes to new
     * places slowly, so some neighbour has seen it clear. Between them the height of the clear sky's sun is allowed for.
     */
    private double clearest(int group, int cell) {
        double[] most = clearest.get(group);
        double best = most[cell];
        double here = skyShare(cell % ROWS);
        for (int column = cell / ROWS - 1; column <= cell / ROWS + 1; column++) {
            for (int row = Math.max(0, cell % ROWS - 2); row <= Math.min(ROWS - 1, cell % ROWS + 2); row++) {
                double there = most[Math.floorMod(column, 36) * ROWS + row] * here / skyShare(row);
                best = Math.max(best, NEIGHBOUR * there);
            }
        }
        return best;
    }

    private static double skyShare(int row) {
        return SolarModel.clearSkyWm2((row + 0.5) * ELEVATION_STEP);
    }

    private CellDay cellDay(int cell, int panels) {
        for (int i = today.size() - 1; i >= 0; i--) {
            if (today.get(i).cell == cell && today.get(i).made.length == panels) {
                return today.get(i);
            }
        }
        today.add(new CellDay(cell, panels));
        return today.get(today.size() - 1);
    }

    /**
     * Teaches the day to a panel's sky.
     *
     * @param state what the panel makes at present of what it should, by the places that are known: it is taken out, so that
     *     a loss is not learned as usual where the sun is new
     */
    void learn(int panel, int group, long day, double state) {
        Sky sky = skies.get(panel);
        for (CellDay each : today) {
            if (panel < each.made.length && each.median[panel] > 0) {
                learn(sky, each, panel, day, state, clearest(group, each.cell));
            }
        }
    }

    private void learn(Sky sky, CellDay day, int panel, long onDay, double state, double clear) {
        int cell = day.cell;
        double ratio = Math.min(3, day.made[panel] / day.median[panel]);
        short scaled = (short) Math.round(ratio * SCALE);
        int gap = Math.floorMod((int) (onDay % 30_000) - sky.seenOn[cell], 30_000);
        sky.seenOn[cell] = (short) (onDay % 30_000);
        if (sky.kept[cell] > 0 && !sky.learning.containsKey(cell)) {
            int seen = gap > PASS_DAYS ? 0 : sky.seen[cell];
            sky.seen[cell] = (byte) Math.min(MOST_SEEN, seen + 1);
            sky.newest[cell] =
                    (short) Math.round(sky.newest[cell] + (scaled - sky.newest[cell]) / (double) sky.seen[cell]);
            return;
        }
        List<double[]> days = sky.learning.computeIfAbsent(cell, any -> new ArrayList<>());
        days.add(new double[] {Math.min(3, ratio / state), day.brightest[panel]});
        days.removeIf(each ->
                cell != OVERCAST && each[1] < clearShare * clear); // they had been taken for clear when none was known
        if (days.size() < leastDays) {
            sky.kept[cell] = 0;
            return;
        }
        double[] ratios = days.stream().mapToDouble(each -> each[0]).toArray();
        double low = Numbers.quantile(ratios, LOW_PART);
        double kept = low < cleanAbove ? low : Numbers.median(ratios); // a place at the edge of shade is a shaded one
        sky.kept[cell] = (short) Math.max(1, Math.round(kept * SCALE));
        sky.newest[cell] = sky.kept[cell];
        if (days.size() >= frozenAfter) {
            sky.learning.remove(cell);
        }
    }

    /** After all panels have learned. */
    void endOfDay() {
        today = new ArrayList<>();
        for (double[] most : clearest) {
            for (int cell = 0; cell < CELLS; cell++) {
                most[cell] *= KEPT_A_DAY;
            }
        }
    }

    void forget(int panel) {
        if (panel < skies.size()) {
            skies.set(panel, new Sky());
        }
    }

    /** The most that the better panels of a group made there in a quarter-hour, kWh. */
    double brightness(int group, int cell) {
        return group < clearest.size() ? clearest.get(group)[cell] : 0;
    }

    double newest(int panel, int cell) {
        return skies.get(panel).newest[cell] / (double) SCALE;
    }

    double kept(int panel, int cell) {
        return skies.get(panel).kept[cell] / (double) SCALE;
    }
}
