package org.pvswatch.reading;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Map;

/**
 * The times of a device record. DeviceList writes {@code 2025,07,20,18,03,33} (UTC), varserver ISO 8601, live data epoch
 * seconds, the storage report {@code 2025-07-20 18:03:33}, whose zone nothing states and which is taken for UTC.
 */
final class DeviceTimes {
    static final String LEGACY_MEASURED = "DATATIME";
    static final String LEGACY_REPORTED = "CURTIME";
    static final String VARSERVER_MEASURED = "msmtEps";
    static final String LIVE_MEASURED = "time";
    static final String STORAGE_MEASURED = "last_updated";

    /** No PVS of this kind existed earlier: a clock before it has lost its time. */
    private static final Instant OLDEST_PLAUSIBLE = Instant.parse("2010-01-01T00:00:00Z");

    private static final Duration FUTURE_ALLOWED = Duration.ofDays(1);
    private static final DateTimeFormatter LEGACY =
            DateTimeFormatter.ofPattern("uuuu,MM,dd,HH,mm,ss").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter STORAGE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private static final long MILLISECONDS_FROM = 100_000_000_000L;

    private DeviceTimes() {}

    /** Whether a clock that shows this, read at {@code polledAt}, can be right. */
    static boolean plausible(Instant shown, Instant polledAt) {
        return shown != null && shown.isAfter(OLDEST_PLAUSIBLE) && shown.isBefore(polledAt.plus(FUTURE_ALLOWED));
    }

    /** When the supervisor made a record of a DeviceList, {@code null} if it did not say. */
    static Instant clock(Map<String, String> fields) {
        return parse(fields.get(LEGACY_REPORTED));
    }

    /** When the supervisor made the record, {@code null} if it did not say or its clock has lost its time. */
    static Instant reported(DeviceRecord device) {
        return plausible(device.clock(), device.polledAt()) ? device.clock() : null;
    }

    /**
     * When the values were measured, {@code null} if unknown. Where the supervisor's clock has lost its time, the age it
     * gives still counts, from our own clock.
     */
    static Instant measured(DeviceRecord device) {
        Instant shown = parse(device.measuredAtText());
        if (plausible(shown, device.polledAt())) {
            return shown;
        }
        Instant clock = device.clock();
        if (shown == null || clock == null || plausible(clock, device.polledAt()) || shown.isAfter(clock)) {
            return null;
        }
        Duration age = Duration.between(shown, clock);
        Duration oldest = Duration.between(OLDEST_PLAUSIBLE, device.polledAt());
        return age.compareTo(oldest) < 0 ? device.polledAt().minus(age) : null;
    }

    /** The moment a record stands for: measured, else reported, else received. */
    static Instant standsFor(DeviceRecord device, Instant measuredAt) {
        if (measuredAt != null) {
            return measuredAt;
        }
        Instant ofRecord = clock(device.fields());
        return plausible(ofRecord, device.polledAt()) ? ofRecord : device.polledAt();
    }

    /** A moment as a DeviceList spells it. */
    static String legacy(Instant moment) {
        return LEGACY.format(moment.atOffset(ZoneOffset.UTC));
    }

    /** Reads any of the four spellings; {@code null} for what is none of them. */
    static Instant parse(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String trimmed = text.trim();
        try {
            if (trimmed.indexOf(',') > 0) {
                return LocalDateTime.parse(trimmed, LEGACY).toInstant(ZoneOffset.UTC);
            }
            if (trimmed.indexOf('T') > 0) {
                return Instant.parse(trimmed);
            }
            if (trimmed.indexOf(' ') > 0) {
                return LocalDateTime.parse(trimmed, STORAGE).toInstant(ZoneOffset.UTC);
            }
            Double number = DeviceReader.number(trimmed);
            if (number == null) {
                return null;
            }
            long whole = number.longValue();
            return whole >= MILLISECONDS_FROM ? Instant.ofEpochMilli(whole) : Instant.ofEpochSecond(whole);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
