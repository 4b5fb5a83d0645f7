package org.pvswatch.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pvswatch.incident.OwnerWord;
import org.pvswatch.incident.OwnerWord.Verb;

/**
 * The owner's words on incidents: a small text file, a line each, read at each judgement. A line begins with when it was
 * said, in the zone of the site: {@code 2026-06-10T09:30 ack ID}, {@code snooze ID}, {@code accept ID},
 * {@code maintenance FROM TO [SERIAL]}, {@code swap OLD NEW}, {@code retire SERIAL}. What follows a # is for people.
 */
public final class OwnerFile {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm[:ss]", Locale.ROOT);

    private final Path file;
    private final ZoneId zone;

    /**
     * @param file which need not be there
     * @param zone of the times in it
     */
    public OwnerFile(Path file, ZoneId zone) {
        this.file = file;
        this.zone = zone;
    }

    /**
     * A line of it.
     *
     * @param text as it stands there, without what follows a #
     * @param word what it says, {@code null} when it cannot be understood
     * @param problem why not, one sentence; {@code null} when it can
     */
    public record Line(String text, OwnerWord word, String problem) {}

    /** All lines that say something, in the order of the file; none when there is no file. */
    public List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        if (!Files.exists(file)) {
            return lines;
        }
        int number = 0;
        for (String raw : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            String text = raw.replaceFirst("#.*", "").trim().replaceAll("\\s+", " ");
            if (!text.isEmpty()) {
                lines.add(line(text, number));
            }
        }
        return lines;
    }

    /** What is wrong with a word, said at any time; {@code null} when it can be understood. */
    public static String problem(String rest, ZoneId zone) {
        Line line = new OwnerFile(Path.of(""), zone).line("2026-01-01T00:00 " + rest, 0);
        return line.problem() == null
                ? null
                : line.problem().replaceFirst("^.*is not understood \\((.*)\\); it is passed by$", "$1");
    }

    /** Adds a line for what the owner says now. */
    public void add(Instant now, String rest) throws IOException {
        String line = WHEN.format(now.atZone(zone).withNano(0)) + " " + rest;
        Files.createDirectories(file.toAbsolutePath().getParent());
        String before = Files.exists(file) ? Files.readString(file) : "";
        String end = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, before + end + line + "\n");
        Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private Line line(String text, int number) {
        String[] words = text.split(" ");
        try {
            return new Line(text, word(words), null);
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Line(
                    text,
                    null,
                    "%s, line %d: '%s' is not understood (%s); it is passed by"
                            .formatted(file, number, text, e.getMessage()));
        }
    }

    private OwnerWord word(String[] words) {
        Instant at = moment(words[0]);
        String verb = words.length > 1 ? words[1] : "";
        return switch (verb) {
            case "ack" -> OwnerWord.on(at, Verb.ACKNOWLEDGE, only(words, 1));
            case "snooze" -> OwnerWord.on(at, Verb.SNOOZE, only(words, 1));
            case "accept" -> OwnerWord.on(at, Verb.ACCEPT, only(words, 1));
            case "retire" -> OwnerWord.on(at, Verb.RETIRE, only(words, 1));
            case "swap" -> {
                only(words, 2);
                yield OwnerWord.swap(at, words[2], words[3]);
            }
            case "maintenance" -> {
                if (words.length < 4 || words.length > 5) {
                    throw new IllegalArgumentException("maintenance needs FROM and TO, and may name a SERIAL");
                }
                yield OwnerWord.maintenance(
                        at, words.length == 5 ? words[4] : null, moment(words[2]), moment(words[3]));
            }
            default ->
                throw new IllegalArgumentException(
                        "'" + verb + "' is none of ack, snooze, accept, maintenance, swap and retire");
        };
    }

    private static String only(String[] words, int count) {
        if (words.length != 2 + count) {
            throw new IllegalArgumentException(
                    words[1] + " needs " + (count == 1 ? "one word" : count + " words") + " behind it");
        }
        return words[2];
    }

    private Instant moment(String text) {
        try {
            return LocalDateTime.parse(text, WHEN).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no time such as 2026-06-10T09:30", e);
        }
    }
}
