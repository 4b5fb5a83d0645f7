package org.pvswatch.adopt;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.Days;
import org.pvswatch.history.History;
import org.pvswatch.reading.SiteTotals;

/**
 * Puts archived rows of {@code daily_summary.csv} into history as finished days; word of the route {@code adopt-day}.
 *
 * <p>Only until the day is worked out from its polls; of most days there is none, or they are over already. A day that was
 * taken over shows itself by 0 polls. Thread-safe.
 */
public final class AdoptedDays {
    private static final String CONSUMER = "adopt-day";

    /** What a house of 200 A at 240 V moves in the longest day. */
    private static final double MOST_KWH = 48 * 25;

    private static final double LEAST_PRODUCTION_KWH = -0.5;

    private final String site;
    private final ZoneId zone;
    private final History history;
    private final ArchivedRows archived = new ArchivedRows();

    /**
     * @param site id of the site
     * @param zone its time zone
     * @param history where days go
     */
    public AdoptedDays(String site, String zone, History history) {
        this.site = site;
        this.zone = ZoneId.of(zone);
        this.history = history;
    }

    /**
     * Stores the day of one row.
     *
     * @throws UnreadableRowException when the answer holds no row of the summary
     */
    public synchronized void store(RawAnswer answer) throws UnreadableRowException, SQLException {
        for (ScriptRow row : archived.rows(answer.body())) {
            LocalDate date = ScriptTimes.parse(row.time())
                    .map(LocalDateTime::toLocalDate)
                    .orElseThrow(() ->
                            new UnreadableRowException("'%s' is no date".formatted(ScriptLayout.quoted(row.time()))));
            Days days = history.days();
            Instant begin = date.atStartOfDay(zone).toInstant();
            Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
            boolean polled = days.pollFrom(site, begin)
                    .filter(first -> first.isBefore(end))
                    .isPresent();
            boolean over = days.pollFrom(site, end).isPresent();
            if (!polled || !over) {
                int hours = (int) Duration.between(begin, end).toHours();
                days.write(List.of(day(date, row, hours)), CONSUMER, 0);
            }
        }
    }

    /** Energy of a day that can be, {@code null} otherwise: one reading of 0 made the script write tens of thousands. */
    static Double energyKwh(ScriptRow row, int column) {
        Double kwh = row.numbers().get(column);
        boolean can = kwh != null && Math.abs(kwh) <= MOST_KWH && (column == 3 || kwh >= LEAST_PRODUCTION_KWH);
        return can ? kwh : null;
    }

    private DayRow day(LocalDate date, ScriptRow row, int hours) {
        Double inverters = row.numbers().get(7);
        return new DayRow(
                site,
                date,
                energyKwh(row, 1),
                energyKwh(row, 2),
                energyKwh(row, 3),
                null,
                null,
                null,
                null,
                row.counter(4),
                row.counter(5),
                row.counter(6),
                SiteTotals.Source.NONE,
                null,
                null,
                null,
                inverters == null ? 0 : inverters.intValue(),
                0,
                hours,
                0,
                0,
                0,
                0,
                DayRow.OverMidnight.NOTHING,
                List.of());
    }
}
