package org.pvswatch.benchmark;

import java.time.Duration;
import java.time.Instant;
import org.pvswatch.simulator.FaultKind;

/** The founding story: half of the site dies, one after the other over the years, and nothing is mended. */
final class StagePlan {
    private static final double FIRST_DAYS = 40;
    private static final double LAST_DAYS = 40;

    private final Placement to;

    StagePlan(Placement to) {
        this.to = to;
    }

    void place() {
        if (!to.wants(LabelKind.DEAD_STAGE)) {
            return;
        }
        int half = to.panels() / 2;
        double days = Duration.between(to.start(), to.end()).toDays() - FIRST_DAYS - LAST_DAYS;
        for (int i = 0; i < half; i++) {
            double stage = days / half;
            Instant day = to.start().plus(to.days(FIRST_DAYS + stage * i, FIRST_DAYS + stage * (i + 0.6)));
            FaultKind fault = i % 2 == 0 ? FaultKind.STOPPED : FaultKind.DEAD;
            to.panel(LabelKind.DEAD_STAGE, fault, to.takePanel(), to.atHours(day, 7, 18), to.end(), 0);
        }
    }
}
