package org.pvswatch.outlet;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.pvswatch.history.History;
import org.pvswatch.history.StoredPoll;
import org.pvswatch.incident.Severity;
import org.pvswatch.letter.Words;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.SiteTotals;

/**
 * The newest numbers of history as Prometheus wants them; word of the route {@code serve-metrics}. A number that is old or
 * unknown is not there, so nothing is repeated: of a panel that sleeps only its quality is left, and when it was last
 * measured. Base units: watts, joules, seconds, shares of 1. Thread-safe.
 */
public final class Metrics {
    private static final double KILO = 1000;
    private static final double JOULES = 3_600_000;
    private static final double PERCENT = 0.01;
    private static final String GAUGE = "gauge";
    private static final String COUNTER = "counter";

    private final String site;
    private final Duration stale;
    private final History history;
    private final Words words;
    private final Clock clock;
    private final Newest newest;

    /** @param settings all settings in force */
    public Metrics(Map<String, String> settings, History history, Clock clock) {
        this.site = settings.get("site.id");
        this.stale = Duration.ofMinutes(Long.parseLong(settings.get("reading.stale-minutes")));
        this.history = history;
        this.words = new Words(settings);
        this.clock = clock;
        List<String> pvss = Arrays.stream(settings.get("pvs.id").split(","))
                .map(String::trim)
                .toList();
        this.newest = new Newest(site, pvss, history);
    }

    /** The numbers as they are now. */
    public synchronized String text() throws SQLException {
        Instant now = clock.instant();
        newest.look(now);
        Exposition text = new Exposition();
        StoredPoll poll = newest.poll(now.minus(stale));
        if (poll != null) {
            addSite(text, poll.totals());
            addWeather(text, poll.weather());
        }
        addWatch(text);
        addPanels(text, now.minus(stale));
        return text.toString();
    }

    private void addSite(Exposition text, SiteTotals totals) {
        site(text, "production_watts", "Power made by the panels.", totals.productionKw());
        site(text, "house_load_watts", "Power used by the house.", totals.houseLoadKw());
        site(text, "net_import_watts", "Power drawn from the grid, negative while exporting.", totals.netImportKw());
        site(
                text,
                "battery_discharge_watts",
                "Power given by the batteries, negative while charging.",
                totals.batteryDischargeKw());
        String charge = "pvswatch_battery_charge_ratio";
        text.family(charge, GAUGE, "Charge of the batteries that the owner may use, 0 to 1.")
                .add(charge, totals.stateOfChargePercent(), PERCENT, "site", site);
        count(
                text,
                "production",
                "Energy made by the panels since installation.",
                newest.counter("production", SiteTotals::lifetimeProductionKwh));
        count(
                text,
                "house_load",
                "Energy used by the house since installation.",
                newest.counter("house load", SiteTotals::lifetimeHouseLoadKwh));
        count(
                text,
                "import",
                "Energy drawn from the grid since installation.",
                newest.counter("import", SiteTotals::lifetimeImportKwh));
        count(
                text,
                "export",
                "Energy given to the grid since installation.",
                newest.counter("export", SiteTotals::lifetimeExportKwh));
    }

    private void site(Exposition text, String what, String help, Double kilowatts) {
        String name = "pvswatch_" + what;
        text.family(name, GAUGE, help).add(name, kilowatts, KILO, "site", site);
    }

    private void count(Exposition text, String what, String help, Double kilowattHours) {
        String name = "pvswatch_" + what + "_joules_total";
        text.family(name, COUNTER, help).add(name, kilowattHours, JOULES, "site", site);
    }

    private void addWeather(Exposition text, Conditions weather) {
        if (weather == null) {
            return;
        }
        String temperature = "pvswatch_weather_temperature_celsius";
        text.family(temperature, GAUGE, "Air temperature, from the weather service.")
                .add(temperature, weather.temperatureC(), 1, "site", site);
        String cloud = "pvswatch_weather_cloud_cover_ratio";
        text.family(cloud, GAUGE, "Cloud cover, 0 to 1, from the weather service.")
                .add(cloud, weather.cloudCoverPercent(), PERCENT, "site", site);
        String irradiance = "pvswatch_weather_tilted_irradiance_watts_per_square_meter";
        text.family(irradiance, GAUGE, "Irradiance on the plane of the panels, from the weather service.")
                .add(irradiance, weather.tiltedIrradianceWm2(), 1, "site", site);
    }

    private void addWatch(Exposition text) throws SQLException {
        String polled = "pvswatch_pvs_last_poll_timestamp_seconds";
        text.family(polled, GAUGE, "When a PVS last answered, Unix time.");
        newest.lastPolls().forEach((pvs, at) -> text.add(polled, at, "site", site, "pvs", pvs));
        String silent = "pvswatch_last_unanswered_timestamp_seconds";
        text.family(silent, GAUGE, "When a PVS was last asked in vain, Unix time.")
                .add(silent, history.lastUnanswered(site).orElse(null), "site", site);
        String incidents = "pvswatch_incidents_open";
        text.family(incidents, GAUGE, "Incidents that are open and that the owner has not acknowledged.");
        List<String> open = history.judgements().incidents(site).stream()
                .filter(incident -> "open".equals(incident.state()))
                .map(incident -> incident.severity())
                .toList();
        for (Severity severity : Severity.values()) {
            double count = open.stream().filter(severity.label()::equals).count();
            text.add(incidents, count, 1, "site", site, "severity", severity.label());
        }
    }

    private void addPanels(Exposition text, Instant oldest) {
        String power = "pvswatch_panel_power_watts";
        String energy = "pvswatch_panel_energy_joules_total";
        String alternating = "pvswatch_panel_ac_volts";
        String direct = "pvswatch_panel_dc_volts";
        String heat = "pvswatch_panel_heatsink_temperature_celsius";
        String last = "pvswatch_panel_last_measurement_timestamp_seconds";
        String quality = "pvswatch_panel_quality";
        String info = "pvswatch_panel_info";
        text.family(power, GAUGE, "AC power made by a panel.")
                .family(energy, COUNTER, "Energy made by the inverter of a panel since it was new.")
                .family(alternating, GAUGE, "AC voltage at the inverter of a panel.")
                .family(direct, GAUGE, "DC voltage of a panel.")
                .family(heat, GAUGE, "Temperature of the heat sink of the inverter of a panel.")
                .family(last, GAUGE, "When a panel was last measured, Unix time.")
                .family(quality, GAUGE, "1 for what is said of the newest record of a panel, 0 for what is not.")
                .family(info, GAUGE, "What a panel is called.");
        for (Newest.Device device : newest.inverters()) {
            String[] labels = {"site", site, "panel", device.serial()};
            Reading reading = device.latest();
            if (isNow(device, oldest)) {
                text.add(power, reading.value(Quantity.POWER_KW), KILO, labels);
                text.add(energy, reading.value(Quantity.LIFETIME_ENERGY_KWH), JOULES, labels);
                text.add(alternating, reading.value(Quantity.VOLTAGE_V), 1, labels);
                text.add(direct, reading.value(Quantity.DC_VOLTAGE_V), 1, labels);
                text.add(heat, reading.value(Quantity.HEATSINK_TEMP_C), 1, labels);
            }
            text.add(last, reading == null ? null : reading.at(), labels);
            for (Quality each : Quality.values()) {
                double said = each == device.quality() ? 1 : 0;
                text.add(quality, said, 1, "site", site, "panel", device.serial(), "quality", each.label());
            }
            String name = words.panel(device.serial());
            text.add(info, 1.0, 1, "site", site, "panel", device.serial(), "pvs", device.pvs(), "name", name);
        }
    }

    /** Whether a panel was heard just now; what could not be believed of it is not among its values. */
    private static boolean isNow(Newest.Device device, Instant oldest) {
        return (device.quality() == Quality.FRESH || device.quality() == Quality.IMPLAUSIBLE)
                && device.latest() != null
                && !device.latest().at().isBefore(oldest);
    }
}
