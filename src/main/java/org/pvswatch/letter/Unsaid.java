package org.pvswatch.letter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pvswatch.fault.Notice;
import org.pvswatch.history.History;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.history.Judgements.NoticeRow;

/** What history knows of incidents beyond what somebody was told. */
final class Unsaid {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Notice.Item>> ITEMS = new TypeReference<>() {};

    /** A notice of the same opening within this long after it was told is the same news. */
    private static final Duration SAME_NEWS = Duration.ofDays(1);

    private final String site;
    private final History history;

    Unsaid(String site, History history) {
        this.site = site;
        this.history = history;
    }

    /** The last moment at which a PVS answered, or was asked in vain; {@code null} when none ever was. */
    Instant heardUntil() throws SQLException {
        Instant answered = history.span().map(History.Span::last).orElse(null);
        Instant silent = history.lastUnanswered(site).orElse(answered);
        return answered != null && silent.isAfter(answered) ? silent : answered;
    }

    /** All incidents, the oldest first. */
    List<IncidentRow> incidents() throws SQLException {
        return history.judgements().incidents(site);
    }

    /** What is open and matters, most severe first: told to whoever is told for the first time. */
    static List<Trouble> open(List<IncidentRow> rows) {
        return rows.stream()
                .filter(row -> row.state().equals("open") && !row.severity().equals("info"))
                .sorted((a, b) -> severity(b) - severity(a))
                .map(row -> Trouble.of(row, "open"))
                .toList();
    }

    /** The notices after a moment, in the order of time. */
    List<Notice> notices(Instant after) throws SQLException {
        List<Notice> notices = new ArrayList<>();
        for (NoticeRow row : history.judgements().notices(site, after)) {
            try {
                notices.add(new Notice(row.at(), JSON.readValue(row.items(), ITEMS)));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the notice of " + row.at() + " cannot be read", e);
            }
        }
        return notices;
    }

    /** What of a notice is news to whoever was told so much. */
    static List<Trouble> news(Notice notice, List<IncidentRow> rows, Told told) {
        Map<String, IncidentRow> incidents = new HashMap<>();
        rows.forEach(row -> incidents.put(row.id(), row));
        List<Trouble> news = new ArrayList<>();
        for (Notice.Item item : notice.items()) {
            IncidentRow row = incidents.get(item.incident());
            if (row != null && !isKnown(item, row, notice.at(), told)) {
                news.add(Trouble.of(row, item.event()));
            }
        }
        return news;
    }

    static int severity(IncidentRow row) {
        return List.of("info", "low", "normal", "high", "critical").indexOf(row.severity());
    }

    /** The same opening is judged a little later when earlier polls come in; it was told. */
    private static boolean isKnown(Notice.Item item, IncidentRow row, Instant at, Told told) {
        Told.Thread thread = told.threads().get(row.id());
        return item.event().equals("open")
                && thread != null
                && thread.openings() >= row.openings()
                && at.isBefore(thread.at().plus(SAME_NEWS));
    }
}
