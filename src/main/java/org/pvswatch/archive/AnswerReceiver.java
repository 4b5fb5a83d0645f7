package org.pvswatch.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Turns what an HTTP call gave into a {@link RawAnswer}; word of the routes {@code ask-...}. Thread-safe. */
public final class AnswerReceiver {
    private static final int LARGEST_BYTES = 16 * 1024 * 1024;

    private final Clock clock;

    /** @param clock says when an answer was received */
    public AnswerReceiver(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads all that arrives; when the connection breaks off, the half that came is still an answer.
     *
     * @param answer the body as it streams in, {@code null} for none; at most 16 MiB of it are read
     * @return the text with its secrets still in it, perhaps empty; only {@link #received} makes it fit to keep
     */
    public String text(InputStream answer) {
        if (answer == null) {
            return "";
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(32 * 1024);
        byte[] buffer = new byte[8192];
        try {
            int count = answer.read(buffer);
            while (count >= 0 && bytes.size() < LARGEST_BYTES) {
                bytes.write(buffer, 0, count);
                count = answer.read(buffer);
            }
        } catch (IOException e) {
            if (bytes.size() == 0) {
                throw new UncheckedIOException(e);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /**
     * The answer with its source and its moment, and without its secrets.
     *
     * @param text what {@link #text} gave, or several of them one after another
     * @param source {@code pvs.id} or {@value RawAnswer#WEATHER}
     * @param httpStatus status of the answer
     */
    public RawAnswer received(String text, String source, int httpStatus) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new RawAnswer(source, now, httpStatus, Redaction.withoutSecrets(text));
    }

    /**
     * Puts the answers to several questions behind one another, as one answer.
     *
     * @param soFar the answers before, {@code null} at the first
     * @param next an answer, or whatever is left of a question without one: that is not added
     * @return the text of all, the moment of the last, the first status that was not 200; {@code null} for no answer yet
     */
    public RawAnswer join(Object soFar, Object next) {
        if (!(soFar instanceof RawAnswer before)) {
            return next instanceof RawAnswer first ? first : null;
        }
        if (!(next instanceof RawAnswer after)) {
            return before;
        }
        int status = before.httpStatus() == RawAnswer.OK ? after.httpStatus() : before.httpStatus();
        return new RawAnswer(before.source(), after.receivedAt(), status, before.body() + "\n" + after.body());
    }
}
