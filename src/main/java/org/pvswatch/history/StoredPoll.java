package org.pvswatch.history;

import java.time.Instant;
import java.util.List;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.SiteTotals;

/**
 * One poll as history holds it.
 *
 * @param seq its number in the order of storing, from 1
 * @param site id of the site
 * @param pvs id of the PVS that answered
 * @param polledAt when the answer was received, UTC
 * @param totals the site's totals
 * @param weather the weather then, {@code null} when unknown
 * @param inverters the inverters measured anew by this poll, in the order of their serials
 */
public record StoredPoll(
        long seq,
        String site,
        String pvs,
        Instant polledAt,
        SiteTotals totals,
        Conditions weather,
        List<Reading> inverters) {}
