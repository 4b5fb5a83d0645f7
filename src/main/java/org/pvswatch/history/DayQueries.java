package org.pvswatch.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quantity;

/** What days are made from. Each question reads what it asks for and nothing of the years before. Used under a lock. */
final class DayQueries {
    /** A date begins with a quarter of an hour in every time zone. */
    private static final long QUARTER_HOUR_MS = 900_000;

    /** The clock of a PVS is corrected where it differs from ours by more. */
    private static final long CLOCKS_AGREE_MS = 300_000;

    static final String NEW_POLLS = "SELECT DISTINCT polled_at / " + QUARTER_HOUR_MS
            + " AS quarter FROM poll WHERE seq > ? AND site = ? ORDER BY 1";
    static final String NEWEST_SEQ = "SELECT max(seq) FROM poll";
    static final String BEFORE =
            "SELECT polled_at AS at FROM poll WHERE polled_at < ? AND site = ? ORDER BY polled_at DESC LIMIT 1";
    static final String FROM =
            "SELECT polled_at AS at FROM poll WHERE polled_at >= ? AND site = ? ORDER BY polled_at LIMIT 1";
    static final String PVS = "SELECT DISTINCT pvs FROM poll WHERE polled_at >= ? AND polled_at <= ? AND site = ?";
    static final String POLLS =
            "SELECT * FROM poll WHERE polled_at >= ? AND polled_at <= ? AND site = ? ORDER BY polled_at, pvs";

    /** The cross joins keep to the order: readings along their tree, one poll and one device for each. */
    static final String READINGS = "SELECT poll.pvs, device.serial, device.kind, poll.polled_at, reading.at,"
            + " reading.measured, reading.quality, reading.pvs_clock_ms, reading.power_kw, reading.lifetime_energy_kwh,"
            + " reading.lifetime_positive_kwh, reading.lifetime_negative_kwh, reading.other_values FROM reading"
            + " CROSS JOIN poll CROSS JOIN device WHERE poll.seq = reading.poll_seq AND device.id = reading.device_id"
            + " AND reading.at >= ? AND reading.at <= ? AND poll.polled_at >= ? AND poll.polled_at <= ?"
            + " AND poll.site = ? AND device.kind IN ('" + DeviceKind.INVERTER.label() + "', '"
            + DeviceKind.STORAGE.label() + "', '" + DeviceKind.LIVE_DATA.label() + "')"
            + " ORDER BY device.serial, poll.polled_at, reading.at";

    static final String EXTENT = "SELECT min(first_reading_at) AS first, max(last_reading_at) AS last FROM poll"
            + " WHERE polled_at >= ? AND polled_at <= ? AND site = ?";

    private final Database database;

    DayQueries(Database database) {
        this.database = database;
    }

    Set<Instant> newPolls(String site, long takenSeq) throws SQLException {
        PreparedStatement select = database.prepared(NEW_POLLS);
        new Row(select).whole(takenSeq).text(site);
        Set<Instant> quarters = new TreeSet<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                quarters.add(Instant.ofEpochMilli(row.getLong(1) * QUARTER_HOUR_MS));
            }
        }
        return quarters;
    }

    long newestSeq() throws SQLException {
        try (ResultSet row = database.prepared(NEWEST_SEQ).executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    Optional<Instant> pollBefore(String site, Instant moment) throws SQLException {
        return moment(BEFORE, site, moment);
    }

    Optional<Instant> pollFrom(String site, Instant moment) throws SQLException {
        return moment(FROM, site, moment);
    }

    Set<String> pvs(String site, Instant from, Instant to) throws SQLException {
        PreparedStatement select = database.prepared(PVS);
        new Row(select).moment(from).moment(to).text(site);
        Set<String> names = new TreeSet<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    List<DayPoll> polls(String site, Instant from, Instant to) throws SQLException {
        PreparedStatement select = database.prepared(POLLS);
        new Row(select).moment(from).moment(to).text(site);
        List<DayPoll> polls = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                polls.add(new DayPoll(row.getString("pvs"), Row.moment(row, "polled_at"), SiteParts.ownTotals(row)));
            }
        }
        return polls;
    }

    List<DayReading> readings(String site, Instant from, Instant to) throws SQLException {
        PreparedStatement extent = database.prepared(EXTENT);
        new Row(extent).moment(from).moment(to).text(site);
        PreparedStatement select = database.prepared(READINGS);
        try (ResultSet row = extent.executeQuery()) {
            Instant first = row.next() ? Row.moment(row, "first") : null;
            if (first == null) {
                return List.of();
            }
            new Row(select)
                    .moment(first)
                    .moment(Row.moment(row, "last"))
                    .moment(from)
                    .moment(to)
                    .text(site);
        }
        List<DayReading> readings = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                readings.add(reading(row));
            }
        }
        return readings;
    }

    private static DayReading reading(ResultSet row) throws SQLException {
        DeviceKind kind = DeviceKind.of(row.getString("kind"));
        Instant polledAt = Row.moment(row, "polled_at");
        long clockMs = row.getLong("pvs_clock_ms");
        Instant at = Row.moment(row, "at").minusMillis(Math.abs(clockMs) > CLOCKS_AGREE_MS ? clockMs : 0);
        return new DayReading(
                row.getString("pvs"),
                row.getString("serial"),
                kind,
                polledAt,
                at.isAfter(polledAt) ? polledAt : at,
                row.getInt("measured") == 1,
                row.getString("quality") == null,
                Row.number(row, "power_kw"),
                kind == DeviceKind.LIVE_DATA
                        ? StoredReading.otherValues(row).get(Quantity.LIFETIME_BATTERY_DISCHARGE_KWH)
                        : Row.number(row, "lifetime_energy_kwh"),
                Row.number(row, "lifetime_positive_kwh"),
                Row.number(row, "lifetime_negative_kwh"));
    }

    private Optional<Instant> moment(String sql, String site, Instant moment) throws SQLException {
        PreparedStatement select = database.prepared(sql);
        new Row(select).moment(moment).text(site);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.ofNullable(Row.moment(row, "at")) : Optional.empty();
        }
    }
}
