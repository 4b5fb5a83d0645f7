package org.pvswatch.day;

import java.time.Duration;
import java.time.Instant;

/** How many of the hours from one moment to another matter to a counter. */
interface Hours {
    /** All of them. */
    Hours ALL = (from, to) -> of(Duration.between(from, to));

    /** A duration as a number. */
    static double of(Duration duration) {
        return duration.toMillis() / (double) Duration.ofHours(1).toMillis();
    }

    double between(Instant from, Instant to);
}
