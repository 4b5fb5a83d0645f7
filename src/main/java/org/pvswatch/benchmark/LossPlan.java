package org.pvswatch.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pvswatch.simulator.FaultKind;

/** Panels that make less than they should: steps that come and are mended, and losses that stay and grow. */
final class LossPlan {
    private static final int MOST_LANES = 2;
    private static final int PANELS_A_LANE = 5;

    private final Placement to;

    LossPlan(Placement to) {
        this.to = to;
    }

    void place() {
        // no more than a quarter at once, so that the rest is a fair measure
        int most = Math.max(1, to.panels() / 4);
        List<LabelKind> lasting =
                to.shuffled(LabelKind.DRIFT_12, LabelKind.DRIFT_6, LabelKind.SHADE, LabelKind.INTERMITTENT);
        List<LabelKind> steps = to.shuffled(LabelKind.DIODE, LabelKind.STEP_20, LabelKind.STEP_15, LabelKind.STEP_10);
        int lanes = steps.isEmpty() ? 0 : Math.max(1, Math.min(MOST_LANES, to.panels() / PANELS_A_LANE / 2));
        for (int i = 0; i < lasting.size() && i < most - lanes; i++) {
            lasting(lasting.get(i));
        }
        List<Instant> free = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            free.add(to.start().plus(to.days(60 + 60.0 * lane, 110 + 60.0 * lane)));
        }
        boolean room = true;
        for (int i = 0; lanes > 0 && room && to.hasPanel(); i++) {
            int lane = i % lanes;
            Optional<Instant> until = step(steps.get(i % steps.size()), free.get(lane));
            until.ifPresent(end -> free.set(lane, end.plus(to.days(30, 60))));
            room = until.isPresent();
        }
    }

    private void lasting(LabelKind kind) {
        Instant from = to.atHours(to.start().plus(to.days(90, 150)), 8, 16);
        if (!to.hasPanel() || !from.isBefore(to.end())) {
            return;
        }
        int panel = to.takePanel();
        switch (kind) {
            case DRIFT_12 -> to.panel(kind, FaultKind.DRIFT, panel, from, to.end(), 12);
            case DRIFT_6 -> to.panel(kind, FaultKind.DRIFT, panel, from, to.end(), 6);
            case SHADE -> to.panel(kind, FaultKind.SHADE, panel, from, to.end(), 0);
            default -> to.panel(kind, FaultKind.HOT, panel, from, to.end(), 0);
        }
    }

    private Optional<Instant> step(LabelKind kind, Instant day) {
        Instant from = to.atHours(day, 8, 16);
        Instant until = from.plus(to.days(80, 110));
        if (until.plus(Duration.ofDays(5)).isAfter(to.end())) {
            return Optional.empty();
        }
        int panel = to.takePanel();
        switch (kind) {
            case DIODE -> to.panel(kind, FaultKind.DIODE, panel, from, until, 0);
            case STEP_20 -> to.panel(kind, FaultKind.WEAK, panel, from, until, 20);
            case STEP_15 -> to.panel(kind, FaultKind.WEAK, panel, from, until, 15);
            default -> to.panel(kind, FaultKind.WEAK, panel, from, until, 10);
        }
        return Optional.of(until);
    }
}
