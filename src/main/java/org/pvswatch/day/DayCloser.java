package org.pvswatch.day;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.Days;
import org.pvswatch.history.History;
import org.pvswatch.reading.Sun;

/**
 * Writes the totals of days that are over; word of the route {@code close-day}.
 *
 * <p>It catches up: whatever was stored since it last looked decides which days to work out again, so a day closes with
 * the first poll after midnight, after an outage, or once more when late answers come. A day that comes out as it stands is
 * not written. Thread-safe.
 */
public final class DayCloser {
    private static final String CONSUMER = "close-day";

    /** Days of a long history are written in parts, so that few are in memory and none is lost when the process ends. */
    private static final int TOGETHER = 31;

    private final String site;
    private final ZoneId zone;
    private final Sun sun;
    private final double inverterRatedKw;
    private final History history;
    private long taken = -1;
    private LocalDate unfinishedBefore;

    /**
     * @param site id of the site
     * @param zone its time zone, which decides when a day begins
     * @param sun over the site
     * @param inverterRatedKw AC rating of an inverter, for sun hours
     * @param history where polls are and days go
     */
    public DayCloser(String site, String zone, Sun sun, double inverterRatedKw, History history) {
        this.site = site;
        this.zone = ZoneId.of(zone);
        this.sun = sun;
        this.inverterRatedKw = inverterRatedKw;
        this.history = history;
    }

    /** Closes every finished day that something new was stored for. */
    public synchronized void catchUp() throws SQLException {
        Days days = history.days();
        if (taken < 0) {
            taken = days.taken(CONSUMER);
        }
        long newest = days.newestSeq();
        if (newest == taken) {
            return;
        }
        Set<Instant> fresh = days.newPolls(site, taken);
        List<DayRow> closed = new ArrayList<>();
        for (LocalDate date : touched(days, fresh)) {
            DayRow day = totals(days, date);
            if (day != null && !days.of(site, date).equals(Optional.of(day))) {
                closed.add(day);
            }
            if (closed.size() == TOGETHER) {
                days.write(closed, CONSUMER, taken);
                closed.clear();
            }
        }
        if (!closed.isEmpty()) {
            days.write(closed, CONSUMER, newest);
        }
        taken = newest;
    }

    /**
     * The finished days that new polls may change: their own; those whose beginning, or whose PVSs, they tell of; the next
     * with any answer, which may have told first what they told before it; and the one they bring to an end.
     */
    private Set<LocalDate> touched(Days days, Set<Instant> quarters) throws SQLException {
        Set<LocalDate> touched = new TreeSet<>();
        LocalDate unfinished = days.pollBefore(site, Instant.ofEpochMilli(Long.MAX_VALUE))
                .map(this::date)
                .orElse(LocalDate.MIN);
        Set<LocalDate> fresh = new TreeSet<>();
        quarters.forEach(quarter -> fresh.add(date(quarter)));
        fresh.removeIf(date -> !date.isBefore(unfinished));
        for (LocalDate date : fresh) {
            touched.addAll(List.of(date, date.plusDays(1), date.plusDays(2)));
            days.pollFrom(site, begin(date.plusDays(1))).map(this::date).ifPresent(touched::add);
        }
        if (!unfinished.equals(unfinishedBefore) && !quarters.isEmpty()) {
            days.pollBefore(site, begin(unfinished)).map(this::date).ifPresent(touched::add);
        }
        touched.removeIf(date -> !date.isBefore(unfinished));
        unfinishedBefore = unfinished;
        return touched;
    }

    private DayRow totals(Days days, LocalDate date) throws SQLException {
        Instant begin = begin(date);
        Instant end = begin(date.plusDays(1));
        Instant from = begin.minus(DayTotals.BEFORE);
        return new DayTotals(
                        site,
                        date,
                        zone,
                        sun,
                        inverterRatedKw,
                        days.pvs(site, begin.minus(DayTotals.PVS_KNOWN), end),
                        days.polls(site, from, end),
                        days.readings(site, from, end))
                .row();
    }

    private Instant begin(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }

    private LocalDate date(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }
}
