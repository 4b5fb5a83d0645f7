package org.pvswatch.sheet;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.pvswatch.history.DayRow;

/** A row a day. The first nine columns are those of the old script's sheet, in its order, so that it can be continued. */
final class DailyTab implements Tab {
    /** How many columns the old script wrote. */
    static final int OF_THE_SCRIPT = 9;

    private static final List<Column> COLUMNS = List.of(
            new Column("Date", Format.DATE, 90),
            new Column("Daily PV Production (kWh)", Format.TWO, 110),
            new Column("Daily Site Consumption (kWh)", Format.TWO, 110),
            new Column("Daily Net Grid (kWh)", Format.TWO, 100),
            new Column("Lifetime PV (kWh)", Format.ONE, 100),
            new Column("Lifetime Site Consumption (kWh)", Format.ONE, 110),
            new Column("Lifetime Net (kWh)", Format.ONE, 100),
            new Column("Inverters Reporting", Format.WHOLE, 80),
            new Column("Alerts", Format.TEXT, 220),
            new Column("Import (kWh)", Format.TWO, 80),
            new Column("Export (kWh)", Format.TWO, 80),
            new Column("Battery Charge (kWh)", Format.TWO, 90),
            new Column("Battery Discharge (kWh)", Format.TWO, 90),
            new Column("Peak PV Production (kW)", Format.TWO, 100),
            new Column("Peak Time", Format.DATE_TIME, 120),
            new Column("Sun Hours", Format.ONE, 70),
            new Column("Production Known (%)", Format.WHOLE, 90),
            new Column("Consumption Known (%)", Format.WHOLE, 100),
            new Column("Net Grid Known (%)", Format.WHOLE, 90),
            new Column("Over Midnight", Format.TEXT, 90));

    private final DayReader days;
    private final ZoneId zone;
    private final IncidentsTab incidents;

    DailyTab(DayReader days, ZoneId zone, IncidentsTab incidents) {
        this.days = days;
        this.zone = zone;
        this.incidents = incidents;
    }

    @Override
    public String id() {
        return "daily";
    }

    @Override
    public String title() {
        return "Daily";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<Object> keys() {
        return days.dates();
    }

    @Override
    public void rows(Collection<?> keys, Consumer<Row> taker) throws SQLException {
        days.each(keys, day -> taker.accept(row(day)));
    }

    private Row row(DayRow day) {
        List<Object> cells = new ArrayList<>(Arrays.asList(
                day.date(),
                day.productionKwh(),
                day.houseLoadKwh(),
                day.netImportKwh(),
                day.lifetimeProductionKwh(),
                day.lifetimeHouseLoadKwh(),
                day.lifetimeNetImportKwh(),
                (double) day.invertersReporting(),
                alerts(day.date()),
                day.importKwh(),
                day.exportKwh(),
                day.batteryChargeKwh(),
                day.batteryDischargeKwh(),
                day.peakProductionKw(),
                local(day.peakProductionAt(), zone),
                day.sunHours(),
                day.productionKnownPercent(),
                day.houseLoadKnownPercent(),
                day.gridKnownPercent(),
                day.overMidnight() == DayRow.OverMidnight.NOTHING
                        ? null
                        : IncidentsTab.words(day.overMidnight().name())));
        return Cells.row(day.date(), COLUMNS, cells);
    }

    private String alerts(LocalDate date) {
        String alerts = incidents.on(date).stream()
                .map(incident -> incident.subject() + " " + IncidentsTab.words(incident.kind()))
                .collect(Collectors.joining(", "));
        return alerts.isEmpty() ? null : alerts;
    }

    static LocalDateTime local(Instant moment, ZoneId zone) {
        return moment == null ? null : LocalDateTime.ofInstant(moment, zone).withNano(0);
    }
}
