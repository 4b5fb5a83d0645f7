package org.pvswatch.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was found wrong with a site, what its owner should be told, and what the judge remembers. Thread-safe. */
public final class Judgements {
    private static final String MEMORY = "SELECT * FROM judge WHERE site = ?";
    private static final String KEEP = "INSERT INTO judge (site, poll_seq, heard_until, thresholds, words, memory)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (site) DO UPDATE SET poll_seq = excluded.poll_seq,"
            + " heard_until = excluded.heard_until, thresholds = excluded.thresholds, words = excluded.words,"
            + " memory = excluded.memory";
    private static final String OF_INCIDENT =
            "kind, subject, state, severity, since, opened_at, changed_at, resolved_at,"
                    + " openings, lost_kwh, evidence, members, absorbed_by";
    private static final String PUT = "INSERT INTO incident (site, id, " + OF_INCIDENT + ") VALUES (?, ?"
            + ", ?".repeat(13) + ") ON CONFLICT (site, id) DO UPDATE SET (" + OF_INCIDENT + ") = ("
            + OF_INCIDENT.replaceAll("(\\w+)", "excluded.$1") + ")";
    private static final String INCIDENTS = "SELECT * FROM incident WHERE site = ? ORDER BY since, id";
    private static final String DROP = "DELETE FROM incident WHERE site = ?";
    private static final String ADD_NOTICE =
            "INSERT INTO notice (site, at, items) VALUES (?, ?, ?) ON CONFLICT (site, at, items) DO NOTHING";
    private static final String NOTICES = "SELECT at, items FROM notice WHERE site = ? AND at > ? ORDER BY at, items";
    /** Few are later by number and nearly all are earlier by time: the plus keeps SQLite from going by time. */
    private static final String LATER = "SELECT 1 FROM poll WHERE seq > ? AND +polled_at <= ? AND site = ? LIMIT 1";

    private final Object lock;
    private final Database database;

    Judgements(Object lock, Database database) {
        this.lock = lock;
        this.database = database;
    }

    /**
     * What the judge remembers.
     *
     * @param pollSeq the poll stored last when it was made
     * @param heardUntil the moment of the last ask it heard
     * @param thresholds the settings it was made with, in short
     * @param words the words of the owner it has taken in, a line each
     * @param bytes the memory itself
     */
    public record Memory(long pollSeq, Instant heardUntil, String thresholds, String words, byte[] bytes) {}

    /**
     * An incident as it is kept.
     *
     * @param id stable, the same after a replay
     * @param kind what is wrong, such as {@code not-producing}
     * @param subject of what: a serial, the name of a circuit, the id of a PVS or the site
     * @param state where it stands, such as {@code open}
     * @param severity how much it matters, such as {@code normal}
     * @param since when it began, as far as the measurements tell
     * @param openedAt when it was sure, {@code null} for a suspect
     * @param changedAt when its state changed last
     * @param resolvedAt when it was over, {@code null} as long as it is not
     * @param openings how often it was opened
     * @param lostKwh what it has cost so far, kWh
     * @param evidence what it was opened on, JSON
     * @param members serials of its panels, JSON
     * @param absorbedBy id of the wider incident that tells of it, {@code null} if none does
     */
    public record IncidentRow(
            String id,
            String kind,
            String subject,
            String state,
            String severity,
            Instant since,
            Instant openedAt,
            Instant changedAt,
            Instant resolvedAt,
            int openings,
            double lostKwh,
            String evidence,
            String members,
            String absorbedBy) {}

    /** What the judge of a site last remembered. */
    public Optional<Memory> memory(String site) throws SQLException {
        synchronized (lock) {
            PreparedStatement select = database.prepared(MEMORY);
            new Row(select).text(site);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Memory(
                                row.getLong("poll_seq"),
                                Row.moment(row, "heard_until"),
                                row.getString("thresholds"),
                                row.getString("words"),
                                row.getBytes("memory")))
                        : Optional.empty();
            }
        }
    }

    /** Whether a poll was stored after another one that is not later than a moment: the judge has passed it by. */
    public boolean hasPassedBy(String site, long pollSeq, Instant heardUntil) throws SQLException {
        synchronized (lock) {
            PreparedStatement select = database.prepared(LATER);
            new Row(select).whole(pollSeq).moment(heardUntil).text(site);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Forgets all incidents of a site, because they are made anew. */
    public void forget(String site) throws SQLException {
        synchronized (lock) {
            database.transaction(() -> {
                PreparedStatement drop = database.prepared(DROP);
                new Row(drop).text(site);
                return drop.executeUpdate();
            });
        }
    }

    /**
     * Keeps what was found, in one step.
     *
     * @param incidents new ones and those that changed
     * @param notices what the owner should be told, items as JSON, by moment
     * @param memory {@code null} to keep the old one
     * @return the notices that were not there
     */
    public List<NoticeRow> keep(String site, List<IncidentRow> incidents, List<NoticeRow> notices, Memory memory)
            throws SQLException {
        synchronized (lock) {
            return database.transaction(() -> {
                List<NoticeRow> added = new ArrayList<>();
                for (IncidentRow incident : incidents) {
                    put(site, incident);
                }
                for (NoticeRow notice : notices) {
                    PreparedStatement add = database.prepared(ADD_NOTICE);
                    new Row(add).text(site).moment(notice.at()).text(notice.items());
                    if (add.executeUpdate() > 0) {
                        added.add(notice);
                    }
                }
                if (memory != null) {
                    PreparedStatement keep = database.prepared(KEEP);
                    new Row(keep)
                            .text(site)
                            .whole(memory.pollSeq())
                            .moment(memory.heardUntil())
                            .text(memory.thresholds())
                            .text(memory.words())
                            .bytes(memory.bytes());
                    keep.executeUpdate();
                }
                return added;
            });
        }
    }

    /**
     * What the owner should be told.
     *
     * @param at when
     * @param items of which changes, JSON
     */
    public record NoticeRow(Instant at, String items) {}

    /** What the owner should be told after a moment, in the order of time. */
    public List<NoticeRow> notices(String site, Instant after) throws SQLException {
        synchronized (lock) {
            PreparedStatement select = database.prepared(NOTICES);
            new Row(select).text(site).moment(after);
            List<NoticeRow> notices = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    notices.add(new NoticeRow(Row.moment(row, "at"), row.getString("items")));
                }
            }
            return notices;
        }
    }

    /** All incidents of a site that are kept, the oldest first. */
    public List<IncidentRow> incidents(String site) throws SQLException {
        synchronized (lock) {
            PreparedStatement select = database.prepared(INCIDENTS);
            new Row(select).text(site);
            List<IncidentRow> incidents = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    incidents.add(new IncidentRow(
                            row.getString("id"),
                            row.getString("kind"),
                            row.getString("subject"),
                            row.getString("state"),
                            row.getString("severity"),
                            Row.moment(row, "since"),
                            Row.moment(row, "opened_at"),
                            Row.moment(row, "changed_at"),
                            Row.moment(row, "resolved_at"),
                            row.getInt("openings"),
                            row.getDouble("lost_kwh"),
                            row.getString("evidence"),
                            row.getString("members"),
                            row.getString("absorbed_by")));
                }
            }
            return incidents;
        }
    }

    private void put(String site, IncidentRow incident) throws SQLException {
        PreparedStatement put = database.prepared(PUT);
        new Row(put)
                .text(site)
                .text(incident.id())
                .text(incident.kind())
                .text(incident.subject())
                .text(incident.state())
                .text(incident.severity())
                .moment(incident.since())
                .moment(incident.openedAt())
                .moment(incident.changedAt())
                .moment(incident.resolvedAt())
                .whole(incident.openings())
                .number(incident.lostKwh())
                .text(incident.evidence())
                .text(incident.members())
                .text(incident.absorbedBy());
        put.executeUpdate();
    }
}
