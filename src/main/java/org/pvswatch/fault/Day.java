package org.pvswatch.fault;

import java.time.Instant;
import java.util.List;

/**
 * A day of the sun that is over.
 *
 * @param day since 1970, of mean solar time
 * @param lastIndex its last quarter-hour
 * @param panels by place
 * @param meters all that were heard
 * @param ratingKw AC rating of a panel
 */
record Day(long day, long lastIndex, List<Panel> panels, List<Meter> meters, double ratingKw) {
    int size() {
        return panels.size();
    }

    String serial(int panel) {
        return panels.get(panel).serial;
    }

    /** Beginning of its last quarter-hour. */
    Instant start() {
        return Instant.ofEpochSecond(lastIndex * Interval.SECONDS);
    }

    double sunHours(double kwh) {
        return kwh / ratingKw;
    }
}
