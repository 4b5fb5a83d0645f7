package org.pvswatch.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a mirror is filled. What is new is known by the number of a poll and the revision of a day; tables that are small are
 * compared as a whole; and each pass compares one day of all there are, the newest first, for what changed otherwise. Each piece is
 * read from one state of history and written at once. Not thread-safe.
 */
final class MirrorPass {
    static final String ALL = "device, device_property, device_quality, poll, reading, day, day_inverter, taken,"
            + " incident, notice, judge, unanswered";

    /** Few enough that a piece is small in memory, enough that a year takes hours and not days. */
    private static final int POLLS_AT_ONCE = 200;

    private static final int PIECES = 25;
    private static final int DAYS_A_PASS = 400;
    private static final long A_DAY_MS = Duration.ofDays(1).toMillis();
    private static final long A_WEEK_MS = 7 * A_DAY_MS;

    private static final CopiedTable DEVICE = new CopiedTable("device", "id");
    private static final CopiedTable POLL = new CopiedTable("poll", "seq");
    private static final CopiedTable READING = new CopiedTable("reading", "at", "device_id");
    private static final CopiedTable PROPERTY = new CopiedTable("device_property", "device_id", "name", "at");
    private static final CopiedTable QUALITY = new CopiedTable("device_quality", "device_id", "at");
    private static final CopiedTable DAY = new CopiedTable("day", "site", "date");
    private static final CopiedTable PANEL = new CopiedTable("day_inverter", "site", "date", "serial");
    private static final CopiedTable NOTICE = new CopiedTable("notice", "site", "at", "items");
    private static final CopiedTable UNANSWERED = new CopiedTable("unanswered", "site", "at", "pvs");
    private static final List<CopiedTable> SMALL = List.of(
            new CopiedTable("taken", "consumer"),
            new CopiedTable("incident", "site", "id"),
            new CopiedTable("judge", "site"));

    private Connection from;
    private Connection to;
    private int changes;
    private LocalDate compared;

    /** One pass. @return rows that were not the same @throws SQLException of state 23... when they are of another history */
    int run(Connection history, Connection mirror) throws SQLException {
        from = history;
        to = mirror;
        changes = 0;
        piece(this::isSame);
        for (int i = 0; i < PIECES && newPolls(); i++) {
            // the next
        }
        piece(this::days);
        piece(() -> {
            for (CopiedTable table : SMALL) {
                changes += table.copy(from, to, "");
            }
            whenCountsDiffer(NOTICE);
            whenCountsDiffer(UNANSWERED);
        });
        piece(this::oneDay);
        return changes;
    }

    private interface Work {
        void run() throws SQLException;
    }

    private void piece(Work work) throws SQLException {
        try {
            changes += DEVICE.copy(from, to, "");
            work.run();
            to.commit();
        } catch (SQLException | RuntimeException e) {
            to.rollback();
            throw e;
        } finally {
            from.rollback(); // it saw one state until here
        }
    }

    /** The last poll of the mirror is that of history. */
    private void isSame() throws SQLException {
        String last = "SELECT site, pvs, polled_at FROM poll WHERE seq = ?";
        long seq = mark();
        if (seq > 0 && !line(to, last, seq).equals(line(from, last, seq))) {
            throw new SQLException("the mirror is of another history", "23000");
        }
    }

    private long mark() throws SQLException {
        return (long) line(to, "SELECT coalesce(max(seq), 0) FROM poll").get(0);
    }

    private boolean newPolls() throws SQLException {
        boolean[] more = {false};
        piece(() -> {
            long mark = mark();
            List<Object> next = line(
                    from,
                    "SELECT max(seq), min(polled_at), max(polled_at), min(first_reading_at), max(last_reading_at)"
                            + " FROM (SELECT * FROM poll WHERE seq > ? ORDER BY seq LIMIT " + POLLS_AT_ONCE + ")",
                    mark);
            if (next.get(0) == null) {
                return;
            }
            long last = (long) next.get(0);
            changes += POLL.copy(from, to, "seq > ? AND seq <= ?", mark, last);
            long begins = (long) next.get(1);
            if (next.get(3) != null) {
                begins = Math.min(begins, (long) next.get(3));
                changes += READING.copy(
                        from,
                        to,
                        "at >= ? AND at <= ? AND poll_seq > ? AND poll_seq <= ?",
                        next.get(3),
                        next.get(4),
                        mark,
                        last);
            }
            between(PROPERTY, begins, (long) next.get(2) + A_WEEK_MS);
            between(QUALITY, begins, (long) next.get(2) + A_WEEK_MS);
            more[0] = true;
        });
        return more[0];
    }

    private void between(CopiedTable table, long begins, long ends) throws SQLException {
        changes += table.copy(from, to, "at >= ? AND at < ?", begins, ends);
    }

    private void days() throws SQLException {
        String all = "SELECT count(*), coalesce(max(revision), 0), coalesce(sum(revision), 0) FROM day";
        if (line(from, all).toString().equals(line(to, all).toString())) {
            return;
        }
        Map<List<Object>, Object> here = revisions(from);
        Map<List<Object>, Object> there = revisions(to);
        List<List<Object>> wrong = new ArrayList<>();
        here.forEach((day, revision) -> {
            if (!revision.equals(there.get(day))) {
                wrong.add(day);
            }
        });
        there.keySet().stream().filter(day -> !here.containsKey(day)).forEach(wrong::add);
        for (List<Object> day : wrong.subList(0, Math.min(DAYS_A_PASS, wrong.size()))) {
            day(day.toArray());
        }
    }

    private void day(Object... siteAndDate) throws SQLException {
        changes += PANEL.copy(from, to, "site = ? AND date = ?", siteAndDate);
        changes += DAY.copy(from, to, "site = ? AND date = ?", siteAndDate);
    }

    private static Map<List<Object>, Object> revisions(Connection at) throws SQLException {
        Map<List<Object>, Object> revisions = new HashMap<>();
        for (List<Object> row : lines(at, "SELECT site, date, revision FROM day")) {
            revisions.put(row.subList(0, 2), row.get(2));
        }
        return revisions;
    }

    private void whenCountsDiffer(CopiedTable table) throws SQLException {
        String count = "SELECT count(*) FROM " + table.name();
        if (!line(from, count).equals(line(to, count))) {
            changes += table.copy(from, to, "");
        }
    }

    /** One day of UTC, as far as its polls are there. */
    private void oneDay() throws SQLException {
        List<Object> span = line(from, "SELECT min(polled_at), max(polled_at) FROM poll");
        if (span.get(0) == null) {
            return;
        }
        LocalDate first = date((long) span.get(0));
        LocalDate last = date((long) span.get(1));
        boolean around = compared == null || !compared.isAfter(first) || compared.isAfter(last);
        compared = around ? last : compared.minusDays(1);
        long begins = compared.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        long ends = begins + A_DAY_MS;
        long mark = mark();
        changes += POLL.copy(from, to, "polled_at >= ? AND polled_at < ? AND seq <= ?", begins, ends, mark);
        changes += READING.copy(from, to, "at >= ? AND at < ? AND poll_seq <= ?", begins, ends, mark);
        for (CopiedTable table : List.of(PROPERTY, QUALITY, NOTICE, UNANSWERED)) {
            between(table, begins, ends);
        }
        changes += PANEL.copy(from, to, "date = ?", compared.toString());
        changes += DAY.copy(from, to, "date = ?", compared.toString());
    }

    private static LocalDate date(long ms) {
        return Instant.ofEpochMilli(ms).atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** The one row of a question, empty for none; whole numbers are longs. */
    private static List<Object> line(Connection at, String sql, Object... values) throws SQLException {
        List<List<Object>> lines = lines(at, sql, values);
        return lines.isEmpty() ? List.of() : lines.get(0);
    }

    private static List<List<Object>> lines(Connection at, String sql, Object... values) throws SQLException {
        List<List<Object>> lines = new ArrayList<>();
        try (PreparedStatement select = at.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    List<Object> cells = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        Object value = row.getObject(i);
                        cells.add(value instanceof Number number ? (Object) number.longValue() : value);
                    }
                    lines.add(cells);
                }
            }
        }
        return lines;
    }
}
