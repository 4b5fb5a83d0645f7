package org.pvswatch.sheet;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.pvswatch.history.History;
import org.pvswatch.history.StoredPoll;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.SiteTotals;

/** A row a poll, a tab a calendar year. */
final class OverviewTab implements Tab {
    private static final Duration TOGETHER = Duration.ofDays(7);

    private static final List<Column> COLUMNS = List.of(
            new Column("Time", Format.DATE_TIME, 120),
            new Column("PV Production (kW)", Format.TWO, 100),
            new Column("Consumption (kW)", Format.TWO, 100),
            new Column("Net Power (kW)", Format.TWO, 100),
            new Column("Battery Discharge (kW)", Format.TWO, 100),
            new Column("Battery Charge (%)", Format.WHOLE, 80),
            new Column("Lifetime PV (kWh)", Format.TWO, 100),
            new Column("Cloud Cover (%)", Format.WHOLE, 80),
            new Column("Temperature (C)", Format.ONE, 90),
            new Column("Irradiance (W/m2)", Format.WHOLE, 90),
            new Column("PVS", Format.TEXT, 70),
            new Column("UTC", Format.DATE_TIME, 120));

    private final History history;
    private final String site;
    private final ZoneId zone;
    private final int year;
    private final boolean continued;
    private final List<Object> keys = new ArrayList<>();

    /** @param after the poll up to which all is in place, {@code null} for none */
    OverviewTab(History history, String site, ZoneId zone, int year, Instant after) throws SQLException {
        this.history = history;
        this.site = site;
        this.zone = zone;
        this.year = year;
        Instant begin = LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
        Instant end = LocalDate.of(year + 1, 1, 1).atStartOfDay(zone).toInstant();
        this.continued = after != null && after.isAfter(begin);
        each(continued ? after.plusMillis(1) : begin, end, poll -> keys.add(poll.polledAt()));
    }

    @Override
    public String id() {
        return "overview-" + year;
    }

    @Override
    public String title() {
        return "Overview " + year;
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public int keyColumn() {
        return COLUMNS.size() - 1;
    }

    @Override
    public List<Object> keys() {
        return keys;
    }

    @Override
    public boolean isImmutable() {
        return true;
    }

    @Override
    public boolean isContinued() {
        return continued;
    }

    @Override
    public void rows(Collection<?> keys, Consumer<Row> taker) throws SQLException {
        TreeSet<Instant> wanted = new TreeSet<>();
        keys.forEach(key -> wanted.add((Instant) key));
        if (!wanted.isEmpty()) {
            Set<Instant> taken = new TreeSet<>();
            each(wanted.first(), wanted.last().plusMillis(1), poll -> {
                if (wanted.contains(poll.polledAt()) && taken.add(poll.polledAt())) {
                    taker.accept(row(poll));
                }
            });
        }
    }

    private void each(Instant from, Instant to, Consumer<StoredPoll> taker) throws SQLException {
        for (Instant begin = from; begin.isBefore(to); begin = begin.plus(TOGETHER)) {
            Instant end = begin.plus(TOGETHER);
            history.totalsBetween(begin, end.isBefore(to) ? end : to).stream()
                    .filter(poll -> poll.site().equals(site))
                    .forEach(taker);
        }
    }

    private Row row(StoredPoll poll) {
        SiteTotals totals = poll.totals();
        Conditions weather = poll.weather();
        return Cells.row(
                poll.polledAt(),
                COLUMNS,
                Arrays.asList(
                        DailyTab.local(poll.polledAt(), zone),
                        totals.productionKw(),
                        totals.houseLoadKw(),
                        totals.netImportKw(),
                        totals.batteryDischargeKw(),
                        totals.stateOfChargePercent(),
                        totals.lifetimeProductionKwh(),
                        weather == null ? null : weather.cloudCoverPercent(),
                        weather == null ? null : weather.temperatureC(),
                        weather == null ? null : weather.tiltedIrradianceWm2(),
                        poll.pvs(),
                        poll.polledAt()));
    }
}
