package org.pvswatch.sheet;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pvswatch.history.History;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a Google Sheet as history has it; word of the route {@code sink-sheets} and of its error policy. Says which call
 * comes next; makes none itself. What it remembers between passes saves calls and nothing else: after a start all of the
 * sheet is compared, and once a day. Thread-safe; one pass at a time.
 */
public final class SheetSync {
    private static final Logger LOG = LoggerFactory.getLogger("sheet");
    private static final Pattern ADDRESS = Pattern.compile("/d/([A-Za-z0-9_-]+)");
    private static final Duration COMPARED_EVERY = Duration.ofHours(24);

    /** A pass that was silent for so long has died with its thread. */
    private static final Duration DEAD_AFTER = Duration.ofMinutes(30);

    private final String spreadsheetId;
    private final ServiceAccountKey key;
    private final Duration pause;
    private final boolean overview;
    private final Map<String, String> settings;
    private final Clock clock;
    private final History history;
    private final Outage outage = new Outage();
    private final CellBudget budget = new CellBudget();
    private Instant nextAt = Instant.MIN;
    private Instant comparedAt = Instant.MIN;
    private Instant polledUpTo;
    private State written;
    private State writing;
    private Instant heardAt;
    private Pass pass;

    /**
     * @param spreadsheet id of the spreadsheet or its address, empty for none
     * @param keyFile key of the service account
     * @param minutes least time between two passes
     * @param overview whether each poll has a row
     * @param settings all settings in force
     * @param clock decides when to look
     * @param history what the sheet is made from
     */
    public SheetSync(
            String spreadsheet,
            String keyFile,
            int minutes,
            boolean overview,
            Map<String, String> settings,
            Clock clock,
            History history) {
        this.spreadsheetId = id(spreadsheet);
        this.key = new ServiceAccountKey(keyFile);
        this.pause = Duration.ofMinutes(minutes);
        this.overview = overview;
        this.settings = settings;
        this.clock = clock;
        this.history = history;
    }

    /** The id in the address of a spreadsheet, or what is one already. */
    static String id(String spreadsheet) {
        Matcher address = ADDRESS.matcher(spreadsheet);
        return address.find() ? address.group(1) : spreadsheet;
    }

    /** What the sheet would be made from; the same again needs no call. */
    private record State(long daysRevision, int incidents, long polls) {}

    /** The first call of a pass, {@code null} when there is nothing to do now. */
    public synchronized SheetCall begin() throws IOException, SQLException {
        Instant now = clock.instant();
        boolean busy = pass != null && now.isBefore(heardAt.plus(DEAD_AFTER));
        if (spreadsheetId.isEmpty() || busy || now.isBefore(nextAt)) {
            return null;
        }
        boolean all = !now.isBefore(comparedAt.plus(COMPARED_EVERY)) || !outage.isNone();
        List<?> incidents = history.judgements().incidents(settings.get("site.id"));
        State state = new State(
                history.days().revision(),
                incidents.hashCode(),
                overview ? history.days().newestSeq() : 0);
        if (!all && state.equals(written)) {
            return null;
        }
        key.check();
        heardAt = now;
        writing = state;
        if (all) {
            comparedAt = Instant.MIN;
            polledUpTo = null;
        }
        Instant newest = overview ? history.span().map(History.Span::last).orElse(null) : null;
        pass = new Pass(spreadsheetId, Workbook.of(history, settings, overview, polledUpTo), newest);
        return pass.first();
    }

    /** The call after an answer, {@code null} when the sheet is as history has it. */
    public synchronized SheetCall answered(Object answer) throws SQLException {
        heardAt = clock.instant();
        SheetCall next = pass.next(answer);
        if (next == null) {
            finished(pass.done());
        }
        return next;
    }

    private void finished(Pass.Done done) {
        outage.ends(heardAt);
        if (done.writes() > 0) {
            LOG.info("{} rows written in {} calls", done.rows(), done.calls());
        }
        if (done.ambiguous() > 0) {
            LOG.warn(
                    "{} rows stand twice in the sheet and are not alike; delete the one that is wrong",
                    done.ambiguous());
        }
        budget.look(done.cells(), overview, heardAt);
        written = writing;
        polledUpTo = pass.newest();
        comparedAt = comparedAt == Instant.MIN ? heardAt : comparedAt;
        nextAt = heardAt.plus(pause);
        pass = null;
    }

    /** A call failed, or what was answered could not be used. */
    public synchronized void failed(Exception failure) {
        heardAt = clock.instant();
        comparedAt = Instant.MIN;
        nextAt = outage.begins(Trouble.of(failure, key, spreadsheetId), heardAt);
        pass = null;
    }

    /** A sentence for the next mail when the sheet was not written for a day, else empty. */
    public synchronized Optional<String> isFailing() {
        return outage.forMail(clock.instant());
    }
}
