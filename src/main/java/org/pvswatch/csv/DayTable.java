package org.pvswatch.csv;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.pvswatch.history.DayRow;

/**
 * The tables that grow with each finished day. The first columns of {@code daily.csv} are those of the script that owners
 * used before, in its order; ours follow.
 */
enum DayTable {
    /** One row a day, one file. */
    DAILY(List.of(
            "Date",
            "Daily PV Production (kWh)",
            "Daily Site Consumption (kWh)",
            "Daily Net Grid (kWh)",
            "Lifetime PV (kWh)",
            "Lifetime Site Consumption (kWh)",
            "Lifetime Net (kWh)",
            "Inverters Reporting",
            "Alerts",
            "Peak PV Production (kW)",
            "Hours in Day",
            "Polls",
            "Coverage (%)",
            "Import (kWh)",
            "Export (kWh)",
            "Battery Charge (kWh)",
            "Battery Discharge (kWh)",
            "Peak Time",
            "Sun Hours",
            "Production From",
            "Production Known (%)",
            "Consumption Known (%)",
            "Net Grid Known (%)",
            "Over Midnight")) {
        @Override
        String fileName(LocalDate date) {
            return "daily.csv";
        }

        @Override
        LocalDate first(LocalDate date) {
            return EVER;
        }

        @Override
        LocalDate last(LocalDate date) {
            return FOR_EVER;
        }

        @Override
        List<List<String>> rows(DayRow day, ZoneId zone) {
            Cells cells = new Cells()
                    .text(day.date().toString())
                    .number(day.productionKwh(), 2)
                    .number(day.houseLoadKwh(), 2)
                    .number(day.netImportKwh(), 2)
                    .number(day.lifetimeProductionKwh(), 2)
                    .number(day.lifetimeHouseLoadKwh(), 2)
                    .number(day.lifetimeNetImportKwh(), 2)
                    .whole(day.invertersReporting())
                    .text(null)
                    .number(day.peakProductionKw(), 3)
                    .whole(day.hours())
                    .whole(day.polls())
                    .number(day.coveragePercent(), 1)
                    .number(day.importKwh(), 2)
                    .number(day.exportKwh(), 2)
                    .number(day.batteryChargeKwh(), 2)
                    .number(day.batteryDischargeKwh(), 2)
                    .localTime(day.peakProductionAt(), zone)
                    .number(day.sunHours(), 1)
                    .words(day.source())
                    .number(day.productionKnownPercent(), 1)
                    .number(day.houseLoadKnownPercent(), 1)
                    .number(day.gridKnownPercent(), 1);
            return List.of((day.overMidnight() == DayRow.OverMidnight.NOTHING
                            ? cells.text(null)
                            : cells.words(day.overMidnight()))
                    .list());
        }
    },

    /**
     * One row a day and inverter, one file a year. Long and not a column for each inverter: those come and go, a row is
     * never rewritten because another came, and a pivot table makes the other shape of it in one step.
     */
    PANELS(List.of(
            "Date",
            "Serial Number",
            "Energy (kWh)",
            "Peak Power (kW)",
            "Peak Time",
            "Lifetime (kWh)",
            "Measurements",
            "Known (%)")) {
        @Override
        String fileName(LocalDate date) {
            return "panels-%04d.csv".formatted(date.getYear());
        }

        @Override
        LocalDate first(LocalDate date) {
            return date.withDayOfYear(1);
        }

        @Override
        LocalDate last(LocalDate date) {
            return date.withMonth(12).withDayOfMonth(31);
        }

        @Override
        List<List<String>> rows(DayRow day, ZoneId zone) {
            return day.panels().stream()
                    .map(panel -> new Cells()
                            .text(day.date().toString())
                            .text(panel.device())
                            .number(panel.energyKwh(), 3)
                            .number(panel.peakKw(), 4)
                            .localTime(panel.peakAt(), zone)
                            .number(panel.lifetimeKwh(), 3)
                            .whole(panel.measurements())
                            .number(panel.knownPercent(), 1)
                            .list())
                    .toList();
        }
    };

    private static final LocalDate EVER = LocalDate.of(0, 1, 1);
    private static final LocalDate FOR_EVER = LocalDate.of(9999, 12, 31);

    private final List<String> columns;

    DayTable(List<String> columns) {
        this.columns = columns;
    }

    List<String> columns() {
        return columns;
    }

    /** The file a day belongs in. */
    abstract String fileName(LocalDate date);

    /** The first date that belongs in the same file. */
    abstract LocalDate first(LocalDate date);

    /** The last date that belongs in the same file. */
    abstract LocalDate last(LocalDate date);

    /** The rows of one day. */
    abstract List<List<String>> rows(DayRow day, ZoneId zone);
}
