package org.pvswatch.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What is left in peace until when: the server, a recipient, a letter. Forgotten when the settings of the mail change, and
 * with the process. Not thread-safe.
 */
final class Rests {
    /** The server itself. */
    static final String SERVER = "";

    private static final Duration LONGEST = Duration.ofDays(1);

    private final Map<String, Resting> resting = new HashMap<>();
    private int fingerprint;

    private record Resting(String trouble, int failures, Instant until) {}

    /** New settings are a new chance. */
    void under(int settings) {
        if (settings != fingerprint) {
            fingerprint = settings;
            resting.clear();
        }
    }

    boolean isResting(String what, Instant now) {
        Resting rest = resting.get(what);
        return rest != null
                && now.isBefore(rest.until)
                && rest.until.minus(LONGEST).minusSeconds(1).isBefore(now); // unless the clock was wrong then
    }

    /** Whether that was the trouble last time, be it over or not. */
    boolean isTroubledBy(String what, String trouble) {
        Resting rest = resting.get(what);
        return rest != null && rest.trouble.equals(trouble);
    }

    /** @return whether this trouble is a new one */
    boolean rest(String what, Refusal refusal, Instant now) {
        Resting before = resting.get(what);
        int failures = before == null ? 1 : before.failures + 1;
        resting.put(what, new Resting(refusal.name(), failures, now.plus(refusal.restAfter(failures))));
        return before == null || !before.trouble.equals(refusal.name());
    }

    /** @return whether there was any trouble */
    boolean over(String what) {
        return resting.remove(what) != null;
    }
}
