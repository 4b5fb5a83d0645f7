package org.pvswatch.simulator;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;

/** What faults do to the panels at one five-minute mark. */
final class PanelFaults {
    /** Beyond it a hot inverter cuts out. */
    private static final double CUTS_OUT_CELSIUS = 46;

    private static final double TREE_WIDTH_DEGREES = 60;
    private static final double TREE_BEGINS_DEGREES = 12;
    private static final double TREE_GROWS_DEGREES_PER_DAY = 0.1;
    private static final double TREE_HIGHEST_DEGREES = 60;
    /** A month in which dirt gathers. */
    private static final double DIRTY_DAYS = 30;

    private final Instant now;
    private final List<FaultSchedule.Planned> active;
    private final BitSet hit = new BitSet();
    private boolean noGrid;
    private boolean outage;

    private PanelFaults(Instant now, List<FaultSchedule.Planned> active) {
        this.now = now;
        this.active = active;
        for (var plan : active) {
            hit.or(plan.panels());
            outage |= plan.fault().kind() == FaultKind.OUTAGE;
            noGrid |= plan.fault().kind() == FaultKind.OFF || plan.fault().kind() == FaultKind.OUTAGE;
        }
    }

    static PanelFaults at(Instant now, FaultSchedule faults) {
        return new PanelFaults(now, faults.active(now));
    }

    /** Whether nobody in the street could produce anything. */
    boolean isOutage() {
        return outage;
    }

    /** Produces nothing and says nothing: dead, or without grid. */
    boolean isDead(Panel panel) {
        return noGrid || hits(FaultKind.DEAD, panel) || hits(FaultKind.CIRCUIT, panel);
    }

    /** Says nothing, whatever it produces. */
    boolean isSilent(Panel panel) {
        return hits(FaultKind.SILENT, panel);
    }

    /** Produces nothing and goes on answering. */
    boolean isStopped(Panel panel, double cellTempC) {
        return hits(FaultKind.STOPPED, panel) || (cellTempC > CUTS_OUT_CELSIUS && hits(FaultKind.HOT, panel));
    }

    /** Part of the panel's voltage that is left. */
    double voltagePart(Panel panel) {
        return hits(FaultKind.DIODE, panel) ? 2.0 / 3 : 1;
    }

    /** Whether its counter begins anew after an instant. */
    boolean beginsCounterAnew(Panel panel, Instant after) {
        if (hit.get(panel.number())) {
            for (var plan : active) {
                var kind = plan.fault().kind();
                if ((kind == FaultKind.REPLACED || kind == FaultKind.RESET)
                        && plan.hits(panel)
                        && plan.fault().from().isAfter(after)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean hits(FaultKind kind, Panel panel) {
        if (!hit.get(panel.number())) {
            return false;
        }
        for (var plan : active) {
            if (plan.fault().kind() == kind && plan.hits(panel)) {
                return true;
            }
        }
        return false;
    }

    /** Part of the panel's power that is left, 0 to 1. */
    double powerPart(Panel panel) {
        double part = 1;
        if (!hit.get(panel.number())) {
            return part;
        }
        for (var plan : active) {
            if (plan.hits(panel)) {
                part *= powerPart(plan);
            }
        }
        return part;
    }

    private double powerPart(FaultSchedule.Planned plan) {
        return switch (plan.fault().kind()) {
            case DIODE -> 2.0 / 3;
            case WEAK -> 1 - plan.percent() / 100;
            case DRIFT -> Math.max(0, 1 - plan.percent() / 100 * plan.days(now) / 365.25);
            case DIRT -> 1 - plan.percent() / 100 * Math.min(1, plan.days(now) / DIRTY_DAYS);
            default -> 1;
        };
    }

    /** Part of the beam that passes a tree which grew before the panel, 0 to 1. */
    double beamPart(Panel panel, SunPosition sun) {
        double part = 1;
        if (!hit.get(panel.number())) {
            return part;
        }
        for (var plan : active) {
            if (plan.fault().kind() == FaultKind.SHADE && plan.hits(panel)) {
                double top = Math.min(
                        TREE_HIGHEST_DEGREES, TREE_BEGINS_DEGREES + TREE_GROWS_DEGREES_PER_DAY * plan.days(now));
                double side = panel.number() % 2 == 0 ? -25 : 25;
                double towards = 180 + (panel.plane().azimuthDegrees() - 180) / 2;
                part *= new Obstacle(towards + side, TREE_WIDTH_DEGREES, top, Obstacle.Kind.SOLID).beamPart(sun, 0);
            }
        }
        return part;
    }

    /** What all panels together may make beyond what the house draws, W; infinite without limit. */
    double exportLimitWatts() {
        for (var plan : active) {
            if (plan.fault().kind() == FaultKind.LIMIT) {
                return Integer.parseInt(plan.fault().subject());
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
