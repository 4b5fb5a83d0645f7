package org.pvswatch.outlet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.pvswatch.archive.RawAnswer;

/** When somebody elsewhere is told that polls go on; word of the route {@code feed-heartbeat}. Thread-safe. */
public final class Heartbeat {
    private static final String ROUTE = "feed-heartbeat";
    private static final int REDIRECTS = 300;

    private final String url;
    private final Duration pause;
    private final Clock clock;
    private final Outages outages;
    private Instant last;

    /**
     * @param url where it goes, a secret; empty for nowhere
     * @param minutes at most this often
     */
    public Heartbeat(String url, int minutes, Clock clock, Outages outages) {
        this.url = url;
        this.pause = Duration.ofMinutes(minutes);
        this.clock = clock;
        this.outages = outages;
    }

    /** Whether an archived answer is to be told of: of a refusal it is not. */
    public synchronized boolean isDue(RawAnswer answer) {
        return !url.isEmpty()
                && answer != null
                && answer.httpStatus() == RawAnswer.OK
                && (last == null || !clock.instant().isBefore(last.plus(pause)));
    }

    /** Where it goes. */
    public String url() {
        return url;
    }

    /** What the other side answered, {@code null} when nothing came. */
    public synchronized void answered(Integer status) {
        if (status == null) {
            return; // it was said
        }
        if (status >= RawAnswer.OK && status < REDIRECTS) {
            last = clock.instant();
            outages.works(ROUTE);
        } else {
            outages.fails(
                    ROUTE,
                    "the heartbeat was answered with status %d; it is tried again after the next poll, look at heartbeat.url if it stays so"
                            .formatted(status));
        }
    }
}
