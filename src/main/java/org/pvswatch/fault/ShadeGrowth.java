package org.pvswatch.fault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pvswatch.incident.Evidence;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;

/**
 * Something grows into the sun of a panel: in some places of the sun, side by side, it makes much less than it used to, in the
 * others as much as ever.
 */
final class ShadeGrowth {
    private static final int LATELY_DAYS = 45;
    private static final int EVERY_DAYS = 5;
    private static final int LEAST_SEEN = 5;
    private static final int SECTOR_COLUMNS = 6;
    private static final int DAYS = 15;
    private static final int HISTORY = 45;

    private final transient SunCells cells;
    private final transient Groups groups;
    private final transient double lostBelow;
    private final transient double wellAbove;
    private final transient double lostShare;
    private final transient int lastingDays;
    private final transient int leastCells;
    private final transient int mailedAfterDays;
    private final transient double meanBelow;

    private List<Memory> memories = new ArrayList<>();

    /** What is remembered of a panel. */
    static final class Memory {
        long since = -1;
        long firstDay = -1;
        double[] middles = new double[DAYS];
        double[] means = new double[DAYS];
        int judged;
        boolean sure;
    }

    ShadeGrowth(FaultSettings settings, SunCells cells, Groups groups) {
        this.cells = cells;
        this.groups = groups;
        lostBelow = settings.number("shade.lost-below");
        wellAbove = settings.number("shade.well-above");
        lostShare = settings.number("shade.lost-share");
        lastingDays = settings.count("shade.days");
        leastCells = settings.count("shade.cells");
        mailedAfterDays = settings.count("shade.mailed-after-days");
        meanBelow = settings.number("shade.mean-below");
    }

    private boolean isShaded(int panel, int cell) {
        double kept = cells.kept(panel, cell);
        return kept > 0 && cells.of(panel).seen[cell] >= LEAST_SEEN && cells.newest(panel, cell) < lostBelow * kept;
    }

    /**
     * A day of a panel: what it made of the usual at the middle place of the sun, and at all together.
     *
     * @param sure whether there are panels enough to hold it against
     */
    void judged(int panel, double middle, double mean, boolean sure) {
        while (memories.size() <= panel) {
            memories.add(new Memory());
        }
        Memory memory = memories.get(panel);
        memory.middles[memory.judged % DAYS] = middle;
        memory.means[memory.judged % DAYS] = mean;
        memory.sure = sure;
        memory.judged++;
    }

    /** Less on the whole and as much as ever at most places. */
    private boolean isLowInPart(Memory memory) {
        return memory.judged >= HISTORY
                && Numbers.median(memory.middles.clone()) > wellAbove
                && Numbers.median(memory.means.clone()) < meanBelow;
    }

    void endOfDay(Day last, Incidents incidents) {
        while (memories.size() < Math.min(cells.size(), last.size())) {
            memories.add(new Memory());
        }
        if (last.day() % EVERY_DAYS != 0 || !groups.areKnown()) {
            return;
        }
        for (int i = 0; i < memories.size(); i++) {
            look(memories.get(i), i, last, incidents);
        }
    }

    private void look(Memory memory, int panel, Day last, Incidents incidents) {
        double[] lost = new double[36];
        double whole = 0;
        double lostWhole = 0;
        int lostCells = 0;
        double[] rest = new double[SunCells.CELLS];
        int n = 0;
        for (int cell = 0; cell < SunCells.CELLS; cell++) {
            double clean = cells.clean(panel, cell);
            int age = Math.floorMod((int) (last.day() % 30_000) - cells.of(panel).seenOn[cell], 30_000);
            if (Double.isNaN(clean) || age > LATELY_DAYS || cells.of(panel).seen[cell] < LEAST_SEEN) {
                continue;
            }
            double weight = cells.brightness(groups.of(panel), cell);
            whole += weight;
            if (isShaded(panel, cell)) {
                lost[SunCells.azimuthDegrees(cell) / SunCells.AZIMUTH_STEP] += weight;
                lostWhole += weight;
                lostCells++;
            } else {
                rest[n++] = cells.newest(panel, cell) / clean;
            }
        }
        int best = sector(lost);
        double inSector = inSector(lost, best);
        boolean otherwiseWell = n >= 3 && Numbers.medianOfFirst(rest, n) >= wellAbove;
        boolean onOneSide = lostWhole > 0 && inSector >= 0.8 * lostWhole;
        boolean bySky = otherwiseWell && onOneSide && lostCells >= leastCells && inSector >= lostShare * whole;
        boolean much = bySky || isLowInPart(memory);
        judge(memory, panel, last, much, best, inSector / Math.max(whole, 1e-9), incidents);
    }

    private void judge(
            Memory memory, int panel, Day last, boolean much, int sector, double share, Incidents incidents) {
        String serial = last.serial(panel);
        memory.firstDay = memory.firstDay < 0 ? last.day() : memory.firstDay;
        if (!much) {
            memory.since = -1;
            incidents.clear(Kind.SHADE_GROWTH, serial);
            return;
        }
        memory.since = memory.since < 0 ? last.day() : memory.since;
        if (last.day() - memory.since >= lastingDays) {
            double middle = (sector + SECTOR_COLUMNS / 2.0) * SunCells.AZIMUTH_STEP % 360;
            incidents.open(
                    Kind.SHADE_GROWTH,
                    serial,
                    memory.sure && last.day() - memory.firstDay >= mailedAfterDays ? Severity.LOW : Severity.INFO,
                    Instant.ofEpochSecond(memory.since * 86_400),
                    () -> Evidence.of(
                            Map.of("from_azimuth_degrees", middle, "share_of_sun_lost", share),
                            "something now shades it from there"));
        }
    }

    private static int sector(double[] lost) {
        int best = 0;
        for (int column = 1; column < 36; column++) {
            best = inSector(lost, column) > inSector(lost, best) ? column : best;
        }
        return best;
    }

    private static double inSector(double[] lost, int from) {
        double sum = 0;
        for (int column = from; column < from + SECTOR_COLUMNS; column++) {
            sum += lost[column % 36];
        }
        return sum;
    }
}
