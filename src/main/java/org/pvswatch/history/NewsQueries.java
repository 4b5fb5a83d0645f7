package org.pvswatch.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Reading;

/** Reads back what each poll was the first to tell, of all devices. Used under the lock of {@link History}. */
final class NewsQueries {
    private static final String POLLS =
            "SELECT * FROM poll WHERE polled_at >= ? AND polled_at < ? AND site = ? ORDER BY polled_at, pvs";
    private static final String READINGS = "SELECT reading.*, device.serial, device.kind FROM reading"
            + " JOIN device ON device.id = reading.device_id"
            + " WHERE at BETWEEN ? AND ? AND poll_seq BETWEEN ? AND ? ORDER BY device.kind, device.serial, at";

    /** The cross join keeps to the order: a look at each device, and of its changes only those of the time. */
    private static final String QUALITIES = "SELECT device.serial, device.pvs, device_quality.at, quality FROM device"
            + " CROSS JOIN device_quality WHERE device_quality.device_id = device.id"
            + " AND device_quality.at >= ? AND device_quality.at < ? AND device.site = ?";

    private static final String ADD_UNANSWERED =
            "INSERT INTO unanswered (site, at, pvs) VALUES (?, ?, ?) ON CONFLICT (site, at, pvs) DO NOTHING";
    private static final String UNANSWERED =
            "SELECT at, pvs FROM unanswered WHERE site = ? AND at >= ? AND at < ? ORDER BY at, pvs";
    private static final String LAST_UNANSWERED = "SELECT max(at) AS at FROM unanswered WHERE site = ?";

    private final Database database;

    NewsQueries(Database database) {
        this.database = database;
    }

    int addUnanswered(String site, String pvs, Instant at) throws SQLException {
        PreparedStatement add = database.prepared(ADD_UNANSWERED);
        new Row(add).text(site).moment(at).text(pvs);
        return add.executeUpdate();
    }

    List<History.Unanswered> unansweredBetween(String site, Instant from, Instant to) throws SQLException {
        PreparedStatement select = database.prepared(UNANSWERED);
        new Row(select).text(site).moment(from).moment(to);
        List<History.Unanswered> unanswered = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                unanswered.add(new History.Unanswered(Row.moment(row, "at"), row.getString("pvs")));
            }
        }
        return unanswered;
    }

    Optional<Instant> lastUnanswered(String site) throws SQLException {
        PreparedStatement select = database.prepared(LAST_UNANSWERED);
        new Row(select).text(site);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.ofNullable(Row.moment(row, "at")) : Optional.empty();
        }
    }

    List<PollNews> between(String site, Instant from, Instant to) throws SQLException {
        Map<Long, PollNews> bySeq = new LinkedHashMap<>();
        Map<String, PollNews> byTime = new HashMap<>();
        Extent extent = Extent.NONE;
        PreparedStatement polls = database.prepared(POLLS);
        new Row(polls).moment(from).moment(to).text(site);
        try (ResultSet row = polls.executeQuery()) {
            while (row.next()) {
                PollNews news = new PollNews(
                        Row.moment(row, "polled_at"),
                        row.getString("pvs"),
                        new ArrayList<>(),
                        new HashMap<>(),
                        PollQueries.weather(row));
                bySeq.put(row.getLong("seq"), news);
                byTime.put(key(news.polledAt(), news.pvs()), news);
                extent = extent.with(row);
            }
        }
        if (extent != Extent.NONE) {
            addReadings(site, extent, bySeq);
        }
        addQualities(site, from, to, byTime);
        return List.copyOf(bySeq.values());
    }

    private void addReadings(String site, Extent extent, Map<Long, PollNews> bySeq) throws SQLException {
        PreparedStatement readings = database.prepared(READINGS);
        new Row(readings)
                .whole(extent.firstAt())
                .whole(extent.lastAt())
                .whole(extent.firstSeq())
                .whole(extent.lastSeq());
        try (ResultSet row = readings.executeQuery()) {
            StoredReading stored = new StoredReading(row);
            while (row.next()) {
                PollNews news = bySeq.get(row.getLong("poll_seq"));
                DeviceKind kind = DeviceKind.of(row.getString("kind"));
                // whoever does not say when it measured may say the same again: only the PVS speaks for itself and now
                boolean told = row.getInt("measured") == 1 || kind == DeviceKind.SUPERVISOR;
                if (news != null && told) {
                    Reading reading =
                            stored.of(row.getString("serial"), kind, site, news.pvs(), news.polledAt(), news.weather());
                    news.measured().add(reading);
                }
            }
        }
    }

    private void addQualities(String site, Instant from, Instant to, Map<String, PollNews> byTime) throws SQLException {
        PreparedStatement qualities = database.prepared(QUALITIES);
        new Row(qualities).moment(from).moment(to).text(site);
        try (ResultSet row = qualities.executeQuery()) {
            while (row.next()) {
                PollNews news = byTime.get(key(Row.moment(row, "at"), row.getString("pvs")));
                if (news != null) {
                    news.qualities().put(row.getString("serial"), Quality.of(row.getString("quality")));
                }
            }
        }
    }

    private static String key(Instant at, String pvs) {
        return at + " " + pvs;
    }
}
