package org.pvswatch.sheet;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.Days;

/** Reads finished days of one site a stretch at a time, so that never many are in memory. */
final class DayReader {
    /** As many as are read at once. */
    private static final int TOGETHER = 62;

    private final Days days;
    private final String site;
    private final List<Object> dates;

    DayReader(Days days, String site) throws SQLException {
        this.days = days;
        this.site = site;
        this.dates = List.copyOf(days.changedSince(0));
    }

    /** All dates there are, in order. */
    List<Object> dates() {
        return dates;
    }

    /** Serials of all inverters of all days, in order. */
    List<String> inverters() throws SQLException {
        return days.inverters(site);
    }

    /** Reads the days of some dates, in order. */
    void each(Collection<?> dates, Consumer<DayRow> taker) throws SQLException {
        TreeSet<LocalDate> wanted = new TreeSet<>();
        dates.forEach(date -> wanted.add((LocalDate) date));
        List<LocalDate> left = new ArrayList<>(wanted);
        for (int from = 0; from < left.size(); ) {
            LocalDate first = left.get(from);
            int to = from;
            while (to < left.size() && left.get(to).isBefore(first.plusDays(TOGETHER))) {
                to++;
            }
            for (DayRow day : days.between(first, left.get(to - 1))) {
                if (day.site().equals(site) && wanted.contains(day.date())) {
                    taker.accept(day);
                }
            }
            from = to;
        }
    }
}
