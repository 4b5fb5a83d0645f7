package org.pvswatch.csv;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.pvswatch.history.History;
import org.pvswatch.history.StoredPoll;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.SiteTotals;

/**
 * The tables that grow with each poll, a file for each period. The first columns are those of the script that owners used
 * before, in its order, so that what they built on its files goes on working; ours follow. Numbers are those of history,
 * nothing is clamped: a house load of -0.02 kW is the noise between two meters, and production + net import + discharge
 * adds up to it in every row.
 */
enum CsvTable {
    /** One row a poll, one file a year. */
    OVERVIEW(List.of(
            "Timestamp",
            "Lifetime PV Production (kWh)",
            "Lifetime Site Consumption (kWh)",
            "Lifetime Net (kWh)",
            "Current PV Production (kW)",
            "Current Consumption (kW)",
            "Current Net Power (kW)",
            "UTC Offset",
            "Cloud Cover (%)",
            "Temperature (C)",
            "Irradiance (W/m2)",
            "Snow Depth (m)",
            "Production From",
            "PVS",
            "Local Date",
            "Import (kW)",
            "Export (kW)",
            "Lifetime Import (kWh)",
            "Lifetime Export (kWh)",
            "Battery Discharge (kW)",
            "Battery Charge (%)")) {
        @Override
        String fileName(Instant moment, ZoneId zone) {
            return "overview-%04d.csv".formatted(moment.atZone(zone).getYear());
        }

        @Override
        Instant periodBegin(Instant moment, ZoneId zone) {
            return moment.atZone(zone)
                    .toLocalDate()
                    .withDayOfYear(1)
                    .atStartOfDay(zone)
                    .toInstant();
        }

        @Override
        Instant periodEnd(Instant begin, ZoneId zone) {
            return begin.atZone(zone)
                    .toLocalDate()
                    .plusYears(1)
                    .atStartOfDay(zone)
                    .toInstant();
        }

        @Override
        List<StoredPoll> polls(History history, Instant from, Instant to) throws SQLException {
            return history.totalsBetween(from, to);
        }

        @Override
        List<List<String>> rows(StoredPoll poll, ZoneId zone) {
            SiteTotals totals = poll.totals();
            Cells cells = new Cells()
                    .localTime(poll.polledAt(), zone)
                    .number(totals.lifetimeProductionKwh(), 2)
                    .number(totals.lifetimeHouseLoadKwh(), 2)
                    .number(totals.lifetimeNetImportKwh(), 2)
                    .number(totals.productionKw(), 4)
                    .number(totals.houseLoadKw(), 4)
                    .number(totals.netImportKw(), 4)
                    .utcOffset(poll.polledAt(), zone);
            weather(cells, poll.weather());
            cells.number(poll.weather() == null ? null : poll.weather().snowDepthM(), 2);
            cells.words(totals.source());
            cells.text(poll.pvs())
                    .localDate(poll.polledAt(), zone)
                    .number(totals.importKw(), 4)
                    .number(totals.exportKw(), 4)
                    .number(totals.lifetimeImportKwh(), 2)
                    .number(totals.lifetimeExportKwh(), 2)
                    .number(totals.batteryDischargeKw(), 4)
                    .number(totals.stateOfChargePercent(), 1);
            return List.of(cells.list());
        }
    },

    /** One row for each new measurement of an inverter, one file a month. */
    INVERTERS(List.of(
            "Timestamp",
            "Serial Number",
            "State",
            "Current PV Production (kW)",
            "Lifetime PV Production (kWh)",
            "UTC Offset",
            "Reported State",
            "DC Power (kW)",
            "DC Voltage (V)",
            "DC Current (A)",
            "AC Voltage (V)",
            "AC Current (A)",
            "Frequency (Hz)",
            "Heatsink (C)",
            "Measurement Age (s)",
            "Cloud Cover (%)",
            "Temperature (C)",
            "Irradiance (W/m2)",
            "Local Date",
            "Quality")) {
        @Override
        String fileName(Instant moment, ZoneId zone) {
            ZonedDateTime local = moment.atZone(zone);
            return "inverters-%04d-%02d.csv".formatted(local.getYear(), local.getMonthValue());
        }

        @Override
        Instant periodBegin(Instant moment, ZoneId zone) {
            return YearMonth.from(moment.atZone(zone))
                    .atDay(1)
                    .atStartOfDay(zone)
                    .toInstant();
        }

        @Override
        Instant periodEnd(Instant begin, ZoneId zone) {
            return begin.atZone(zone)
                    .toLocalDate()
                    .plusMonths(1)
                    .atStartOfDay(zone)
                    .toInstant();
        }

        @Override
        List<List<String>> rows(StoredPoll poll, ZoneId zone) {
            return poll.inverters().stream()
                    .map(inverter -> inverterRow(inverter, zone))
                    .toList();
        }
    };

    private final List<String> columns;

    CsvTable(List<String> columns) {
        this.columns = columns;
    }

    List<String> columns() {
        return columns;
    }

    /** The file a poll of this moment belongs in. */
    abstract String fileName(Instant moment, ZoneId zone);

    /** When the period of that file begins. */
    abstract Instant periodBegin(Instant moment, ZoneId zone);

    /** When a period that begins there ends. */
    abstract Instant periodEnd(Instant begin, ZoneId zone);

    /** The polls of a stretch of time, with what this table shows of them. */
    List<StoredPoll> polls(History history, Instant from, Instant to) throws SQLException {
        return history.pollsBetween(from, to);
    }

    /** The rows of one poll. */
    abstract List<List<String>> rows(StoredPoll poll, ZoneId zone);

    private static List<String> inverterRow(Reading inverter, ZoneId zone) {
        Duration age = inverter.age();
        Cells cells = new Cells()
                .localTime(inverter.polledAt(), zone)
                .text(inverter.device())
                .text(state(inverter))
                .number(inverter.value(Quantity.POWER_KW), 4)
                .number(inverter.value(Quantity.LIFETIME_ENERGY_KWH), 3)
                .utcOffset(inverter.polledAt(), zone)
                .text(inverter.reportedState())
                .number(inverter.value(Quantity.DC_POWER_KW), 4)
                .number(inverter.value(Quantity.DC_VOLTAGE_V), 2)
                .number(inverter.value(Quantity.DC_CURRENT_A), 2)
                .number(inverter.value(Quantity.VOLTAGE_V), 2)
                .number(inverter.value(Quantity.CURRENT_A), 2)
                .number(inverter.value(Quantity.FREQUENCY_HZ), 2)
                .number(inverter.value(Quantity.HEATSINK_TEMP_C), 1)
                .text(age == null ? null : Long.toString(age.toSeconds()));
        return weather(cells, inverter.weather())
                .localDate(inverter.polledAt(), zone)
                .text(inverter.quality().label())
                .list();
    }

    /** The old script's word, the same for both generations: varserver reports no state. */
    private static String state(Reading inverter) {
        Double powerKw = inverter.value(Quantity.POWER_KW);
        if (powerKw == null) {
            return inverter.reportedState();
        }
        return powerKw > 0 ? "working" : "idle";
    }

    private static Cells weather(Cells cells, Conditions weather) {
        return cells.number(weather == null ? null : weather.cloudCoverPercent(), 0)
                .number(weather == null ? null : weather.temperatureC(), 1)
                .number(weather == null ? null : weather.tiltedIrradianceWm2(), 1);
    }
}
