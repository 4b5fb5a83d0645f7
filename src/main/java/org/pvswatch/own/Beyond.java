package org.pvswatch.own;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pvswatch.fault.Notice;
import org.pvswatch.history.Days;
import org.pvswatch.history.History;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.history.Judgements.NoticeRow;
import org.pvswatch.report.ToldReport;

/** What history and the folder of reports have beyond a mark, and where they end now. */
final class Beyond {
    private static final TypeReference<List<Notice.Item>> ITEMS = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String site;
    private final History history;
    private final Path reports;

    /**
     * @param site id of the site
     * @param history where days and notices are
     * @param reports folder of the reports
     */
    Beyond(String site, History history, Path reports) {
        this.site = site;
        this.history = history;
        this.reports = reports;
    }

    /**
     * The end of what days there are: a writing and a date in it.
     *
     * @param revision counts every writing of days
     * @param date of the last day of that writing that was taken
     */
    record DayMark(long revision, LocalDate date) {
        static final DayMark NONE = new DayMark(0, LocalDate.of(0, 1, 1));

        static DayMark of(Days.Changed changed) {
            return new DayMark(changed.revision(), changed.day().date());
        }

        /** {@link #NONE} of anything else. */
        static DayMark parse(String mark) {
            return mark.matches("\\d{1,18} \\d{4}-\\d\\d-\\d\\d")
                    ? new DayMark(
                            Long.parseLong(mark.substring(0, mark.indexOf(' '))),
                            LocalDate.parse(mark.substring(mark.indexOf(' ') + 1)))
                    : NONE;
        }

        @Override
        public String toString() {
            return revision + " " + date;
        }
    }

    List<Days.Changed> days(DayMark mark, int most) throws SQLException {
        return history.days().changedAfter(site, mark.revision(), mark.date(), most);
    }

    DayMark lastDay() throws SQLException {
        return new DayMark(history.days().revision(), LocalDate.of(9999, 12, 31));
    }

    List<Notice> notices(Instant mark) throws IOException, SQLException {
        List<Notice> notices = new ArrayList<>();
        for (NoticeRow row : history.judgements().notices(site, mark)) {
            notices.add(new Notice(row.at(), JSON.readValue(row.items(), ITEMS)));
        }
        return notices;
    }

    Instant lastNotice() throws SQLException {
        return history.span().map(History.Span::last).orElse(Instant.EPOCH);
    }

    /** Those notices, an incident each. */
    List<IncidentNews> incidents(List<Notice> notices) throws SQLException {
        List<IncidentNews> news = new ArrayList<>();
        if (!notices.isEmpty()) {
            Map<String, IncidentRow> rows = new HashMap<>();
            history.judgements().incidents(site).forEach(row -> rows.put(row.id(), row));
            for (Notice notice : notices) {
                notice.items()
                        .forEach(item -> news.add(IncidentNews.of(site, notice.at(), item, rows.get(item.incident()))));
            }
        }
        return news;
    }

    List<ToldReport> reports(String mark) throws IOException {
        return ToldReport.after(mark, reports);
    }

    String lastReport() throws IOException {
        List<ToldReport> all = reports("");
        return all.isEmpty() ? "" : all.get(all.size() - 1).period();
    }
}
