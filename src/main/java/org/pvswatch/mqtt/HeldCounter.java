package org.pvswatch.mqtt;

import java.time.Duration;
import java.time.Instant;

/**
 * A lifetime counter that never steps back by mistake: it keeps its last good value while nothing or less is told. What is
 * much less for a day has begun anew; what is a little less waits until it has caught up, for Home Assistant would book it as
 * negative energy.
 */
final class HeldCounter {
    /** A fall that Home Assistant takes for a new meter. */
    private static final double BEGUN_ANEW = 0.9;

    private static final Duration SURE = Duration.ofDays(1);

    private Double kwh;
    private Instant lowerSince;

    /** The value to tell, {@code null} as long as none was ever told. */
    Double kwh() {
        return kwh;
    }

    /** @param told {@code null} for nothing */
    void take(Double told, Instant at) {
        if (told == null) {
            return;
        }
        if (kwh == null || told >= kwh) {
            kwh = told;
            lowerSince = null;
            return;
        }
        lowerSince = lowerSince == null ? at : lowerSince;
        if (told < BEGUN_ANEW * kwh && Duration.between(lowerSince, at).compareTo(SURE) >= 0) {
            kwh = told;
            lowerSince = null;
        }
    }
}
