package org.pvswatch.mqtt;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pvswatch.history.History;
import org.pvswatch.history.StoredPoll;
import org.pvswatch.reading.SiteTotals;

/** The site by its newest poll, its counters held; follows history poll by poll. Used under the lock of {@link HomeAssistant}. */
final class SiteNow {
    /** What was told earlier counts no more after a start. */
    private static final Duration REMEMBERED = Duration.ofDays(2);

    private final History history;
    private final String site;
    private final Map<String, HeldCounter> counters = new TreeMap<>();
    private final Set<String> known = new TreeSet<>();
    private final Map<String, Instant> heard = new TreeMap<>();
    private StoredPoll newest;

    SiteNow(String site, History history) {
        this.site = site;
        this.history = history;
    }

    /** Takes in what history has beyond the last look. @return whether there is any poll */
    boolean look() throws SQLException {
        Instant last = history.span().map(History.Span::last).orElse(null);
        if (last != null) {
            Instant from = newest == null ? last.minus(REMEMBERED) : newest.polledAt();
            for (StoredPoll poll : history.totalsBetween(from, last.plusMillis(1))) {
                if (poll.site().equals(site)) {
                    take(poll);
                }
            }
        }
        return newest != null;
    }

    Instant polledAt() {
        return newest.polledAt();
    }

    /** When each PVS answered last, by its id. */
    Map<String, Instant> heard() {
        return heard;
    }

    /** Whether the site has it, so that it is more than an unknown number. */
    boolean knows(String key) {
        return known.contains(key);
    }

    /** Every number by its key; {@code null} for what is not known now. */
    Map<String, Double> numbers() {
        Map<String, Double> numbers = powers(newest.totals());
        counters.forEach((key, counter) -> numbers.put(key, counter.kwh()));
        return numbers;
    }

    private void take(StoredPoll poll) {
        newest = poll;
        heard.put(poll.pvs(), poll.polledAt());
        powers(poll.totals()).forEach((key, number) -> {
            if (number != null) {
                known.add(key);
            }
        });
        energies(poll.totals()).forEach((key, kwh) -> {
            counters.computeIfAbsent(key, any -> new HeldCounter()).take(kwh, poll.polledAt());
            if (kwh != null) {
                known.add(key);
            }
        });
        Double net = poll.totals().lifetimeNetImportKwh();
        if (net != null) { // it may fall
            HeldCounter counter = new HeldCounter();
            counter.take(net, poll.polledAt());
            counters.put("net_import_energy_kwh", counter);
            known.add("net_import_energy_kwh");
        }
    }

    private static Map<String, Double> powers(SiteTotals totals) {
        Map<String, Double> powers = new LinkedHashMap<>();
        powers.put("production_power_kw", totals.productionKw());
        powers.put("house_load_power_kw", totals.houseLoadKw());
        powers.put("net_import_power_kw", totals.netImportKw());
        powers.put("import_power_kw", totals.importKw());
        powers.put("export_power_kw", totals.exportKw());
        powers.put("battery_discharge_power_kw", totals.batteryDischargeKw());
        powers.put("state_of_charge_percent", totals.stateOfChargePercent());
        return powers;
    }

    private static Map<String, Double> energies(SiteTotals totals) {
        Map<String, Double> energies = new LinkedHashMap<>();
        energies.put("production_energy_kwh", totals.lifetimeProductionKwh());
        energies.put("house_load_energy_kwh", totals.lifetimeHouseLoadKwh());
        energies.put("import_energy_kwh", totals.lifetimeImportKwh());
        energies.put("export_energy_kwh", totals.lifetimeExportKwh());
        return energies;
    }
}
