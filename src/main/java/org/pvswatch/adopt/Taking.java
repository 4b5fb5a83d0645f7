package org.pvswatch.adopt;

import java.io.IOException;
import java.time.Instant;
import org.pvswatch.archive.AnswerReceiver;
import org.pvswatch.archive.Archive;
import org.pvswatch.archive.RawAnswer;

/** What both parts of an import share: the archive they put answers in, and what they have put there. Not thread-safe. */
final class Taking {
    private final Archive archive;
    private final AnswerReceiver answers;
    private final ArchivedMoments moments;
    private long count;
    private Instant earliest = Instant.MAX;

    Taking(Archive archive, AnswerReceiver answers) {
        this.archive = archive;
        this.answers = answers;
        this.moments = new ArchivedMoments(archive);
    }

    ArchivedMoments moments() {
        return moments;
    }

    AnswerReceiver answers() {
        return answers;
    }

    /** Archives a text as an answer of its own moment, its secrets taken out as from a live one. */
    void keep(String text, String source, Instant at) throws IOException {
        RawAnswer kept =
                archive.keep(answers.received(text, source, RawAnswer.OK).receivedAt(at));
        moments.add(kept);
        count++;
        earliest = kept.receivedAt().isBefore(earliest) ? kept.receivedAt() : earliest;
    }

    /** How many answers were archived. */
    long count() {
        return count;
    }

    /** The earliest moment among them, {@code Instant.MAX} for none. */
    Instant earliest() {
        return earliest;
    }
}
