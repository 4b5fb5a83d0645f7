package org.pvswatch.mail;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * A letter's file, as far as its name tells: {@code 20261010T151500.000Z_home.alert.x.eml}. In the order of names they are
 * in the order of news.
 *
 * @param file where it lies
 * @param at when it became news, UTC
 * @param id of the letter
 */
record Waiting(Path file, Instant at, String id) {
    static final String SUFFIX = ".eml";
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSX", Locale.ROOT).withZone(ZoneOffset.UTC);

    static String name(Instant at, String id) {
        return AT.format(at) + "_" + id + SUFFIX;
    }

    static Optional<Waiting> of(Path file) {
        String name = file.getFileName().toString();
        int split = name.indexOf('_');
        if (split < 0 || !name.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        try {
            Instant at = AT.parse(name.substring(0, split), Instant::from);
            return Optional.of(new Waiting(file, at, name.substring(split + 1, name.length() - SUFFIX.length())));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** What sort of letter it is: the second word of its id. */
    String kind() {
        return kind(id);
    }

    static String kind(String id) {
        String[] words = id.split("\\.");
        return words.length > 1 ? words[1] : "";
    }
}
