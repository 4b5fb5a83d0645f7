package org.pvswatch.history;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.pvswatch.reading.SiteTotals;

/** Finished days for tests. */
public final class DayRows {
    private DayRows() {}

    /** A day with everything known but the house load, and two panels. */
    public static DayRow full(String date, double producedKwh) {
        Instant noon = Instant.parse(date + "T19:00:20Z");
        return new DayRow(
                "home",
                LocalDate.parse(date),
                producedKwh,
                null,
                -3.25,
                4.0,
                7.25,
                1.5,
                0.75,
                100.0,
                null,
                -20.0,
                SiteTotals.Source.PRODUCTION_METER,
                5.12349,
                noon,
                7.25,
                2,
                288,
                24,
                99.96,
                100,
                0,
                87.5,
                DayRow.OverMidnight.CARRIED,
                List.of(
                        new PanelDay("E1", 1.25, 100.1234, 0.31239, noon, 140, 100),
                        new PanelDay("E2", null, null, null, null, 1, 0)));
    }

    /** A day of which nothing is known. */
    public static DayRow empty(String date) {
        return new DayRow(
                "home",
                LocalDate.parse(date),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                SiteTotals.Source.NONE,
                null,
                null,
                null,
                0,
                1,
                25,
                1.04,
                0,
                0,
                0,
                DayRow.OverMidnight.NOTHING,
                List.of());
    }
}
