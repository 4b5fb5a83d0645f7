package org.pvswatch.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.pvswatch.simulator.FaultKind;

/** A month of dirt on a few panels of many, until the next rain that washes. */
final class DirtPlan {
    private static final int DIRTY_PANELS = 3;
    private static final int FEWEST_PANELS = 12;
    private static final int LOSS_PERCENT = 8;
    private static final double WASHES_MILLIMETRES = 6;

    private final Placement to;

    DirtPlan(Placement to) {
        this.to = to;
    }

    void place() {
        Instant from = to.atHours(to.start().plus(to.days(170, 260)), 0, 1);
        Optional<Instant> rain = to.house().rains(from.plus(Duration.ofDays(30)), WASHES_MILLIMETRES).stream()
                .findFirst()
                .filter(day -> day.isBefore(to.end()));
        if (to.wants(LabelKind.DIRT_MONTH) && to.panels() >= FEWEST_PANELS && rain.isPresent()) {
            for (int i = 0; i < DIRTY_PANELS; i++) {
                to.panel(LabelKind.DIRT_MONTH, FaultKind.DIRT, to.takePanel(), from, rain.get(), LOSS_PERCENT);
            }
        }
    }
}
