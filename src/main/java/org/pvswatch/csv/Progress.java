package org.pvswatch.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.pvswatch.history.StoredPoll;

/**
 * How far the files have come: the last poll in them, kept in a small file beside them. It names the poll's moment too, so
 * that it is not believed of another history.
 *
 * @param seq number of the last poll taken, 0 for none
 * @param polledAt its moment
 */
record Progress(long seq, Instant polledAt) {
    static final Progress NONE = new Progress(0, Instant.EPOCH);

    static Progress of(StoredPoll poll) {
        return new Progress(poll.seq(), poll.polledAt());
    }

    /** What the file says; nothing when it is missing or cannot be understood. */
    static Optional<Progress> read(Path file) {
        try {
            String[] words = Files.readString(file).trim().split(" ");
            return words.length == 2
                    ? Optional.of(new Progress(Long.parseLong(words[0]), Instant.parse(words[1])))
                    : Optional.empty();
        } catch (IOException | NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        Files.writeString(file, seq + " " + polledAt + "\n");
    }
}
