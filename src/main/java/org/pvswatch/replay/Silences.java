package org.pvswatch.replay;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.history.History;
import org.pvswatch.supervisor.Supervisor;

/**
 * Takes down that a PVS was asked and gave nothing, so that its silence can be told from our own; word of the route
 * {@code note-silence} and of the error policies. What gave no answer at all goes into the archive as an empty answer of
 * status 0, for a replay must know of it too. Thread-safe.
 */
public final class Silences {
    private static final Duration NOTED_EVERY = Duration.ofMinutes(15);

    private final Clock clock;
    private final String site;
    private final History history;
    private final Map<String, Instant> noted = new HashMap<>();

    /**
     * @param clock our own
     * @param site id of the site
     * @param history where it is taken down
     */
    public Silences(Clock clock, String site, History history) {
        this.clock = clock;
        this.site = site;
        this.history = history;
    }

    /**
     * PVSs gave no answer.
     *
     * @param inVain those that were asked in vain when they were asked last
     * @return what to archive of it: nothing of a PVS of which something was archived not long ago
     */
    public synchronized List<RawAnswer> of(List<Supervisor> inVain) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<RawAnswer> silences = new ArrayList<>();
        for (Supervisor pvs : inVain) {
            Instant last = noted.get(pvs.id());
            if (last == null
                    || now.isBefore(last)
                    || Duration.between(last, now).compareTo(NOTED_EVERY) >= 0) {
                noted.put(pvs.id(), now);
                silences.add(new RawAnswer(pvs.id(), now, RawAnswer.NONE, ""));
            }
        }
        return silences;
    }

    /** A PVS answered, whatever; that is in the archive. */
    public synchronized void answered(RawAnswer answer) {
        noted.put(answer.source(), answer.receivedAt());
    }

    /** An answer that holds no devices, or none at all; anything else is left alone. */
    public void note(Object body) throws SQLException {
        if (body instanceof RawAnswer answer && !answer.ofWeather()) {
            history.addUnanswered(site, answer.source(), answer.receivedAt());
        }
    }
}
