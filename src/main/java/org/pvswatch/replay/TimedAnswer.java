package org.pvswatch.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import org.pvswatch.archive.ArchiveName;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.archive.Redaction;
import org.pvswatch.archive.StoredAnswer;
import org.pvswatch.reading.AnswerReader;

/** Finds out whose a stored answer is and when it was given. */
public final class TimedAnswer {
    private TimedAnswer() {}

    /** An answer of our own archive, whose name says all. */
    public static RawAnswer ofArchive(StoredAnswer stored) throws IOException {
        ArchiveName name = ArchiveName.parse(stored.name());
        return ofArchive(name, name.source(), new String(stored.bytes(), StandardCharsets.UTF_8));
    }

    private static RawAnswer ofArchive(ArchiveName name, String source, String text) {
        return new RawAnswer(source, name.receivedAt(), name.httpStatus(), text); // ours holds no secrets
    }

    /**
     * The answer as its PVS or the weather service gave it. Its moment is what our archive's name says; of other files
     * what the answer's own clocks say, else what the name says in local time.
     *
     * @param pvs id for an answer that does not say which PVS gave it
     * @param zone zone of local times in names
     * @return an answer with {@code receivedAt} {@code null} when nothing tells its moment
     * @throws IOException when its bytes cannot be read
     */
    static RawAnswer read(StoredAnswer stored, String pvs, ZoneId zone, AnswerReader reader) throws IOException {
        String text = new String(stored.bytes(), StandardCharsets.UTF_8);
        ArchiveName name = ArchiveName.parse(stored.name());
        String source = name.source() == null ? pvs : name.source();
        if (name.receivedAt() != null) {
            return ofArchive(name, source, text);
        }
        RawAnswer answer = new RawAnswer(source, null, name.httpStatus(), Redaction.withoutSecrets(text));
        Instant shown = reader.momentOf(answer);
        return answer.receivedAt(shown == null ? name.moment(zone).orElse(null) : shown);
    }
}
