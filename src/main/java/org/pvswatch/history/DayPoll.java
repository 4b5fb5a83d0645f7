package org.pvswatch.history;

import java.time.Instant;
import org.pvswatch.reading.SiteTotals;

/**
 * One poll as the totals of a day need it.
 *
 * @param pvs id of the PVS that answered
 * @param polledAt when the answer was received, UTC
 * @param own totals of this PVS alone, the same in whatever order polls were stored
 */
public record DayPoll(String pvs, Instant polledAt, SiteTotals own) {}
