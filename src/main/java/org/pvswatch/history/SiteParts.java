package org.pvswatch.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.SeveralPvs;
import org.pvswatch.reading.SeveralPvs.Told;
import org.pvswatch.reading.SiteTotals;

/**
 * What each PVS of a site last told of it, so that a poll of one can be given the totals of the whole. Held between polls
 * and read back whenever history went on without it, so that a start or a replay changes nothing. Part of a transaction of
 * {@link History}.
 */
final class SiteParts {
    /** A PVS that has not answered for this long is no part of the site any more. */
    private static final Duration KNOWN = Duration.ofHours(48);

    /** What a PVS told longer ago is not of now. */
    private static final Duration OF_NOW = Duration.ofMinutes(15);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LATEST =
            "SELECT polled_at FROM poll WHERE polled_at < ? AND site = ? ORDER BY polled_at DESC LIMIT 1";
    private static final String SINCE =
            "SELECT * FROM poll WHERE polled_at >= ? AND polled_at < ? AND site = ? ORDER BY polled_at, pvs";

    private final Database database;
    private final Map<String, Site> sites = new HashMap<>();

    SiteParts(Database database) {
        this.database = database;
    }

    /** The totals of the site at a poll of one of its PVSs, after {@link #follows}. */
    SiteTotals with(Reading any, SiteTotals own) {
        Site site = sites.get(any.site());
        site.take(any.pvs(), any.polledAt(), own);
        List<SeveralPvs.Part> parts = site.partsAt(any.polledAt());
        return parts.size() == 1 ? own : SeveralPvs.together(parts);
    }

    /** Totals as one JSON object. */
    static String text(SiteTotals totals) {
        try {
            return JSON.writeValueAsString(totals);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers can always be written", e);
        }
    }

    /**
     * Brings what is held to the state just before a poll.
     *
     * @return whether it was there already, because the poll follows the one stored last
     */
    boolean follows(Reading any) throws SQLException {
        String name = any.site();
        Instant moment = any.polledAt();
        PreparedStatement latest = database.prepared(LATEST);
        new Row(latest).moment(moment).text(name);
        Instant last;
        try (ResultSet row = latest.executeQuery()) {
            last = row.next() ? Row.moment(row, "polled_at") : null;
        }
        Site held = sites.get(name);
        if (held != null && held.polledAt != null && held.polledAt.equals(last)) {
            return true;
        }
        Site restored = new Site();
        restored.tied = held != null && moment.equals(held.polledAt);
        PreparedStatement since = database.prepared(SINCE);
        new Row(since).moment(moment.minus(KNOWN)).moment(moment).text(name);
        try (ResultSet row = since.executeQuery()) {
            while (row.next()) {
                restored.take(row.getString("pvs"), Row.moment(row, "polled_at"), ownTotals(row));
            }
        }
        sites.put(name, restored);
        return false;
    }

    /** What the PVS of a poll told by itself. */
    static SiteTotals ownTotals(ResultSet row) throws SQLException {
        String text = row.getString("own_totals");
        try {
            return text == null ? PollQueries.totals(row) : JSON.readValue(text, SiteTotals.class);
        } catch (JsonProcessingException e) {
            throw new SQLException("a poll holds '" + text + "' for its own totals", e);
        }
    }

    /** What the PVSs of a site told, as of its latest poll. */
    private static final class Site {
        private final Map<String, Teller> tellers = new TreeMap<>();
        private Instant polledAt;
        private boolean tied;

        void take(String pvs, Instant at, SiteTotals own) {
            tellers.computeIfAbsent(pvs, any -> new Teller()).take(at, own);
            polledAt = tied ? null : at; // another of the same moment is missing here: to be read back
        }

        List<SeveralPvs.Part> partsAt(Instant moment) {
            Instant oldest = moment.minus(KNOWN);
            tellers.values().removeIf(teller -> teller.polledAt.isBefore(oldest));
            List<SeveralPvs.Part> parts = new ArrayList<>();
            tellers.values().forEach(teller -> parts.add(teller.partAt(moment, oldest)));
            return parts;
        }
    }

    /** What one PVS told. */
    private static final class Teller {
        private final Map<Told, Instant> told = new EnumMap<>(Told.class);
        private Instant polledAt;
        private SiteTotals latest;

        void take(Instant at, SiteTotals own) {
            polledAt = at;
            latest = own;
            for (Told each : Told.values()) {
                if (each.of(own) != null) {
                    told.put(each, at);
                }
            }
        }

        SeveralPvs.Part partAt(Instant moment, Instant oldest) {
            boolean ofNow = !polledAt.isBefore(moment.minus(OF_NOW));
            Set<Told> tells = EnumSet.noneOf(Told.class);
            told.forEach((each, at) -> {
                if (!at.isBefore(oldest)) {
                    tells.add(each);
                }
            });
            return new SeveralPvs.Part(ofNow ? latest : null, tells, latest.houseMetered());
        }
    }
}
