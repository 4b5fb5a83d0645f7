package org.pvswatch.simulator;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads faults as written on the command line: {@code KIND[:SUBJECT]@FROM[/DURATION]}. */
public final class FaultText {
    private static final Pattern SHAPE = Pattern.compile("([a-z0-9]+)(?::([^@]+))?@([^/]+)(?:/(.+))?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|[smhd])");
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,3}");
    private static final Pattern PERCENT = Pattern.compile("[^=]+=[1-9]\\d?");
    private static final Duration DEFAULT_DELAY = Duration.ofSeconds(6);
    /** 24 panels, two meters and the box: 7 s, as measured. */
    private static final Duration DEFAULT_DELAY_OF_A_DEVICE = Duration.ofMillis(250);
    /** A session that dies in the midst of any poll. */
    private static final String DEFAULT_COUNT = "2";
    /** A counter reads 0 once: between two marks. */
    private static final Duration ONCE = Duration.ofSeconds(Sky.MARK_SECONDS);

    private FaultText() {}

    /**
     * One fault.
     *
     * @param zone of a time without offset
     * @throws IllegalArgumentException naming in one sentence what was seen and what is understood
     */
    public static Fault parse(String text, ZoneId zone) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            throw bad(text, "is not of the form KIND[:SUBJECT]@FROM[/DURATION], such as dead:7@2026-05-03T10:15/3d");
        }
        var kind = kind(text, shape.group(1));
        String subject = shape.group(2);
        var lasts = shape.group(4) == null ? null : duration(text, shape.group(4));
        var from = instant(text, shape.group(3), zone);
        return switch (kind.subject()) {
            case PANELS -> new Fault(kind, panels(text, kind, subject), from, lasts, null);
            case PANELS_AND_PERCENT ->
                new Fault(kind, percent(text, kind, panels(text, kind, subject)), from, lasts, null);
            case PANELS_OR_METERS -> new Fault(kind, subject, from, lasts == null ? ONCE : lasts, null);
            case VARIABLE_OR_BOX -> new Fault(kind, variable(text, subject), from, lasts, null);
            case COUNT -> new Fault(kind, count(text, kind, subject), from, lasts, null);
            case DELAY -> new Fault(kind, null, from, lasts, delay(text, kind, subject));
            case NONE -> {
                if (subject != null) {
                    throw bad(text, "has ':" + subject + "', but " + kind + " hits the whole box");
                }
                yield new Fault(kind, null, from, lasts, null);
            }
        };
    }

    private static String variable(String text, String subject) {
        if (subject != null && !subject.startsWith("/")) {
            throw bad(text, "has '" + subject + "' for a variable; its name begins with /, such as /sys/info/sw_rev");
        }
        return subject;
    }

    private static String count(String text, FaultKind kind, String subject) {
        if (subject != null && !COUNT.matcher(subject).matches()) {
            throw bad(
                    text,
                    "has '" + subject + "' for a number" + (kind == FaultKind.EXPIRE ? " of requests" : "")
                            + "; understood are 1 to 9999");
        }
        if (subject != null) {
            return subject;
        }
        return switch (kind) {
            case LIMIT -> "1500";
            case CTGAIN -> "8";
            case LOOP -> "3";
            case FLASH -> "60";
            default -> DEFAULT_COUNT;
        };
    }

    private static Duration delay(String text, FaultKind kind, String subject) {
        if (subject != null) {
            return duration(text, subject);
        }
        return kind == FaultKind.LATENCY ? DEFAULT_DELAY_OF_A_DEVICE : DEFAULT_DELAY;
    }

    private static String panels(String text, FaultKind kind, String subject) {
        if (subject == null) {
            throw bad(text, "does not say which panel; write " + kind + ":7@..., " + kind + ":1-6@... or a serial");
        }
        return subject;
    }

    private static String percent(String text, FaultKind kind, String subject) {
        if (!PERCENT.matcher(subject).matches()) {
            throw bad(text, "does not say how much; write " + kind + ":7=15@... for 15 percent of panel 7");
        }
        return subject;
    }

    private static FaultKind kind(String text, String word) {
        return Arrays.stream(FaultKind.values())
                .filter(kind -> kind.toString().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        bad(text, "begins with '" + word + "'; known are " + String.join(", ", FaultKind.words())));
    }

    private static Duration duration(String text, String seen) {
        Matcher matcher = DURATION.matcher(seen);
        if (!matcher.matches()) {
            throw bad(text, "has '" + seen + "' for a duration; understood are 90s, 10m, 3h, 2d and 250ms");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static Instant instant(String text, String seen, ZoneId zone) {
        try {
            if (seen.length() == 10) {
                return LocalDate.parse(seen).atStartOfDay(zone).toInstant();
            }
            String time = seen.substring(Math.min(10, seen.length()));
            boolean offset = time.endsWith("Z") || time.contains("+") || time.contains("-");
            return offset
                    ? OffsetDateTime.parse(seen).toInstant()
                    : LocalDateTime.parse(seen).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw bad(
                    text,
                    "has '" + seen + "' for a time; understood are 2026-05-03, 2026-05-03T10:15 (" + zone
                            + ") and 2026-05-03T17:15Z");
        }
    }

    private static IllegalArgumentException bad(String text, String why) {
        return new IllegalArgumentException("fault '" + text + "' " + why);
    }
}
