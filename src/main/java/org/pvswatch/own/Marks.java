package org.pvswatch.own;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.pvswatch.fault.Notice;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.Days;
import org.pvswatch.history.History;
import org.pvswatch.history.StoredPoll;
import org.pvswatch.own.Beyond.DayMark;
import org.pvswatch.report.ToldReport;

/**
 * How far each sink of the owner has come, and what history has beyond that; word of own routes that must not lose
 * anything. A sink asks for what it lacks, hands it on, and says that it is done; what was not done is given again. The
 * marks are small files, a line each. Thread-safe.
 */
public final class Marks {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,60}");
    private static final Pattern PERIOD = Pattern.compile("\\d{4}(-\\d\\d)?");

    /** Before every report. */
    private static final String NONE_YET = "0000-01";

    private final Path folder;
    private final History history;
    private final Beyond beyond;
    private final Map<String, String> given = new HashMap<>();
    private boolean fromTheFirst;

    /**
     * @param folder of the marks, made when first needed
     * @param site id of the site
     * @param history what sinks are fed from
     * @param reports folder of the reports
     */
    public Marks(String folder, String site, History history, String reports) {
        this.folder = Path.of(folder);
        this.history = history;
        this.beyond = new Beyond(site, history, Path.of(reports));
    }

    /** Has every new sink begin with the first there is, so that a trial has something to show. */
    public synchronized void fromTheFirst() {
        fromTheFirst = true;
    }

    /**
     * Polls a sink has not taken, in the order of storing; a new sink begins with the first poll there is.
     *
     * @param sink its name
     * @param most at most so many
     */
    public synchronized List<StoredPoll> polls(String sink, int most) throws IOException, SQLException {
        List<StoredPoll> polls = history.pollsAfter(seq(read(sink)), most);
        if (!polls.isEmpty()) {
            given.put(sink, String.valueOf(polls.get(polls.size() - 1).seq()));
        }
        return polls;
    }

    /** Has a sink that has no mark yet begin after a poll. */
    public synchronized void begin(String sink, long seq) throws IOException {
        if (read(sink).isEmpty()) {
            write(sink, String.valueOf(seq));
        }
    }

    /** Whether a sink has no mark yet. */
    public synchronized boolean isNew(String sink) throws IOException {
        return read(sink).isEmpty();
    }

    /**
     * Finished days a sink has not taken, in the order of writing; one that late answers changed comes again. A new sink begins
     * with the first day there is.
     *
     * @param sink its name
     * @param most at most so many
     */
    public synchronized List<DayRow> days(String sink, int most) throws IOException, SQLException {
        List<Days.Changed> days = beyond.days(DayMark.parse(read(sink)), most);
        if (!days.isEmpty()) {
            given.put(sink, DayMark.of(days.get(days.size() - 1)).toString());
        }
        return days.stream().map(Days.Changed::day).toList();
    }

    /**
     * What the owner should be told and a sink has not taken, in the order of time; a new sink begins with what comes
     * from now on.
     */
    public synchronized List<Notice> notices(String sink) throws IOException, SQLException {
        Instant until = moment(read(sink));
        if (until == null) {
            until = fromTheFirst ? Instant.EPOCH : beyond.lastNotice();
            write(sink, until.toString());
        }
        List<Notice> notices = beyond.notices(until);
        if (!notices.isEmpty()) {
            given.put(sink, notices.get(notices.size() - 1).at().toString());
        }
        return notices;
    }

    /** The same, each change of an incident by itself and with what is known of it. */
    public synchronized List<IncidentNews> incidents(String sink) throws IOException, SQLException {
        return beyond.incidents(notices(sink));
    }

    /** Reports a sink has not taken, the oldest first; a new sink begins with what comes from now on. */
    public synchronized List<ToldReport> reports(String sink) throws IOException {
        String until = read(sink);
        if (!PERIOD.matcher(until).matches()) {
            until = fromTheFirst ? "" : beyond.lastReport();
            write(sink, until.isEmpty() ? NONE_YET : until);
        }
        List<ToldReport> reports = beyond.reports(until);
        if (!reports.isEmpty()) {
            given.put(sink, reports.get(reports.size() - 1).period());
        }
        return reports;
    }

    /** All that a sink was given last is where it should be. */
    public synchronized void done(String sink) throws IOException {
        String mark = given.remove(sink);
        if (mark != null) {
            write(sink, mark);
        }
    }

    private static long seq(String mark) {
        try {
            return Long.parseLong(mark);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Instant moment(String mark) {
        try {
            return Instant.parse(mark);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private String read(String sink) throws IOException {
        Path file = file(sink);
        return Files.exists(file) ? Files.readString(file).trim() : "";
    }

    private void write(String sink, String mark) throws IOException {
        Files.createDirectories(folder);
        Path part = folder.resolve(sink + ".part");
        Files.writeString(part, mark + "\n");
        Files.move(part, file(sink), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(String sink) {
        if (!NAME.matcher(sink).matches()) {
            throw new IllegalArgumentException("'" + sink + "' is no name of a sink; use letters, digits and dashes");
        }
        return folder.resolve(sink + ".mark");
    }
}
