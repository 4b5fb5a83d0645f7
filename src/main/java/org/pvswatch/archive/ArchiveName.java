package org.pvswatch.archive;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a file of raw answers says. Ours: {@code 20261121T101520.123Z_pvs1.json.gz}, UTC, so that sorting by
 * name is sorting by time; an answer with another status than 200 is {@code ..._pvs1.http503.json.gz}. The old script's:
 * {@code PVS6_output_20250930_115822.json}, local time without zone.
 *
 * @param source whose answer, {@code null} when the name does not say
 * @param receivedAt when, {@code null} when the name does not say exactly
 * @param localTime the old script's local time, {@code null} for ours
 * @param httpStatus status of the answer, 200 when the name does not say
 */
public record ArchiveName(String source, Instant receivedAt, LocalDateTime localTime, int httpStatus) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'")
            .withZone(ZoneOffset.UTC)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss").withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern OURS =
            Pattern.compile("(\\d{8}T\\d{6}\\.\\d{3}Z)_([a-z0-9-]+)(?:\\.http(\\d{3}))?\\.json(\\.gz)?");
    private static final Pattern SCRIPT = Pattern.compile("(?:.*[^0-9])?(\\d{8}_\\d{6})\\.json(\\.gz)?");
    /** End of the name of a single compressed file. */
    static final String GZIP = ".gz";

    private static final ArchiveName UNKNOWN = new ArchiveName(null, null, null, RawAnswer.OK);

    /** Path of an answer below the archive folder, {@code 2026/11/21/20261121T101520.123Z_pvs1.json.gz}. */
    public static String of(RawAnswer answer) {
        String status = answer.httpStatus() == RawAnswer.OK ? "" : ".http%03d".formatted(answer.httpStatus());
        return FOLDER.format(answer.receivedAt()) + "/" + STAMP.format(answer.receivedAt()) + "_" + answer.source()
                + status + ".json" + GZIP;
    }

    /** The name without {@code .gz}: what an answer is called in a pack. */
    static String plain(String fileName) {
        return fileName.endsWith(GZIP) ? fileName.substring(0, fileName.length() - GZIP.length()) : fileName;
    }

    /** What names are sorted by: time, and of one moment the weather first. */
    static String sortKey(String fileName) {
        ArchiveName name = parse(fileName);
        return RawAnswer.WEATHER.equals(name.source) ? fileName.replace("_" + RawAnswer.WEATHER, "_") : fileName;
    }

    /** Reads a file name, without its folder; a name that says nothing gives nothing but {@code null}s. */
    public static ArchiveName parse(String fileName) {
        try {
            Matcher ours = OURS.matcher(fileName);
            if (ours.matches()) {
                int status = ours.group(3) == null ? RawAnswer.OK : Integer.parseInt(ours.group(3));
                Instant at = LocalDateTime.parse(ours.group(1), STAMP).toInstant(ZoneOffset.UTC);
                return new ArchiveName(ours.group(2), at, null, status);
            }
            Matcher script = SCRIPT.matcher(fileName);
            if (script.matches()) {
                return new ArchiveName(null, null, LocalDateTime.parse(script.group(1), LOCAL), RawAnswer.OK);
            }
        } catch (DateTimeException e) {
            return UNKNOWN; // digits that are no time
        }
        return UNKNOWN;
    }

    /**
     * When the answer was received, as far as the name tells.
     *
     * @param zone zone of the site, for the old script's names; in the hour that autumn repeats the earlier is taken
     */
    public Optional<Instant> moment(ZoneId zone) {
        if (receivedAt != null) {
            return Optional.of(receivedAt);
        }
        return Optional.ofNullable(localTime).map(local -> local.atZone(zone).toInstant());
    }
}
