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

    /** A fault and the numbers of the panels it hits. */
    record Planned(Fault fault, BitSet panels) {
        boolean hits(Panel panel) {
            return panels.get(panel.number());
        }

        /** Time from its beginning on, days. */
        double days(Instant now) {
            return Duration.between(fault.from(), now).toSeconds() / 86_400.0;
        }

        /** What stands behind the {@code =} of its subject. */
        double percent() {
            return Double.parseDouble(fault.subject().substring(fault.subject().lastIndexOf('=') + 1));
        }
    }

    /** What may be at work on a day of UTC, so that the faults of years are not all looked at each time. */
    private record Today(long epochDay, List<Planned> planned) {}

    private static final long DAY_SECONDS = 86_400;

    private final List<Planned> planned = new ArrayList<>();
    private final Restarts restarts;
    private volatile Today today = new Today(Long.MIN_VALUE, List.of());

    /** @throws IllegalArgumentException with one sentence when a subject is not of this site */
    FaultSchedule(List<Fault> faults, List<Panel> panels, long seed) {
        for (var fault : faults) {
            boolean hitsPanels = fault.subject() != null && fault.kind().hitsPanels();
            planned.add(new Planned(fault, hitsPanels ? resolve(fault, panels) : new BitSet()));
        }
        restarts = new Restarts(faults, seed);
    }

    private static BitSet resolve(Fault fault, List<Panel> panels) {
        var hit = new BitSet();
        String subject = fault.subject().replaceFirst("=\\d+$", "");
        Matcher numbers = NUMBERS.matcher(subject);
        int first = numbers.matches() ? Integer.parseInt(numbers.group(1)) : 0;
        int last = first == 0 || numbers.group(2) == null ? first : Integer.parseInt(numbers.group(2));
        for (var panel : panels) {
            boolean named =
                    panel.serial().equals(subject) || panel.plane().name().equals(subject);
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

    private List<Planned> near(Instant now) {
        long day = Math.floorDiv(now.getEpochSecond(), DAY_SECONDS);
        var seen = today;
        if (seen.epochDay != day) {
            var begin = Instant.ofEpochSecond(day * DAY_SECONDS);
            var end = begin.plusSeconds(DAY_SECONDS);
            seen = new Today(
                    day,
                    planned.stream()
                            .filter(plan -> plan.fault.from().isBefore(end)
                                    && (plan.fault.lasts() == null
                                            || plan.fault
                                                    .from()
                                                    .plus(plan.fault.lasts())
                                                    .isAfter(begin)))
                            .toList());
            today = seen;
        }
        return seen.planned;
    }

    /** Every fault at work now. */
    List<Planned> active(Instant now) {
        var all = near(now);
        if (all.isEmpty()) {
            return all;
        }
        return all.stream().filter(plan -> plan.fault.isActive(now)).toList();
    }

    /** The fault of that kind at work on the whole box now. */
    Optional<Fault> active(FaultKind kind, Instant now) {
        return active(kind, now, fault -> true);
    }

    private Optional<Fault> active(FaultKind kind, Instant now, Predicate<Fault> which) {
        for (var plan : near(now)) {
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
        for (var plan : near(now)) {
            if (plan.fault.kind() == kind && plan.panels.get(panel.number()) && plan.fault.isActive(now)) {
                return true;
            }
        }
        return false;
    }

    /** The serial the box shows for an inverter: its own, or none, or {@code n/a}. */
    String shownSerial(Panel panel, Instant now) {
        if (hits(FaultKind.REPLACED, panel, now)) {
            return panel.replacementSerial();
        }
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

    /** How much the free flash has fallen of all there was, 0 to 1. */
    double flashFilled(Instant now) {
        return active(FaultKind.FLASH, now)
                .map(fault -> Duration.between(fault.from(), now).toSeconds()
                        / (double) DAY_SECONDS
                        / Integer.parseInt(fault.subject()))
                .orElse(0.0);
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
