package org.pvswatch.letter;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pvswatch.fault.Notice;
import org.pvswatch.history.History;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.mail.Letter;
import org.pvswatch.mail.Mailbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a letter for each notice that history has beyond the last one told; word of the route {@code sink-alert}. How far
 * was told is kept durably after the letters are, so nothing is lost; a letter that was written just before has the same id
 * again and is not taken twice. What was told stays told when history is made anew. Thread-safe.
 */
public final class Alerts {
    private static final Logger LOG = LoggerFactory.getLogger("sink-alert");

    /** Without news the mark is moved this seldom: the card counts writes. */
    private static final Duration MARK_MOVED_EVERY = Duration.ofDays(1);

    private final String site;
    private final Path mark;
    private final Unsaid unsaid;
    private final Mailbox mailbox;
    private final AlertWriter alerts;
    private final BlindWriter blind;
    private Told told;
    private Instant kept;

    /**
     * @param settings all settings in force
     * @param mark file that says how far was told
     * @param templates folder of the owner's templates, may be missing
     * @param history where notices and incidents are
     * @param mailbox takes the letters
     * @param asides said at the end of each
     */
    public Alerts(
            Map<String, String> settings,
            String mark,
            String templates,
            History history,
            Mailbox mailbox,
            Asides asides) {
        this.site = settings.get("site.id");
        this.mark = Path.of(mark);
        this.unsaid = new Unsaid(site, history);
        this.mailbox = mailbox;
        Words words = new Words(settings);
        Templates pages = new Templates(Path.of(templates), words, asides);
        this.alerts = new AlertWriter(site, pages, new TroubleWriter(history, site, pages, words));
        this.blind = new BlindWriter(history, site, pages, words);
    }

    /**
     * Writes what is to be told.
     *
     * @return how many letters are new
     */
    public synchronized int catchUp() throws IOException, SQLException {
        Instant heard = unsaid.heardUntil();
        if (heard == null) {
            return 0;
        }
        List<IncidentRow> rows = unsaid.incidents();
        int written = 0;
        if (told == null) {
            told = Told.read(mark);
            kept = told == null ? null : told.until();
        }
        if (told == null) {
            Told first = new Told(heard, new TreeMap<>());
            written += tellWhatIsOpen(rows, first);
            told = first;
        }
        for (Notice notice : unsaid.notices(told.until())) {
            written += tell(notice, rows);
        }
        written += tellWhatWasNotSeen(rows);
        told = told.until(heard.isAfter(told.until()) ? heard : told.until());
        if (written > 0 || kept == null || Duration.between(kept, told.until()).compareTo(MARK_MOVED_EVERY) >= 0) {
            told.write(mark);
            kept = told.until();
        }
        return written;
    }

    /** The first time ever: what began before is told once. */
    private int tellWhatIsOpen(List<IncidentRow> rows, Told before) throws IOException, SQLException {
        List<Trouble> open = Unsaid.open(rows);
        return open.isEmpty() ? 0 : put(site + ".alert.watching-begins", before.until(), open, before);
    }

    private int tell(Notice notice, List<IncidentRow> rows) throws IOException, SQLException {
        List<Trouble> news = Unsaid.news(notice, rows, told);
        if (news.isEmpty()) {
            return 0;
        }
        Notice.Item first = notice.items().get(0);
        int written = put(AlertWriter.id(site, notice.at(), first.kind(), first.subject()), notice.at(), news, told);
        if (written > 0) {
            LOG.warn("{}; pvs-watch incidents tells more", notice.line());
        }
        return written;
    }

    private int put(String id, Instant at, List<Trouble> news, Told before) throws IOException, SQLException {
        Letter letter = alerts.write(id, at, news, before);
        boolean isNew = mailbox.put(letter);
        before.note(id, letter.subject(), news, at);
        return isNew ? 1 : 0;
    }

    private int tellWhatWasNotSeen(List<IncidentRow> rows) throws IOException, SQLException {
        int written = 0;
        for (IncidentRow row : rows) {
            Instant back = row.resolvedAt() == null ? row.changedAt() : row.resolvedAt();
            boolean over = row.state().equals("recovering") || row.state().equals("resolved");
            if (row.kind().equals("own-absence") && over && back.isAfter(told.until())) {
                BlindWriter.Gap gap = blind.gap(back).orElse(null);
                if (gap != null) {
                    LOG.warn("nobody asked the PVS from {} to {}", gap.from(), gap.to());
                    String id = AlertWriter.id(site, back, "x", "x")
                            .replace(".alert.", ".blind.")
                            .replace(".x-x", "");
                    written += mailbox.put(blind.write(id, gap)) ? 1 : 0;
                }
            }
        }
        return written;
    }
}
