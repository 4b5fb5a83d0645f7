package org.pvswatch.outlet;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.pvswatch.history.DeviceMemory;
import org.pvswatch.history.History;
import org.pvswatch.history.PollNews;
import org.pvswatch.history.StoredPoll;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.SiteTotals;

/** The newest of history, kept in memory: each look reads only the polls since the last one. Not thread-safe. */
final class Newest {
    /** What was measured before this is not looked for. */
    private static final Duration OLDEST = Duration.ofDays(30);

    /** A clock may have been ahead of ours. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /** A counter that falls by less of itself has not begun anew: a meter steps back a tick at dusk. */
    private static final double STEP_BACK = 0.01;

    private final String site;
    private final List<String> pvss;
    private final History history;
    private final Map<String, Device> devices = new TreeMap<>();
    private final Map<String, Instant> lastPolls = new TreeMap<>();
    private final Map<String, Double> held = new HashMap<>();
    private Instant seenUntil;
    private StoredPoll poll;

    Newest(String site, List<String> pvss, History history) {
        this.site = site;
        this.pvss = pvss;
        this.history = history;
    }

    /**
     * An inverter.
     *
     * @param pvs id of its PVS
     * @param serial its serial
     * @param latest its latest measurement, {@code null} when there is none
     * @param quality what is said of it now
     */
    record Device(String pvs, String serial, Reading latest, Quality quality) {}

    /** Takes in what history has beyond the last look. */
    void look(Instant now) throws SQLException {
        Instant until = now.plus(AHEAD);
        if (seenUntil == null) {
            remember(now);
        }
        for (StoredPoll each : history.totalsBetween(seenUntil, until)) {
            if (each.site().equals(site)) {
                poll = each;
                lastPolls.put(each.pvs(), each.polledAt());
                hold(each.totals());
            }
        }
        for (PollNews news : history.newsBetween(site, seenUntil, until)) {
            news.measured().stream()
                    .filter(reading -> reading.kind() == DeviceKind.INVERTER)
                    .forEach(this::measured);
            news.qualities().forEach((serial, quality) -> {
                Device device = devices.get(serial);
                if (device != null) {
                    devices.put(serial, new Device(device.pvs(), serial, device.latest(), quality));
                }
            });
            seenUntil = news.polledAt(); // that one is read again: a poll may be stored in parts
        }
    }

    private void remember(Instant now) throws SQLException {
        for (String pvs : pvss) {
            for (DeviceMemory memory : history.memory(site, pvs, now, now.minus(OLDEST))) {
                if (memory.kind() == DeviceKind.INVERTER) {
                    Quality said = memory.latest() == null
                            ? Quality.STALE
                            : memory.latest().quality();
                    devices.put(
                            memory.device(),
                            new Device(
                                    pvs,
                                    memory.device(),
                                    memory.latest(),
                                    memory.absentSince() == null ? said : Quality.ABSENT));
                }
            }
        }
        seenUntil = now.minus(AHEAD);
    }

    private void measured(Reading reading) {
        Device known = devices.get(reading.device());
        if (known == null
                || known.latest() == null
                || !reading.at().isBefore(known.latest().at())) {
            devices.put(reading.device(), new Device(reading.pvs(), reading.device(), reading, reading.quality()));
        }
    }

    private void hold(SiteTotals totals) {
        hold("production", totals.lifetimeProductionKwh());
        hold("house load", totals.lifetimeHouseLoadKwh());
        hold("import", totals.lifetimeImportKwh());
        hold("export", totals.lifetimeExportKwh());
    }

    private void hold(String counter, Double kwh) {
        if (kwh != null) {
            held.merge(counter, kwh, (before, now) -> now < before && now > before * (1 - STEP_BACK) ? before : now);
        }
    }

    /** The newest poll, {@code null} when there is none or it is older than that. */
    StoredPoll poll(Instant oldest) {
        return poll == null || poll.polledAt().isBefore(oldest) ? null : poll;
    }

    /** A lifetime counter of the site that the newest poll has, which never steps back a little; else {@code null}. */
    Double counter(String name, Function<SiteTotals, Double> told) {
        return told.apply(poll.totals()) == null ? null : held.get(name);
    }

    /** The inverters in the order of their serials. */
    Collection<Device> inverters() {
        return new ArrayList<>(devices.values());
    }

    /** When each PVS last answered. */
    Map<String, Instant> lastPolls() {
        return lastPolls;
    }
}
