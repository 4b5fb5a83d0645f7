package org.pvswatch.letter;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * How far the owner was told, and which letter began the talk about each incident. It lies beside the letters, not in
 * history: history can be made anew, and what was mailed was mailed.
 *
 * @param until notices up to this moment of event time are told
 * @param threads by id of the incident
 */
record Told(Instant until, TreeMap<String, Thread> threads) {
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final Duration KEPT = Duration.ofDays(400);

    /**
     * The first letter about an incident.
     *
     * @param letter its id
     * @param subject its subject
     * @param openings how often the incident had been opened when its opening was last told
     * @param at when the incident was last told of, event time
     */
    record Thread(String letter, String subject, int openings, Instant at) {}

    /** @return {@code null} when nothing was ever told */
    static Told read(Path file) throws IOException {
        return Files.exists(file) ? JSON.readValue(Files.readAllBytes(file), Told.class) : null;
    }

    Told until(Instant moment) {
        TreeMap<String, Thread> kept = new TreeMap<>(threads);
        kept.values().removeIf(thread -> thread.at().isBefore(moment.minus(KEPT)));
        return new Told(moment, kept);
    }

    /** Notes that a letter told of some incidents; the first letter about each stays the beginning of its talk. */
    void note(String letter, String subject, List<Trouble> troubles, Instant at) {
        for (Trouble trouble : troubles) {
            threads.merge(
                    trouble.row().id(),
                    new Thread(letter, subject, trouble.row().openings(), at),
                    (first, again) -> new Thread(first.letter(), first.subject(), again.openings(), again.at()));
        }
    }

    /** Keeps it durably: the bytes, then the name. */
    void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(this));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
