package org.pvswatch.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often a PVS may be asked, whatever the schedule says. Sources: owners' reports of boxes that restart more often, and
 * of flash that wears out, the more they are asked.
 */
public final class Etiquette {
    private static final Duration LEGACY_FLOOR = Duration.ofSeconds(60);
    private static final Duration VARSERVER_FLOOR = Duration.ofSeconds(10);

    private final Duration nightPause;
    private final long jitterMs;

    /**
     * The owner's wishes.
     *
     * @param nightMinutes shortest time between two polls while the sun is well down, minutes; 0 for as by day
     * @param jitterMs longest wait before each poll, milliseconds
     */
    public Etiquette(int nightMinutes, int jitterMs) {
        this.nightPause = Duration.ofMinutes(nightMinutes);
        this.jitterMs = ThreadLocalRandom.current().nextLong(jitterMs + 1L);
    }

    /** Shortest time between two asks of a PVS that speaks this language. */
    Duration pause(Language language, Instant now) {
        Duration floor = language == Language.VARSERVER ? VARSERVER_FLOOR : LEGACY_FLOOR;
        return floor;
    }

    /** The wait of this run, milliseconds. */
    long jitterMs() {
        return jitterMs;
    }
}
