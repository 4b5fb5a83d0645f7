package org.pvswatch.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** Turns what an HTTP call gave into a {@link RawAnswer}; word of the routes {@code ask-...}. Thread-safe. */
public final class AnswerReceiver {
    /** Ten times what 200 panels give; a larger one could not be read in the memory the program is started with. */
    private static final int LARGEST_BYTES = 4 * 1024 * 1024;

    private static final int NONE_HERE = 400;

    private final Clock clock;
    private final boolean wholeSerials;

    /**
     * A receiver.
     *
     * @param clock says when an answer was received
     * @param serials {@code whole} keeps the serials of supervisors as they are; anything else takes their ends out,
     *     which are the password
     */
    public AnswerReceiver(Clock clock, String serials) {
        this.clock = clock;
        this.wholeSerials = "whole".equals(serials);
    }

    /**
     * Reads all that arrives; when the connection breaks off, the half that came is still an answer.
     *
     * @param answer the body as it streams in, {@code null} for none; at most 4 MiB of it are read
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
                bytes.write(buffer, 0, Math.min(count, LARGEST_BYTES - bytes.size()));
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
        String kept = Redaction.withoutSecrets(text);
        return new RawAnswer(source, now, httpStatus, wholeSerials ? kept : Redaction.withoutSerialEnds(kept, source));
    }

    /**
     * Puts the answers to several questions behind one another, as one answer.
     *
     * @return the text of all, the moment of the last, the first status that was not 200; that one of several questions
     *     was answered with 400, "there is none here", is no trouble
     * @throws IOException when no question was answered
     */
    public RawAnswer join(List<RawAnswer> answers) throws IOException {
        if (answers.isEmpty()) {
            throw new IOException("none of the questions was answered");
        }
        RawAnswer last = answers.get(answers.size() - 1);
        boolean any = answers.stream().anyMatch(answer -> answer.httpStatus() == RawAnswer.OK);
        int status = answers.stream()
                .mapToInt(RawAnswer::httpStatus)
                .filter(each -> each != RawAnswer.OK && !(any && each == NONE_HERE))
                .findFirst()
                .orElse(RawAnswer.OK);
        String text = answers.stream().map(RawAnswer::body).collect(Collectors.joining("\n"));
        return new RawAnswer(last.source(), last.receivedAt(), status, text);
    }
}
