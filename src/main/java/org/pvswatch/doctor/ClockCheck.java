package org.pvswatch.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Whether the clock of this machine is right: a Pi has none that runs without power. */
final class ClockCheck implements Check {
    /** Before this program was written. */
    private static final Instant NEVER_SET = Instant.parse("2026-01-01T00:00:00Z");

    private static final Duration WRONG = Duration.ofMinutes(2);
    private static final String MEND = "sudo timedatectl set-ntp true, and see that this machine reaches the internet";
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm:ss", Locale.ENGLISH);

    private final Instant now;
    private final ZoneId zone;
    private final Duration ahead;

    /** @param ahead how far we are ahead of others, {@code null} when nobody told */
    ClockCheck(Instant now, ZoneId zone, Duration ahead) {
        this.now = now;
        this.zone = zone;
        this.ahead = ahead;
    }

    @Override
    public List<Finding> look() {
        String shown = WHEN.format(now.atZone(zone)) + " in " + zone;
        if (now.isBefore(NEVER_SET)) {
            return List.of(Finding.fail("clock", shown + ", which is before this program was written", MEND));
        }
        if (ahead == null) {
            return List.of(Finding.warn("clock", shown + "; nobody told the time to compare it with", MEND));
        }
        Duration off = ahead.abs();
        if (off.compareTo(WRONG) > 0) {
            String side = ahead.isNegative() ? "behind" : "ahead of";
            return List.of(
                    Finding.fail("clock", "%s, %s %s others".formatted(shown, DataCheck.inWords(off), side), MEND));
        }
        return List.of(Finding.ok("clock", shown + ", as others have it"));
    }
}
