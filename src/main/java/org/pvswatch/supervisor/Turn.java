package org.pvswatch.supervisor;

import java.time.Duration;
import java.time.Instant;

/**
 * When a PVS may be asked again. A box that answers is asked at every tick, but never more often than is good for it. One
 * that is reached and gives nothing is left in peace, longer each time, though hardly longer than its trouble has
 * lasted; one that is not reached at all costs it nothing and is tried at every tick. Not thread-safe.
 */
final class Turn {
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    /** A tick comes early or late by its jitter and the time the box took; that shall not cost a whole tick. */
    private static final Duration SLACK = Duration.ofSeconds(45);

    private Instant askedAt;
    private Instant troubleSince;
    private int inVain;

    /**
     * Takes the turn if it has come.
     *
     * @param now our clock
     * @param pause shortest time between two asks, of a box that answers
     * @return whether to ask
     */
    boolean take(Instant now, Duration pause) {
        boolean backwards = askedAt != null && now.isBefore(askedAt);
        if (askedAt != null && !backwards && now.isBefore(askedAt.plus(wait(pause)))) {
            return false;
        }
        askedAt = now;
        inVain++; // until it is heard
        if (troubleSince == null) {
            troubleSince = now;
        }
        return true;
    }

    private Duration wait(Duration pause) {
        if (inVain == 0) {
            return pause;
        }
        Duration growing = FIRST_WAIT.multipliedBy(1L << Math.min(inVain - 1, 10));
        Duration patience = (growing.compareTo(LONGEST_WAIT) < 0 ? growing : LONGEST_WAIT).minus(SLACK);
        return patience.compareTo(pause) > 0 ? patience : pause;
    }

    /**
     * It gave devices.
     *
     * @return since when it had been asked in vain, {@code null} if the last ask before this one was answered
     */
    Instant heard() {
        Instant since = inVain > 1 ? troubleSince : null;
        inVain = 0;
        troubleSince = null;
        return since;
    }

    /** Nobody was there, so the ask was no burden; the trouble goes on counting, the wait does not. */
    void notReached() {
        inVain = Math.min(inVain, 2);
    }

    /** How often it was asked since it last gave devices. */
    int inVain() {
        return inVain;
    }
}
