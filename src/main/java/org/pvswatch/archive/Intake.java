package org.pvswatch.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts answers into the archive, and holds those that the disk does not take until it does; word of the route
 * {@code archive-raw}. Each try writes an answer anew, into a new file. Answers wait in memory, compressed, and stay in the
 * order of time; when they are too many the oldest go. Thread-safe.
 */
public final class Intake implements AutoCloseable {
    /** Some 5,000 answers of 24 panels, which is 17 days at one each five minutes. */
    static final long ROOM_BYTES = 8_000_000;

    /** What holding an answer costs besides its bytes. */
    private static final int OVERHEAD_BYTES = 200;

    private static final Logger LOG = LoggerFactory.getLogger("archive");

    private final Archive archive;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private int waited;
    private int lost;

    /** @param archive where answers go */
    public Intake(Archive archive) {
        this.archive = archive;
    }

    private record Waiting(RawAnswer withoutBody, byte[] gzip) {
        static Waiting of(RawAnswer answer) throws IOException {
            return new Waiting(
                    new RawAnswer(answer.source(), answer.receivedAt(), answer.httpStatus(), ""),
                    Archive.compressed(answer.body()));
        }

        RawAnswer answer() throws IOException {
            try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
                String body = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
                return new RawAnswer(withoutBody.source(), withoutBody.receivedAt(), withoutBody.httpStatus(), body);
            }
        }

        long bytes() {
            return gzip.length + OVERHEAD_BYTES;
        }
    }

    /**
     * Writes an answer durably.
     *
     * @return the answer as kept, {@code null} when it waits: nobody may read it before it is kept
     */
    public synchronized RawAnswer keep(RawAnswer answer) throws IOException {
        if (waiting.isEmpty()) {
            try {
                return archive.keep(answer);
            } catch (IOException e) {
                LOG.warn(
                        "the archive cannot be written ({}); answers wait in memory, {} MB of them at the most; free or mend"
                                + " the disk",
                        reason(e),
                        ROOM_BYTES / 1_000_000);
            }
        }
        Waiting held = Waiting.of(answer);
        waiting.add(held);
        waitingBytes += held.bytes();
        while (waitingBytes > ROOM_BYTES) {
            waitingBytes -= waiting.remove().bytes();
            lost++;
        }
        return null;
    }

    /** The last try; what is not kept then is gone with the process, and that is said. */
    @Override
    public synchronized void close() {
        RawAnswer kept;
        do {
            kept = keepOldest(); // history takes it from the archive at the next start
        } while (kept != null);
        if (!waiting.isEmpty()) {
            LOG.error("{} answers that the disk did not take are lost with the end of the program", waiting.size());
        }
    }

    private static String reason(IOException failure) {
        boolean onlyAFile = failure instanceof FileSystemException file && file.getReason() == null;
        return (onlyAFile ? failure.getClass().getSimpleName() + ": " : "") + failure.getMessage();
    }

    /**
     * Writes what has waited longest.
     *
     * @return the answer as kept; {@code null} when none waits, or the disk still refuses
     */
    public synchronized RawAnswer keepOldest() {
        if (waiting.isEmpty()) {
            return null;
        }
        RawAnswer kept;
        try {
            RawAnswer oldest = waiting.element().answer();
            kept = archive.keep(oldest);
        } catch (IOException e) {
            return null; // said already
        }
        waitingBytes -= waiting.remove().bytes();
        waited++;
        if (waiting.isEmpty()) {
            LOG.info(
                    "the archive is written again; {} answers that waited are in it, {} that were too many are lost",
                    waited,
                    lost);
            waited = 0;
            lost = 0;
        }
        return kept;
    }
}
