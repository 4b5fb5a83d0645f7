package org.pvswatch.day;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.Days;
import org.pvswatch.history.History;

/**
 * Writes the totals of days that are over; word of the route {@code close-day}.
 *
 * <p>It catches up: whatever was stored since it last looked decides which days to work out again, so a day closes with
 * the first poll after midnight, after an outage, or once more when late answers come. Thread-safe.
 */
public final class DayCloser {
    private static final String CONSUMER = "close-day";

    private final String site;
    private final ZoneId zone;
    private final History history;
    private long taken = -1;

    /**
     * @param site id of the site
     * @param zone its time zone, which decides when a day begins
     * @param history where polls are and days go
     */
    public DayCloser(String site, String zone, History history) {
        this.site = site;
        this.zone = ZoneId.of(zone);
        this.history = history;
    }

    /** Closes every finished day that something new was stored for. */
    public synchronized void catchUp() throws SQLException {
        Days days = history.days();
        if (taken < 0) {
            taken = days.taken(CONSUMER);
        }
        Optional<Days.NewPolls> found = days.newPolls(taken);
        if (found.isEmpty()) {
            return;
        }
        Days.NewPolls fresh = found.get();
        Instant newest = days.newestPoll().orElseThrow();
        List<DayRow> closed = new ArrayList<>();
        for (LocalDate date : touched(days, fresh)) {
            Instant begin = date.atStartOfDay(zone).toInstant();
            Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
            if (!newest.isBefore(end)) {
                Instant from = begin.minus(DayTotals.BEFORE_MIDNIGHT);
                DayRow day = DayTotals.of(site, date, zone, history.pollsBetween(from, end.plusMillis(1)));
                if (day.polls() > 0) {
                    closed.add(day);
                }
            }
        }
        if (!closed.isEmpty()) {
            days.write(closed, CONSUMER, fresh.seq());
        }
        taken = fresh.seq();
    }

    /** The days of the new polls, the day before them that they may have ended, and the one after that begins there. */
    private TreeSet<LocalDate> touched(Days days, Days.NewPolls fresh) throws SQLException {
        TreeSet<LocalDate> touched = new TreeSet<>();
        LocalDate first = date(fresh.first());
        LocalDate last = date(fresh.last());
        days.pollBefore(fresh.first()).map(this::date).ifPresent(touched::add);
        for (LocalDate date = first; !date.isAfter(last.plusDays(1)); date = date.plusDays(1)) {
            touched.add(date);
        }
        return touched;
    }

    private LocalDate date(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }
}
