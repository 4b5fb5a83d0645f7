package org.pvswatch.fault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pvswatch.incident.Evidence;
import org.pvswatch.incident.Incident;
import org.pvswatch.incident.IncidentState;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;

/** All panels of a circuit stopped together, probably its breaker: one incident, not one for each. */
final class CircuitOff implements Detector {
    private static final int TOGETHER = 2;
    private static final int LAST_TOGETHER = 4;
    private static final int WORKING = 4;

    private final transient Map<String, List<String>> configured;
    private final transient Groups groups;
    private final transient ZeroRuns zeros;
    private final transient Silence silence;
    private final transient DeathRule rule;
    private final transient int leastPanels;
    private final transient double circuitShare;
    private final transient double siteShare;
    private final transient int intervals;
    private final transient double sunHours;
    private final transient double silentSunHours;

    CircuitOff(
            FaultSettings settings,
            Map<String, List<String>> configured,
            Groups groups,
            ZeroRuns zeros,
            Silence silence,
            DeathRule rule) {
        this.rule = rule;
        this.configured = configured;
        this.groups = groups;
        this.zeros = zeros;
        this.silence = silence;
        leastPanels = settings.count("circuit.panels");
        circuitShare = settings.number("circuit.share");
        siteShare = settings.number("circuit.site-share");
        intervals = settings.count("circuit.intervals");
        sunHours = settings.number("circuit.sun-hours");
        silentSunHours = settings.number("circuit.silent-sun-hours");
    }

    /**
     * A panel that stopped.
     *
     * @param since first quarter-hour of it, by its own sun
     * @param lastWorked last one in which it worked
     * @param kwh what it should have made since
     * @param sure whether that is evidence enough for one of several
     */
    private record Stopped(int panel, long since, long lastWorked, double kwh, boolean sure) {
        boolean isTogetherWith(Stopped other) {
            return Math.abs(since - other.since) <= TOGETHER
                    || Math.abs(lastWorked - other.lastWorked) <= LAST_TOGETHER;
        }
    }

    @Override
    public void interval(Interval now, Incidents incidents) {
        List<Stopped> stopped = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            Stopped one = now.panels.get(i).retired ? null : stopped(now, i);
            if (one != null) {
                stopped.add(one);
            }
        }
        if (stopped.size() >= leastPanels) {
            circuits(now).forEach((name, members) -> judge(now, name, members, circuitShare, stopped, incidents));
            judge(now, "site", allOf(now), siteShare, stopped, incidents);
        }
        end(now, incidents);
    }

    /** Several that stop together need less evidence each than one alone; in snow they need as much. */
    private Stopped stopped(Interval now, int i) {
        long lastWorked = now.panels.get(i).lastWorked;
        DeathRule.Case found = rule.of(now, i);
        if (found != null && found.enough()) {
            return new Stopped(i, found.since(), lastWorked, found.kwh(), true);
        }
        ZeroRuns.Run zero = zeros.of(i);
        if (zero.on && zero.working == 0) {
            boolean sure = !zero.inSnow && zero.intervals >= intervals && now.sunHours(zero.kwh) >= sunHours;
            return new Stopped(i, zero.since, lastWorked, zero.kwh, sure);
        }
        Silence.Run silent = silence.of(i);
        if (silent.on && silent.verdict != Silence.Verdict.ALIVE) {
            double needed = silent.verdict == Silence.Verdict.DEAD ? sunHours : silentSunHours;
            boolean judged = !silent.inSnow && (silent.verdict == Silence.Verdict.DEAD || !silent.metered);
            boolean sure = judged && silent.intervals >= intervals && now.sunHours(silent.expectedKwh) >= needed;
            return new Stopped(i, silent.since, lastWorked, silent.expectedKwh, sure);
        }
        return null;
    }

    private Map<String, List<Integer>> circuits(Interval now) {
        Map<String, List<Integer>> circuits = new LinkedHashMap<>();
        if (configured.isEmpty()) {
            for (int i = 0; i < now.size() && groups.areKnown(); i++) {
                circuits.computeIfAbsent("circuit-" + (groups.of(i) + 1), name -> new ArrayList<>())
                        .add(i);
            }
        } else {
            configured.forEach((name, serials) -> {
                List<Integer> members = new ArrayList<>();
                for (int i = 0; i < now.size(); i++) {
                    if (serials.contains(now.serial(i))) {
                        members.add(i);
                    }
                }
                circuits.put(name, members);
            });
        }
        return circuits;
    }

    private static List<Integer> allOf(Interval now) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            all.add(i);
        }
        return all;
    }

    private void judge(
            Interval now,
            String name,
            List<Integer> members,
            double share,
            List<Stopped> stopped,
            Incidents incidents) {
        long alive = members.stream()
                .filter(i -> !now.panels.get(i).retired && !incidents.isActive(Kind.NOT_PRODUCING, now.serial(i)))
                .count();
        List<Stopped> here =
                stopped.stream().filter(each -> members.contains(each.panel())).toList();
        for (Stopped first : here) {
            List<Stopped> together = here.stream().filter(first::isTogetherWith).toList();
            long sure = together.stream().filter(Stopped::sure).count();
            List<String> serials =
                    together.stream().map(each -> now.serial(each.panel())).toList();
            if (first.sure()
                    && sure >= leastPanels
                    && sure >= share * Math.max(alive, sure)
                    && !isKnown(serials, incidents)) {
                open(now, name, first, together, serials, incidents);
                return;
            }
        }
    }

    /** Told of already: by another circuit, or one by one. */
    private static boolean isKnown(List<String> serials, Incidents incidents) {
        for (Incident incident : incidents.all()) {
            if (incident.kind() == Kind.CIRCUIT_OFF
                    && incident.state().isActive()
                    && incident.members().containsAll(serials)) {
                return true;
            }
        }
        return serials.stream().anyMatch(serial -> incidents.isActive(Kind.NOT_PRODUCING, serial));
    }

    private static void open(
            Interval now, String name, Stopped first, List<Stopped> together, List<String> serials, Incidents to) {
        double kwh = together.stream().mapToDouble(Stopped::kwh).sum();
        Map<String, Double> figures = new HashMap<>();
        figures.put("panels", (double) together.size());
        figures.put("expected_kwh", kwh);
        Instant since = Instant.ofEpochSecond(first.since() * Interval.SECONDS);
        to.open(
                Kind.CIRCUIT_OFF,
                name,
                Severity.HIGH,
                since,
                serials,
                () -> Evidence.of(figures, "its panels stopped together: probably its breaker"));
        to.lost(Kind.CIRCUIT_OFF, name, kwh);
    }

    /** What its panels did until now is explained; one that stays dead has to show that from now on. */
    private void release(Interval now, Incident incident, Incidents incidents) {
        if (incident.state() == IncidentState.RECOVERING) {
            return;
        }
        incidents.clear(Kind.CIRCUIT_OFF, incident.subject());
        for (int i = 0; i < now.size(); i++) {
            if (incident.members().contains(now.serial(i)) && zeros.of(i).working < WORKING) {
                zeros.restart(i);
                silence.restart(i);
                incidents.clear(Kind.NOT_PRODUCING, now.serial(i));
                incidents.clear(Kind.NOT_REPORTING, now.serial(i));
            }
        }
    }

    /** It is back when most of its panels work. */
    private void end(Interval now, Incidents incidents) {
        for (Incident incident : incidents.all()) {
            if (incident.kind() != Kind.CIRCUIT_OFF || !incident.state().isActive()) {
                continue;
            }
            List<String> members = incident.members();
            int working = 0;
            double lost = 0;
            for (int i = 0; i < now.size(); i++) {
                if (members.contains(now.serial(i))) {
                    working += zeros.of(i).working >= WORKING || silence.of(i).verdict == Silence.Verdict.ALIVE ? 1 : 0;
                    double made = now.isKnown(i) ? now.energyKwh[i] : 0;
                    lost += now.expectedKwh[i] > 0 ? now.expectedKwh[i] - made : 0;
                }
            }
            incidents.lost(Kind.CIRCUIT_OFF, incident.subject(), lost);
            if (2 * working > members.size()) {
                release(now, incident, incidents);
            }
        }
    }
}
