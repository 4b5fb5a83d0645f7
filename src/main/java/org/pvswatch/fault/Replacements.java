package org.pvswatch.fault;

import java.util.List;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;

/**
 * A new inverter that begins near zero takes the place of one that is heard no more: its neighbours, its sky and its history
 * stay with the place. Pure.
 */
final class Replacements {
    private static final long SETTLED_S = 2 * 86_400L;
    private static final long HEARD_S = 3_600;
    private static final double NEW_KWH = 30;

    private Replacements() {}

    /** One device in place of another. */
    record Swap(String old, String replacement) {}

    /** The replacement that is seen now, {@code null} if none. */
    static Swap find(List<Panel> panels, Incidents incidents) {
        if (panels.isEmpty()) {
            return null;
        }
        long first = panels.get(0).firstAt;
        for (Panel each : panels) {
            boolean isNew = !each.retired
                    && each.firstAt > first + SETTLED_S
                    && each.firstKwh < NEW_KWH
                    && each.counter.lastAt() >= each.firstAt + HEARD_S;
            if (isNew) {
                Panel old = lost(panels, each, incidents);
                if (old != null) {
                    return new Swap(old.serial, each.serial);
                }
            }
        }
        return null;
    }

    private static Panel lost(List<Panel> panels, Panel newcomer, Incidents incidents) {
        Panel best = null;
        boolean bestIsKnown = false;
        for (Panel panel : panels) {
            boolean gone = !panel.retired
                    && panel != newcomer
                    && panel.counter.lastAt() <= newcomer.firstAt
                    && newcomer.counter.lastAt() - panel.counter.lastAt() > HEARD_S;
            boolean known = incidents.isActive(Kind.NOT_PRODUCING, panel.serial)
                    || incidents.isActive(Kind.NOT_REPORTING, panel.serial);
            boolean better = best == null
                    || (known && !bestIsKnown)
                    || (known == bestIsKnown && panel.counter.lastAt() > best.counter.lastAt());
            if (gone && better) {
                best = panel;
                bestIsKnown = known;
            }
        }
        return best;
    }
}
