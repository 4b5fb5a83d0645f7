package org.pvswatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one place that says which fault is at work on what and when. */
final class FaultSchedule {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,3})(?:-(\\d{1,3}))?");

    private record Planned(Fault fault, BitSet panels) {}

    private final List<Planned> planned = new ArrayList<>();

    /** @throws IllegalArgumentException with one sentence when a subject is not of this site */
    FaultSchedule(List<Fault> faults, List<Panel> panels) {
        for (var fault : faults) {
            planned.add(new Planned(fault, fault.subject() == null ? new BitSet() : resolve(fault, panels)));
        }
    }

    private static BitSet resolve(Fault fault, List<Panel> panels) {
        var hit = new BitSet();
        Matcher numbers = NUMBERS.matcher(fault.subject());
        int first = numbers.matches() ? Integer.parseInt(numbers.group(1)) : 0;
        int last = first == 0 || numbers.group(2) == null ? first : Integer.parseInt(numbers.group(2));
        for (var panel : panels) {
            boolean named = panel.serial().equals(fault.subject())
                    || panel.plane().name().equals(fault.subject());
            if (named || (panel.number() >= first && panel.number() <= last)) {
                hit.set(panel.number());
            }
        }
        if (hit.isEmpty()) {
            var circuits = panels.stream()
                    .map(panel -> panel.plane().name())
                    .distinct()
                    .toList();
            throw new IllegalArgumentException("fault '" + fault.kind() + ":" + fault.subject()
                    + "' hits no panel; understood are 1 to " + panels.size() + ", 1-" + panels.size()
                    + ", an inverter's serial, or " + String.join(", ", circuits));
        }
        return hit;
    }

    /** The fault of that kind at work on the whole box now. */
    Optional<Fault> active(FaultKind kind, Instant now) {
        for (var plan : planned) {
            if (plan.fault.kind() == kind && plan.fault.isActive(now)) {
                return Optional.of(plan.fault);
            }
        }
        return Optional.empty();
    }

    boolean isActive(FaultKind kind, Instant now) {
        return active(kind, now).isPresent();
    }

    boolean hits(FaultKind kind, Panel panel, Instant now) {
        for (var plan : planned) {
            if (plan.fault.kind() == kind && plan.panels.get(panel.number()) && plan.fault.isActive(now)) {
                return true;
            }
        }
        return false;
    }

    /** Produces nothing and says nothing. */
    boolean isDead(Panel panel, Instant now) {
        return hits(FaultKind.DEAD, panel, now) || hits(FaultKind.CIRCUIT, panel, now);
    }

    boolean isSilent(Panel panel, Instant now) {
        return hits(FaultKind.SILENT, panel, now);
    }

    /** How late answers come now; zero when nothing slows them. */
    Duration delay(Instant now) {
        return active(FaultKind.SLOW, now).map(Fault::delay).orElse(Duration.ZERO);
    }
}
