package org.pvswatch.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.pvswatch.reading.Sun;

/**
 * How often a PVS may be asked, whatever the schedule says. Sources: owners' reports of boxes that restart more often, and
 * of flash that wears out, the more they are asked.
 */
public final class Etiquette {
    private static final Duration LEGACY_FLOOR = Duration.ofSeconds(60);
    private static final Duration VARSERVER_FLOOR = Duration.ofSeconds(10);

    /** The sun is well down: no inverter wakes up before it is higher again. */
    private static final double NIGHT_DEGREES = -6;

    /** A tick that comes a little early shall not cost a whole tick. */
    private static final Duration SLACK = Duration.ofSeconds(45);

    private final Sun sun;
    private final Duration nightPause;
    private final long jitterMs;
    private final int searchAfter;

    /**
     * The owner's wishes.
     *
     * @param sun where it stands over the site
     * @param nightMinutes shortest time between two polls while the sun is well down, minutes; 0 for as by day
     * @param jitterMs longest wait before each poll, milliseconds
     * @param searchAfter asks in a row that reach nobody, after which the network is searched; 0 for never
     */
    public Etiquette(Sun sun, int nightMinutes, int jitterMs, int searchAfter) {
        this.searchAfter = searchAfter;
        this.sun = sun;
        this.nightPause = Duration.ofMinutes(nightMinutes);
        this.jitterMs = ThreadLocalRandom.current().nextLong(jitterMs + 1L);
    }

    /** Shortest time between two asks of a PVS that speaks this language. */
    Duration pause(Language language, Instant now) {
        Duration floor = floor(language);
        boolean spared = nightPause.compareTo(floor) > 0 && sun.elevationDegrees(now) < NIGHT_DEGREES;
        return spared ? nightPause.minus(SLACK) : floor;
    }

    /** Shortest time between two asks, whoever asks. */
    public static Duration floor(Language language) {
        return language == Language.VARSERVER ? VARSERVER_FLOOR : LEGACY_FLOOR;
    }

    /** Asks in a row that reach nobody before the network is searched; 0 for never. */
    int searchAfter() {
        return searchAfter;
    }

    /** The wait of this run, milliseconds. */
    long jitterMs() {
        return jitterMs;
    }
}
