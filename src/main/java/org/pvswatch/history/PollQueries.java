package org.pvswatch.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.SiteTotals;

/** Reads polls and their inverters back. Used under the lock of {@link History}. */
final class PollQueries {
    private static final String AFTER = "SELECT * FROM poll WHERE seq > ? ORDER BY seq LIMIT ?";
    private static final String BETWEEN =
            "SELECT * FROM poll WHERE polled_at >= ? AND polled_at < ? ORDER BY polled_at, site, pvs";
    private static final String INVERTERS = "SELECT reading.*, device.serial FROM reading"
            + " JOIN device ON device.id = reading.device_id"
            + " WHERE at BETWEEN ? AND ? AND poll_seq BETWEEN ? AND ? AND device.kind = '"
            + DeviceKind.INVERTER.label() + "' ORDER BY device.serial";
    /** One end of an index each; asked for both ends at once, SQLite reads all of it. */
    private static final String SPAN = "SELECT (SELECT min(polled_at) FROM poll) AS first,"
            + " (SELECT max(polled_at) FROM poll) AS last, (SELECT max(seq) FROM poll) AS seq";

    private static final Map<History.Table, String> COUNTS = java.util.Arrays.stream(History.Table.values())
            .collect(Collectors.toMap(
                    table -> table,
                    table -> "SELECT count(*) FROM " + table.name().toLowerCase(Locale.ROOT)));

    private static final String OF_PVS_BEFORE =
            "SELECT polled_at FROM poll WHERE polled_at < ? AND site = ? AND pvs = ?"
                    + " ORDER BY polled_at DESC LIMIT 1";
    private static final String ANY = "SELECT 1 FROM poll WHERE polled_at >= ? AND polled_at < ? LIMIT 1";
    private static final String QUALITIES = "SELECT at, quality FROM device_quality"
            + " WHERE device_id = (SELECT id FROM device WHERE site = ? AND serial = ?) AND at < ? ORDER BY at";

    private final Database database;

    PollQueries(Database database) {
        this.database = database;
    }

    List<StoredPoll> after(long seq, int most) throws SQLException {
        PreparedStatement select = database.prepared(AFTER);
        new Row(select).whole(seq).whole(most);
        return polls(select);
    }

    List<StoredPoll> between(Instant from, Instant to) throws SQLException {
        PreparedStatement select = database.prepared(BETWEEN);
        new Row(select).moment(from).moment(to);
        return polls(select);
    }

    /** The same without their inverters. */
    List<StoredPoll> totalsBetween(Instant from, Instant to) throws SQLException {
        PreparedStatement select = database.prepared(BETWEEN);
        new Row(select).moment(from).moment(to);
        List<StoredPoll> polls = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                polls.add(poll(row));
            }
        }
        return polls;
    }

    Optional<History.Span> span() throws SQLException {
        try (ResultSet row = database.prepared(SPAN).executeQuery()) {
            Instant first = row.next() ? Row.moment(row, "first") : null;
            return first == null
                    ? Optional.empty()
                    : Optional.of(new History.Span(first, Row.moment(row, "last"), row.getLong("seq")));
        }
    }

    Optional<Instant> before(String site, String pvs, Instant moment) throws SQLException {
        PreparedStatement select = database.prepared(OF_PVS_BEFORE);
        new Row(select).moment(moment).text(site).text(pvs);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(Row.moment(row, "polled_at")) : Optional.empty();
        }
    }

    boolean any(Instant from, Instant to) throws SQLException {
        PreparedStatement select = database.prepared(ANY);
        new Row(select).moment(from).moment(to);
        try (ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }

    List<History.QualityChange> qualities(String site, String device, Instant from, Instant to) throws SQLException {
        PreparedStatement select = database.prepared(QUALITIES);
        new Row(select).text(site).text(device).moment(to);
        Quality inForce = Quality.FRESH;
        List<History.QualityChange> changes = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Instant at = Row.moment(row, "at");
                Quality quality = Quality.of(row.getString("quality"));
                if (at.isAfter(from)) {
                    changes.add(new History.QualityChange(at, quality));
                } else {
                    inForce = quality;
                }
            }
        }
        changes.add(0, new History.QualityChange(from, inForce));
        return changes;
    }

    long count(History.Table table) throws SQLException {
        try (ResultSet row = database.prepared(COUNTS.get(table)).executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private List<StoredPoll> polls(PreparedStatement select) throws SQLException {
        List<StoredPoll> polls = new ArrayList<>();
        Extent extent = Extent.NONE;
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                polls.add(poll(row));
                extent = extent.with(row);
            }
        }
        if (extent == Extent.NONE) {
            return polls;
        }
        Map<Long, StoredPoll> bySeq = new HashMap<>();
        polls.forEach(poll -> bySeq.put(poll.seq(), poll));
        PreparedStatement inverters = database.prepared(INVERTERS);
        new Row(inverters)
                .whole(extent.firstAt())
                .whole(extent.lastAt())
                .whole(extent.firstSeq())
                .whole(extent.lastSeq());
        try (ResultSet row = inverters.executeQuery()) {
            StoredReading readings = new StoredReading(row);
            while (row.next()) {
                StoredPoll poll = bySeq.get(row.getLong("poll_seq"));
                if (poll != null) {
                    poll.inverters()
                            .add(readings.of(
                                    row.getString("serial"),
                                    DeviceKind.INVERTER,
                                    poll.site(),
                                    poll.pvs(),
                                    poll.polledAt(),
                                    poll.weather()));
                }
            }
        }
        return polls;
    }

    private static StoredPoll poll(ResultSet row) throws SQLException {
        return new StoredPoll(
                row.getLong("seq"),
                row.getString("site"),
                row.getString("pvs"),
                Row.moment(row, "polled_at"),
                totals(row),
                weather(row),
                new ArrayList<>());
    }

    static SiteTotals totals(ResultSet row) throws SQLException {
        return new SiteTotals(
                Row.number(row, "production_kw"),
                Row.number(row, "house_load_kw"),
                Row.number(row, "net_import_kw"),
                Row.number(row, "battery_discharge_kw"),
                Row.number(row, "state_of_charge_percent"),
                Row.number(row, "lifetime_production_kwh"),
                Row.number(row, "lifetime_house_load_kwh"),
                Row.number(row, "lifetime_net_import_kwh"),
                Row.number(row, "lifetime_import_kwh"),
                Row.number(row, "lifetime_export_kwh"),
                SiteTotals.Source.valueOf(row.getString("production_source")),
                row.getInt("house_metered") == 1,
                row.getInt("pvs_count"));
    }

    static Conditions weather(ResultSet row) throws SQLException {
        Instant fetchedAt = Row.moment(row, "weather_fetched_at");
        return fetchedAt == null
                ? null
                : new Conditions(
                        fetchedAt,
                        Row.number(row, "cloud_cover_percent"),
                        Row.number(row, "temperature_c"),
                        Row.number(row, "tilted_irradiance_w_m2"),
                        Row.number(row, "snow_depth_m"),
                        Row.number(row, "snowfall_cm"),
                        Row.number(row, "precipitation_mm"));
    }
}
