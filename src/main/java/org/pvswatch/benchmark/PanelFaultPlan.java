package org.pvswatch.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.pvswatch.simulator.FaultKind;

/** Inverters that die, fall silent, are replaced or forget their counter: few at a time, each on a panel of its own. */
final class PanelFaultPlan {
    private static final int PANELS_A_LANE = 8;
    private static final int MOST_LANES = 3;
    /** Long enough for the mail that it is over, and for an incident to be closed for good. */
    private static final double REST_DAYS = 20;

    private final Placement to;

    PanelFaultPlan(Placement to) {
        this.to = to;
    }

    void place() {
        if (to.wants(LabelKind.DEAD_FIRST_WEEK)) {
            Instant from = to.atHours(to.start().plus(to.days(1, 5)), 9, 15);
            to.panel(LabelKind.DEAD_FIRST_WEEK, FaultKind.STOPPED, to.takePanel(), from, from.plus(to.days(30, 50)), 0);
        }
        underSnow();
        duringGaps();
        int lanes = Math.max(1, Math.min(MOST_LANES, to.panels() / PANELS_A_LANE));
        List<LabelKind> kinds = to.shuffled(
                LabelKind.DEAD,
                LabelKind.DEAD_SILENT,
                LabelKind.DEAD_DUSK,
                LabelKind.SILENT,
                LabelKind.REPLACED,
                LabelKind.COUNTER_RESET);
        if (kinds.isEmpty()) {
            return;
        }
        Instant[] free = new Instant[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            free[lane] = to.start().plus(to.days(8 + 20.0 * lane, 25 + 20.0 * lane));
        }
        for (int i = 0; to.hasPanel(); i++) {
            int lane = earliest(free);
            Instant until = one(kinds.get(i % kinds.size()), free[lane]);
            if (until == null) {
                return;
            }
            free[lane] = until.plus(to.days(REST_DAYS, 2 * REST_DAYS));
        }
    }

    private static int earliest(Instant[] free) {
        int earliest = 0;
        for (int lane = 1; lane < free.length; lane++) {
            earliest = free[lane].isBefore(free[earliest]) ? lane : earliest;
        }
        return earliest;
    }

    /** @return when it is over; {@code null} when the years are */
    private Instant one(LabelKind kind, Instant day) {
        Instant from = kind == LabelKind.DEAD_DUSK
                ? new Dusk(to.house().weather()).of(to.atHours(day, 12, 12))
                : to.atHours(day, 7, 18);
        Instant until = from.plus(kind == LabelKind.SILENT ? to.days(1, 30) : to.days(30, 60));
        if (until.plus(Duration.ofDays(5)).isAfter(to.end())) {
            return null;
        }
        FaultKind fault =
                switch (kind) {
                    case DEAD_SILENT -> FaultKind.DEAD;
                    case SILENT -> FaultKind.SILENT;
                    case REPLACED -> FaultKind.REPLACED;
                    case COUNTER_RESET -> FaultKind.RESET;
                    default -> FaultKind.STOPPED;
                };
        boolean lasting = kind == LabelKind.REPLACED || kind == LabelKind.COUNTER_RESET;
        to.panel(kind, fault, to.takePanel(), from, lasting ? to.end() : until, 0);
        return until;
    }

    /** Two a winter die within a day and a half of a fall. */
    private void underSnow() {
        if (!to.wants(LabelKind.DEAD_SNOW)) {
            return;
        }
        Instant next = to.start().plus(Duration.ofDays(5));
        for (Instant fall : to.house().snowfalls(to.start(), to.end())) {
            Instant from = fall.plus(to.days(0, 1.5));
            if (!fall.isBefore(next) && from.plus(Duration.ofDays(60)).isBefore(to.end()) && to.hasPanel()) {
                Instant until = from.plus(to.days(40, 60));
                to.panel(LabelKind.DEAD_SNOW, FaultKind.STOPPED, to.takePanel(), from, until, 0);
                next = from.plus(to.days(60, 80));
            }
        }
    }

    /** One a year dies while nobody asks. */
    private void duringGaps() {
        if (!to.wants(LabelKind.DEAD_GAP)) {
            return;
        }
        for (int i = 0; i < to.gaps().size() && to.hasPanel(); i += 2) {
            World.Gap gap = to.gaps().get(i);
            long seconds = Duration.between(gap.from(), gap.to()).toSeconds();
            Instant from = gap.from().plusSeconds((long) (seconds * to.random().nextDouble()));
            Instant until = from.plus(to.days(30, 50));
            if (until.isBefore(to.end())) {
                to.panel(LabelKind.DEAD_GAP, FaultKind.STOPPED, to.takePanel(), from, until, 0);
            }
        }
    }
}
