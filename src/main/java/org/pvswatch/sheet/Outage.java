package org.pvswatch.sheet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Since when the sheet is not written, and when to try again. Told are its beginning, another reason, and its end. */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger("sheet");

    /** The last one from then on. Also longer than Google works on a request whose answer was lost. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(4),
            Duration.ofMinutes(9),
            Duration.ofMinutes(19),
            Duration.ofMinutes(39),
            Duration.ofMinutes(59));

    private static final Duration MAILED_AFTER = Duration.ofHours(24);

    private Instant since;
    private Trouble trouble;
    private int failures;

    /** @return when to try again */
    Instant begins(Trouble now, Instant at) {
        if (now.isConflict() && failures == 0) {
            failures++;
            LOG.info("{}; looked at again with the next poll", now.sentence());
            return at;
        }
        if (since == null) {
            since = at;
        }
        if (trouble == null || !trouble.sentence().equals(now.sentence())) {
            LOG.warn("not written: {}; nothing is lost, history has it and the sheet is caught up", now.sentence());
        }
        trouble = now;
        return at.plus(PAUSES.get(Math.min(failures++, PAUSES.size() - 1)));
    }

    void ends(Instant at) {
        if (trouble != null) {
            LOG.info(
                    "written again, after {} hours", Duration.between(since, at).toHours());
        }
        since = null;
        trouble = null;
        failures = 0;
    }

    boolean isNone() {
        return failures == 0;
    }

    /** For the next mail: what is wrong, once it lasts for a day. */
    Optional<String> forMail(Instant now) {
        return since == null || trouble == null || now.isBefore(since.plus(MAILED_AFTER))
                ? Optional.empty()
                : Optional.of("The Google Sheet was not written for "
                        + Duration.between(since, now).toHours() + " hours: " + trouble.sentence()
                        + ". Nothing is lost, it is caught up then.");
    }
}
