package org.pvswatch.sheet;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pvswatch.fault.Sides;
import org.pvswatch.history.History;

/**
 * The owner's workbook as history has it now: the tabs from left to right. One description for the Google Sheet and for
 * the file.
 *
 * @param zone of the site: what all dates and times in it are local to
 * @param tabs in their order
 */
public record Workbook(ZoneId zone, List<Tab> tabs) {
    /** Answers of the old year come in that long into the new one. */
    private static final Duration LATE = Duration.ofDays(7);

    /** Copies the list. */
    public Workbook {
        tabs = List.copyOf(tabs);
    }

    /**
     * What history has now.
     *
     * @param settings all settings in force
     * @param overview whether there is a row for each poll of this year, too
     */
    public static Workbook of(History history, Map<String, String> settings, boolean overview) throws SQLException {
        return of(history, settings, overview, null);
    }

    /**
     * What history has now.
     *
     * @param after of polls only those after this moment, {@code null} for all of this year
     */
    static Workbook of(History history, Map<String, String> settings, boolean overview, Instant after)
            throws SQLException {
        String site = settings.get("site.id");
        ZoneId zone = ZoneId.of(settings.get("site.zone"));
        DayReader days = new DayReader(history.days(), site);
        IncidentsTab incidents = new IncidentsTab(history.judgements().incidents(site), zone);
        List<Tab> tabs = new ArrayList<>();
        tabs.add(new DailyTab(days, zone, incidents));
        tabs.add(new MonthsTab(days));
        tabs.add(new PanelsTab(days, Sides.of(settings, history), incidents));
        tabs.add(incidents);
        History.Span span = overview ? history.span().orElse(null) : null;
        if (span != null) {
            int last = span.last().atZone(zone).getYear();
            int first = span.last().minus(LATE).isBefore(span.first())
                    ? span.first().atZone(zone).getYear()
                    : span.last().minus(LATE).atZone(zone).getYear();
            for (int year = last; year >= first; year--) {
                tabs.add(new OverviewTab(history, site, zone, year, after));
            }
        }
        return new Workbook(zone, tabs);
    }
}
