package org.pvswatch.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finished days in history, and how far their maker has come. Thread-safe. */
public final class Days {
    private static final String NEW_POLLS =
            "SELECT max(seq) AS seq, min(polled_at) AS first, max(polled_at) AS last FROM poll WHERE seq > ?";
    private static final String POLL_BEFORE = "SELECT max(polled_at) AS at FROM poll WHERE polled_at < ?";
    private static final String NEWEST = "SELECT max(polled_at) AS at FROM poll";
    private static final String TAKEN = "SELECT poll_seq FROM taken WHERE consumer = ?";
    private static final String SET_TAKEN = "INSERT OR REPLACE INTO taken (consumer, poll_seq) VALUES (?, ?)";
    private static final String REVISION = "SELECT coalesce(max(revision), 0) FROM day";
    private static final String ALL = "SELECT * FROM day ORDER BY site, date";
    private static final String WRITE = "INSERT OR REPLACE INTO day (site, date, revision, production_kwh,"
            + " house_load_kwh, net_import_kwh, import_kwh, export_kwh, lifetime_production_kwh,"
            + " lifetime_house_load_kwh, lifetime_net_import_kwh, inverters_reporting, polls, hours,"
            + " peak_production_kw, coverage_percent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Object lock;
    private final Database database;

    Days(Object lock, Database database) {
        this.lock = lock;
        this.database = database;
    }

    /**
     * Polls stored after another.
     *
     * @param seq the last of them
     * @param first the earliest moment among them
     * @param last the latest moment among them
     */
    public record NewPolls(long seq, Instant first, Instant last) {}

    /** What was stored after a poll, empty when nothing was. */
    public Optional<NewPolls> newPolls(long takenSeq) throws SQLException {
        synchronized (lock) {
            PreparedStatement select = database.prepared(NEW_POLLS);
            new Row(select).whole(takenSeq);
            try (ResultSet row = select.executeQuery()) {
                Instant first = row.next() ? Row.moment(row, "first") : null;
                return first == null
                        ? Optional.empty()
                        : Optional.of(new NewPolls(row.getLong("seq"), first, Row.moment(row, "last")));
            }
        }
    }

    /** The latest poll before a moment. */
    public Optional<Instant> pollBefore(Instant moment) throws SQLException {
        synchronized (lock) {
            PreparedStatement select = database.prepared(POLL_BEFORE);
            new Row(select).moment(moment);
            return moment(select);
        }
    }

    /** The latest poll of all. */
    public Optional<Instant> newestPoll() throws SQLException {
        synchronized (lock) {
            return moment(database.prepared(NEWEST));
        }
    }

    /** The last poll a consumer has taken, 0 for none. */
    public long taken(String consumer) throws SQLException {
        synchronized (lock) {
            PreparedStatement select = database.prepared(TAKEN);
            new Row(select).text(consumer);
            return number(select);
        }
    }

    /** Counts every writing of days, 0 before the first. */
    public long revision() throws SQLException {
        synchronized (lock) {
            return number(database.prepared(REVISION));
        }
    }

    /** All finished days, in order. */
    public List<DayRow> all() throws SQLException {
        synchronized (lock) {
            List<DayRow> days = new ArrayList<>();
            try (ResultSet row = database.prepared(ALL).executeQuery()) {
                while (row.next()) {
                    days.add(new DayRow(
                            row.getString("site"),
                            LocalDate.parse(row.getString("date")),
                            Row.number(row, "production_kwh"),
                            Row.number(row, "house_load_kwh"),
                            Row.number(row, "net_import_kwh"),
                            Row.number(row, "import_kwh"),
                            Row.number(row, "export_kwh"),
                            Row.number(row, "lifetime_production_kwh"),
                            Row.number(row, "lifetime_house_load_kwh"),
                            Row.number(row, "lifetime_net_import_kwh"),
                            row.getInt("inverters_reporting"),
                            row.getInt("polls"),
                            row.getInt("hours"),
                            Row.number(row, "peak_production_kw"),
                            row.getDouble("coverage_percent")));
                }
            }
            return days;
        }
    }

    /** Writes days over what stood there, and how far their maker has come, in one step. */
    public void write(List<DayRow> days, String consumer, long takenSeq) throws SQLException {
        synchronized (lock) {
            database.transaction(() -> {
                long revision = number(database.prepared(REVISION)) + 1;
                PreparedStatement write = database.prepared(WRITE);
                for (DayRow day : days) {
                    new Row(write)
                            .text(day.site())
                            .text(day.date().toString())
                            .whole(revision)
                            .number(day.productionKwh())
                            .number(day.houseLoadKwh())
                            .number(day.netImportKwh())
                            .number(day.importKwh())
                            .number(day.exportKwh())
                            .number(day.lifetimeProductionKwh())
                            .number(day.lifetimeHouseLoadKwh())
                            .number(day.lifetimeNetImportKwh())
                            .whole(day.invertersReporting())
                            .whole(day.polls())
                            .whole(day.hours())
                            .number(day.peakProductionKw())
                            .number(day.coveragePercent());
                    write.executeUpdate();
                }
                PreparedStatement taken = database.prepared(SET_TAKEN);
                new Row(taken).text(consumer).whole(takenSeq);
                return taken.executeUpdate();
            });
        }
    }

    private static Optional<Instant> moment(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.ofNullable(Row.moment(row, "at")) : Optional.empty();
        }
    }

    private static long number(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
