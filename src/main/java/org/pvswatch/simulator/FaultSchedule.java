package org.pvswatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one place that says which fault is at work on what and when. */
final class FaultSchedule {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,3})(?:-(\\d{1,3}))?");

    private record Planned(Fault fault, BitSet panels) {}

    private final List<Planned> planned = new ArrayList<>();
    private final Restarts restarts;

    /** @throws IllegalArgumentException with one sentence when a subject is not of this site */
    FaultSchedule(List<Fault> faults, List<Panel> panels, long seed) {
        for (var fault : faults) {
            boolean hitsPanels = fault.subject() != null
                    && (fault.kind().subject() == FaultKind.Subject.PANELS
                            || fault.kind().subject() == FaultKind.Subject.PANELS_OR_METERS);
            planned.add(new Planned(fault, hitsPanels ? resolve(fault, panels) : new BitSet()));
        }
        restarts = new Restarts(faults, seed);
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
        return active(kind, now, fault -> true);
    }

    private Optional<Fault> active(FaultKind kind, Instant now, Predicate<Fault> which) {
        for (var plan : planned) {
            if (plan.fault.kind() == kind
                    && plan.fault.isActive(now)
                    && which.test(plan.fault)
                    && !isMended(plan, now)) {
                return Optional.of(plan.fault);
            }
        }
        return Optional.empty();
    }

    private boolean isMended(Planned plan, Instant now) {
        return plan.fault.kind().lastsUntilRestart()
                && latestRestart(now)
                        .filter(restart -> restart.up().isAfter(plan.fault.from()))
                        .isPresent();
    }

    boolean isActive(FaultKind kind, Instant now) {
        return active(kind, now).isPresent();
    }

    /** True from the beginning of such a fault on, whether or not it is over. */
    boolean isPast(FaultKind kind, Instant now) {
        return planned.stream().anyMatch(plan -> plan.fault.kind() == kind && !now.isBefore(plan.fault.from()));
    }

    boolean has(FaultKind kind) {
        return planned.stream().anyMatch(plan -> plan.fault.kind() == kind);
    }

    boolean hits(FaultKind kind, Panel panel, Instant now) {
        for (var plan : planned) {
            if (plan.fault.kind() == kind && plan.panels.get(panel.number()) && plan.fault.isActive(now)) {
                return true;
            }
        }
        return false;
    }

    /** The serial the box shows for an inverter: its own, or none, or {@code n/a}. */
    String shownSerial(Panel panel, Instant now) {
        if (hits(FaultKind.NOSERIAL, panel, now)) {
            return "";
        }
        return hits(FaultKind.NASERIAL, panel, now) ? "n/a" : panel.serial();
    }

    /** True while the counters of the meters read 0. */
    boolean zeroesMeters(Instant now) {
        return active(FaultKind.ZERO, now, fault -> fault.subject() == null).isPresent();
    }

    /**
     * True when a request gets no answer.
     *
     * @param reads whether the request reads the variable of that name
     */
    boolean hangs(Instant now, Predicate<String> reads) {
        return active(FaultKind.HANG, now, fault -> fault.subject() == null || reads.test(fault.subject()))
                .isPresent();
    }

    /** How many requests a session is good for; absent: for any number. */
    Optional<Integer> sessionUses(Instant now) {
        return active(FaultKind.EXPIRE, now).map(fault -> Integer.parseInt(fault.subject()));
    }

    /** Produces nothing and says nothing. */
    boolean isDead(Panel panel, Instant now) {
        return hits(FaultKind.DEAD, panel, now) || hits(FaultKind.CIRCUIT, panel, now);
    }

    boolean isSilent(Panel panel, Instant now) {
        return hits(FaultKind.SILENT, panel, now);
    }

    /** How late an answer comes now, real time. @param devices how many it tells of */
    Duration delay(Instant now, int devices) {
        var fixed = active(FaultKind.SLOW, now).map(Fault::delay).orElse(Duration.ZERO);
        var each = active(FaultKind.LATENCY, now).map(Fault::delay).orElse(Duration.ZERO);
        return fixed.plus(each.multipliedBy(devices));
    }

    /** The latest restart of the box that has begun. */
    Optional<Restarts.Restart> latestRestart(Instant now) {
        return restarts.latest(now);
    }
}
