package org.pvswatch.adopt;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the local times of one file, which name no zone, into the zone of the site, in the order of its lines. The hour that
 * autumn repeats is the earlier one until the times of the file step back inside it, then the later. An hour that spring
 * leaves out is taken as if the clock had not been put forward yet. Not thread-safe.
 */
final class ScriptTimes {
    /** Rows of one run, and runs out of order, step back less or leave the hour. */
    private static final Duration STEPS_BACK = Duration.ofMinutes(10);

    private static final Pattern ISO =
            Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[ T](\\d{1,2}):(\\d\\d)(?::(\\d\\d)(?:\\.\\d*)?)?)?");

    /** What a spreadsheet makes of it in the country of these devices. */
    private static final Pattern AMERICAN =
            Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})(?: +(\\d{1,2}):(\\d\\d)(?::(\\d\\d))?)?");

    private final ZoneId zone;
    private LocalDateTime before = LocalDateTime.MIN;
    private boolean later;
    private long inLaterHour;
    private long inDoubledHour;
    private long inMissingHour;

    ScriptTimes(ZoneId zone) {
        this.zone = zone;
    }

    /** A local time, or the beginning of a date; empty when it is neither. */
    static Optional<LocalDateTime> parse(String text) {
        String stripped = text.strip();
        Matcher iso = ISO.matcher(stripped);
        Matcher american = AMERICAN.matcher(stripped);
        try {
            if (iso.matches()) {
                return Optional.of(at(iso, 1, 2, 3));
            }
            if (american.matches()) {
                return Optional.of(at(american, 3, 1, 2));
            }
        } catch (DateTimeException e) {
            return Optional.empty(); // digits that are no time
        }
        return Optional.empty();
    }

    private static LocalDateTime at(Matcher parts, int year, int month, int day) {
        return LocalDateTime.of(
                number(parts, year),
                number(parts, month),
                number(parts, day),
                number(parts, 4),
                number(parts, 5),
                number(parts, 6));
    }

    private static int number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
    }

    /** The moment of the next line. */
    Instant moment(LocalDateTime local) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.size() == 2) {
            boolean together = zone.getRules().getValidOffsets(before).size() == 2
                    && before.toLocalDate().equals(local.toLocalDate());
            later = together && (later || Duration.between(local, before).compareTo(STEPS_BACK) > 0);
            inDoubledHour++;
            inLaterHour += later ? 1 : 0;
        } else {
            later = false;
            inMissingHour += offsets.isEmpty() ? 1 : 0;
        }
        before = local;
        return later ? local.toInstant(offsets.get(1)) : local.atZone(zone).toInstant();
    }

    /** How many lines stood in an hour that autumn repeats. */
    long inDoubledHour() {
        return inDoubledHour;
    }

    /** How many of them were taken for the later one. */
    long inLaterHour() {
        return inLaterHour;
    }

    /** How many lines stood in an hour that spring leaves out. */
    long inMissingHour() {
        return inMissingHour;
    }
}
