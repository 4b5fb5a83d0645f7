package org.pvswatch.fault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pvswatch.incident.Evidence;
import org.pvswatch.incident.Incident;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;

/** All panels of a circuit stopped together, probably its breaker: one incident, not one for each. */
final class CircuitOff implements Detector {
    private static final int TOGETHER = 2;

    private final transient Map<String, List<String>> configured;
    private final transient Groups groups;
    private final transient ZeroRuns zeros;
    private final transient Silence silence;
    private final transient int leastPanels;
    private final transient double circuitShare;
    private final transient double siteShare;
    private final transient int intervals;
    private final transient double sunHours;
    private final transient double silentSunHours;
    private final transient double sunHoursSnow;
    private final transient long daysAfterSnow;

    CircuitOff(
            FaultSettings settings,
            Map<String, List<String>> configured,
            Groups groups,
            ZeroRuns zeros,
            Silence silence) {
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
        sunHoursSnow = settings.number("snow.sun-hours");
        daysAfterSnow = settings.count("snow.days-after");
    }

    /** A panel that stopped: when, and what it should have made since. */
    private record Stopped(int panel, long since, int intervals, double kwh, boolean inSnow, boolean sure) {}

    @Override
    public void interval(Interval now, Incidents incidents) {
        List<Stopped> stopped = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            if (!now.panels.get(i).retired) {
                stopped(now, i, stopped);
            }
        }
        if (stopped.size() >= leastPanels) {
            circuits(now).forEach((name, members) -> judge(now, name, members, circuitShare, stopped, incidents));
            judge(now, "site", allOf(now), siteShare, stopped, incidents);
        }
        end(now, incidents);
    }

    private void stopped(Interval now, int i, List<Stopped> stopped) {
        ZeroRuns.Run zero = zeros.of(i);
        Silence.Run silent = silence.of(i);
        if (zero.on && zero.working == 0) {
            stopped.add(new Stopped(i, zero.since, zero.intervals, zero.kwh, zero.inSnow, true));
        } else if (silent.on && silent.verdict != Silence.Verdict.ALIVE) {
            boolean sure = silent.verdict == Silence.Verdict.DEAD
                    || (!silent.metered && now.sunHours(silent.expectedKwh) >= silentSunHours);
            stopped.add(new Stopped(i, silent.since, silent.intervals, silent.expectedKwh, silent.inSnow, sure));
        }
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
            List<Stopped> together = here.stream()
                    .filter(each -> each.since() >= first.since() && each.since() <= first.since() + TOGETHER)
                    .toList();
            List<String> serials =
                    together.stream().map(each -> now.serial(each.panel())).toList();
            if (together.size() >= leastPanels
                    && together.size() >= share * Math.max(alive, together.size())
                    && isLong(now, together)
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

    private boolean isLong(Interval now, List<Stopped> together) {
        double kwh = 0;
        int least = Integer.MAX_VALUE;
        boolean snow = false;
        for (Stopped each : together) {
            kwh += each.kwh() / together.size();
            least = Math.min(least, each.intervals());
            snow |= each.inSnow();
            if (!each.sure()) {
                return false;
            }
        }
        double needed = snow ? sunHoursSnow : sunHours;
        return least >= intervals && now.sunHours(kwh) >= needed && (!snow || now.daysSinceFall() >= 2 * daysAfterSnow);
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
                    working += zeros.of(i).working >= 4 || silence.of(i).verdict == Silence.Verdict.ALIVE ? 1 : 0;
                    double made = now.isKnown(i) ? now.energyKwh[i] : 0;
                    lost += now.expectedKwh[i] > 0 ? now.expectedKwh[i] - made : 0;
                }
            }
            incidents.lost(Kind.CIRCUIT_OFF, incident.subject(), lost);
            if (2 * working > members.size()) {
                incidents.clear(Kind.CIRCUIT_OFF, incident.subject());
            }
        }
    }
}
