package org.pvswatch.fault;

import java.util.List;

/**
 * A new inverter that begins near zero takes the place of one that is heard no more: its neighbours, its sky and its history
 * stay with the place. Pure.
 */
final class Replacements {
    private static final long SETTLED_S = 2 * 86_400L;
    private static final long HEARD_S = 3_600;
    private static final double NEW_KWH = 30;
    /** By then the last of the others has woken that morning, and nothing is told yet of the one that is gone. */
    private static final double WORKED_SUN_HOURS = 0.2;

    private Replacements() {}

    /** One device in place of another. */
    record Swap(String old, String replacement) {}

    /** The replacement that is seen now, {@code null} if none. */
    static Swap find(List<Panel> panels, double ratingKw) {
        if (panels.isEmpty()) {
            return null;
        }
        long first = panels.get(0).firstAt;
        for (Panel each : panels) {
            boolean isNew = !each.retired
                    && each.firstAt > first + SETTLED_S
                    && each.firstKwh < NEW_KWH
                    && each.counter.lastAt() >= each.firstAt + HEARD_S
                    && each.counter.lastKwh() - each.firstKwh >= WORKED_SUN_HOURS * ratingKw;
            if (isNew) {
                Panel old = lost(panels, each);
                if (old != null) {
                    return new Swap(old.serial, each.serial);
                }
            }
        }
        return null;
    }

    /** The one that was lost last. */
    private static Panel lost(List<Panel> panels, Panel newcomer) {
        Panel best = null;
        for (Panel panel : panels) {
            boolean gone = !panel.retired
                    && panel != newcomer
                    && panel.counter.lastAt() <= newcomer.firstAt
                    && newcomer.counter.lastAt() - panel.counter.lastAt() > HEARD_S;
            if (gone && (best == null || panel.counter.lastAt() > best.counter.lastAt())) {
                best = panel;
            }
        }
        return best;
    }
}
