package org.pvswatch.sheet;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns long before a spreadsheet has as many cells as Google allows. */
final class CellBudget {
    private static final Logger LOG = LoggerFactory.getLogger("sheet");

    /** Google's limit, empty cells counted. */
    private static final long MOST_CELLS = 10_000_000;

    /** A row a poll, each five minutes, with {@link OverviewTab}'s twelve columns. */
    private static final long OVERVIEW_A_YEAR = 366L * 288 * 12;

    /** Forty panels and twenty columns a day. */
    private static final long DAYS_A_YEAR = 366L * 61;

    private static final long YEARS_BEFORE = 2;
    private static final Duration TOLD_EVERY = Duration.ofDays(30);

    private Instant toldAt = Instant.MIN;

    void look(long cells, boolean overview, Instant now) {
        long aYear = DAYS_A_YEAR + (overview ? OVERVIEW_A_YEAR : 0);
        if (cells + YEARS_BEFORE * aYear > MOST_CELLS && !now.isBefore(toldAt.plus(TOLD_EVERY))) {
            toldAt = now;
            LOG.warn(
                    "the spreadsheet has {} of the 10,000,000 cells that Google allows, enough for about {} more years;"
                            + " delete Overview tabs of old years, or give PVS Watch a new spreadsheet",
                    "%,d".formatted(cells),
                    "%.1f".formatted((MOST_CELLS - cells) / (double) aYear));
        }
    }
}
