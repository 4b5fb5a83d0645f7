package org.pvswatch.replay;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.pvswatch.archive.ArchiveName;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.archive.Redaction;
import org.pvswatch.reading.AnswerReader;

/** A file that holds one raw answer: ours, the old script's, or anybody's; plain or gzip, whatever its name says. */
final class AnswerFile {
    private static final int GZIP_FIRST_BYTE = 0x1f;
    private static final int GZIP_SECOND_BYTE = 0x8b;

    private final Path path;
    private final ArchiveName name;

    AnswerFile(Path path) {
        this.path = path;
        this.name = ArchiveName.parse(path.getFileName().toString());
    }

    /** All answer files below a folder, or the one file, in the order of their time where the name tells it. */
    static List<AnswerFile> below(Path start) throws IOException {
        try (Stream<Path> files = Files.walk(start)) {
            return inOrder(files.filter(Files::isRegularFile)
                    .filter(file -> file.equals(start) || file.toString().matches(".*\\.json(\\.gz)?"))
                    .toList());
        }
    }

    /** Answer files in the order of their time. */
    static List<AnswerFile> inOrder(List<Path> files) {
        return files.stream()
                .map(AnswerFile::new)
                .sorted(Comparator.comparing(AnswerFile::order).thenComparing(file -> file.path.toString()))
                .toList();
    }

    /** Names sort by time; of one moment the weather comes first, for it was known to whoever was read then. */
    private String order() {
        String fileName = path.getFileName().toString();
        return RawAnswer.WEATHER.equals(name.source()) ? fileName.replace("_" + RawAnswer.WEATHER, "_") : fileName;
    }

    Path path() {
        return path;
    }

    /** When the answer was received as its own archive says, {@code null} if the file is not from our archive. */
    Instant archivedAt() {
        return name.receivedAt();
    }

    /**
     * The answer in the file. Its moment is what our archive's name says; of other files what the answer's own clocks
     * say, else what the name says in local time.
     *
     * @param pvs id for an answer that does not say which PVS gave it
     * @param zone zone of local times in names
     * @return an answer with {@code receivedAt} {@code null} when nothing tells its moment
     */
    RawAnswer read(String pvs, ZoneId zone, AnswerReader reader) throws IOException {
        String source = name.source() == null ? pvs : name.source();
        RawAnswer answer = new RawAnswer(source, name.receivedAt(), name.httpStatus(), text());
        if (answer.receivedAt() != null) {
            return answer;
        }
        Instant shown = reader.momentOf(answer);
        return answer.receivedAt(shown == null ? name.moment(zone).orElse(null) : shown);
    }

    private String text() throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(path))) {
            bytes.mark(2);
            boolean packed = bytes.read() == GZIP_FIRST_BYTE && bytes.read() == GZIP_SECOND_BYTE;
            bytes.reset();
            try (InputStream plain = packed ? new GZIPInputStream(bytes, 16 * 1024) : bytes) {
                String text = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
                return name.receivedAt() == null ? Redaction.withoutSecrets(text) : text; // ours holds none
            }
        }
    }
}
