package org.pvswatch.own;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.pvswatch.fault.Notice;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.Days;
import org.pvswatch.history.History;
import org.pvswatch.own.Beyond.DayMark;
import org.pvswatch.report.ToldReport;

/**
 * What there is new of days, incidents and reports since it was last asked; word of the route {@code tell-news}. Nothing is
 * looked for while no route of the owner wants it. It begins with what comes after {@link #begin}. Thread-safe.
 */
public final class News {
    private static final int TOGETHER = 31;

    private final Feeds feeds;
    private final Beyond beyond;
    private DayMark days;
    private Instant notices;
    private String reports;

    /**
     * @param feeds who wants to be told
     * @param site id of the site
     * @param history where days and notices are
     * @param reports folder of the reports
     */
    public News(Feeds feeds, String site, History history, String reports) {
        this.feeds = feeds;
        this.beyond = new Beyond(site, history, Path.of(reports));
    }

    /** What there is now is no news, if anybody listens; otherwise it is when somebody first asks. */
    public synchronized void begin() throws IOException, SQLException {
        days();
        incidents();
        reports();
    }

    /** Each day written since, in the order of writing, {@value #TOGETHER} at most; late answers have a day written again. */
    public synchronized List<DayRow> days() throws SQLException {
        if (feeds.days().isEmpty()) {
            return List.of();
        }
        if (days == null) {
            days = beyond.lastDay();
            return List.of();
        }
        List<Days.Changed> changed = beyond.days(days, TOGETHER);
        if (!changed.isEmpty()) {
            days = DayMark.of(changed.get(changed.size() - 1));
        }
        return changed.stream().map(Days.Changed::day).toList();
    }

    /** Each change of an incident since, in the order of time. */
    public synchronized List<IncidentNews> incidents() throws IOException, SQLException {
        if (feeds.incidents().isEmpty()) {
            return List.of();
        }
        if (notices == null) {
            notices = beyond.lastNotice();
            return List.of();
        }
        List<Notice> found = beyond.notices(notices);
        if (!found.isEmpty()) {
            notices = found.get(found.size() - 1).at();
        }
        return beyond.incidents(found);
    }

    /** Each report written since, the oldest first. */
    public synchronized List<ToldReport> reports() throws IOException {
        if (feeds.reports().isEmpty()) {
            return List.of();
        }
        if (reports == null) {
            reports = beyond.lastReport();
            return List.of();
        }
        List<ToldReport> found = beyond.reports(reports);
        if (!found.isEmpty()) {
            reports = found.get(found.size() - 1).period();
        }
        return found;
    }
}
