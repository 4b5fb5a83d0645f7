package org.pvswatch.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The truth: every answer as it came, one compressed file each, never overwritten, never changed; {@link Packer} later
 * puts the files of a day into one.
 *
 * <p>{@link Intake} is the word of the routes. When {@link #keep} returns, the answer survives a power cut: the file's
 * bytes, its name and every new folder above it have been synced. Thread-safe for one process.
 */
public final class Archive {
    /** Year, month, day, file. */
    private static final int DEPTH = 4;

    private static final Logger LOG = LoggerFactory.getLogger("archive");

    private final Path folder;
    private final SyncedFiles files;
    private Path knownPack;
    private FileTime knownPackOf;
    private Set<String> namesInKnownPack = Set.of();

    /** @param folder the archive folder, made when the first answer comes */
    public Archive(String folder) {
        this.folder = Path.of(folder);
        this.files = new SyncedFiles(this.folder);
    }

    /** The archive folder. */
    public Path folder() {
        return folder;
    }

    /** What was written since the start. */
    public Written written() {
        return files.written();
    }

    /**
     * Writes an answer durably.
     *
     * @return the answer, a millisecond or more later when that moment was taken: two polls are two answers
     * @throws IOException when it could not be made durable; nothing under its final name is left then
     */
    public synchronized RawAnswer keep(RawAnswer answer) throws IOException {
        RawAnswer kept = answer;
        while (isTaken(kept)) {
            kept = kept.receivedAt(kept.receivedAt().plusMillis(1));
        }
        Path file = folder.resolve(kept.name());
        try (SyncedFiles.Unfinished unfinished = files.begin(file)) {
            unfinished.write(compressed(kept.body()));
            unfinished.sync();
            try {
                unfinished.finish();
            } catch (IOException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        }
        return kept;
    }

    /**
     * The newest answer of a source in a stretch of time; looks into one day after another, the newest first.
     *
     * @param from where the stretch begins, {@code Instant.MIN} for all
     * @param before {@code Instant.MAX} for the newest of all
     */
    public Optional<StoredAnswer> newest(String source, Instant from, Instant before) throws IOException {
        return newest(
                from, name -> source.equals(name.source()) && name.receivedAt().isBefore(before));
    }

    /** The newest answer of a source that came as it should. */
    public Optional<RawAnswer> newestGood(String source) throws IOException {
        Optional<StoredAnswer> newest =
                newest(Instant.MIN, name -> source.equals(name.source()) && name.httpStatus() == RawAnswer.OK);
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        Instant at = ArchiveName.parse(newest.get().name()).receivedAt();
        String body = new String(newest.get().bytes(), StandardCharsets.UTF_8);
        return Optional.of(new RawAnswer(source, at, RawAnswer.OK, body));
    }

    private Optional<StoredAnswer> newest(Instant from, Predicate<ArchiveName> wanted) throws IOException {
        List<ArchiveDay> days = ArchiveDay.in(folder);
        for (int i = days.size() - 1; i >= 0 && days.get(i).end().isAfter(from); i--) {
            StoredAnswer newest = null;
            try (Answers answers = Answers.after(Instant.MIN, List.of(days.get(i)))) {
                for (StoredAnswer answer = answers.next(); answer != null; answer = answers.next()) {
                    ArchiveName name = ArchiveName.parse(answer.name());
                    if (name.receivedAt() != null && wanted.test(name)) {
                        newest = answer;
                    }
                }
            }
            if (newest != null) {
                return Optional.of(newest);
            }
        }
        return Optional.empty();
    }

    /** The answers after a moment; looks only into the days from that moment on. */
    public Answers after(Instant moment) throws IOException {
        return Answers.after(
                moment,
                ArchiveDay.in(folder).stream()
                        .filter(day -> !day.end().isBefore(moment))
                        .toList());
    }

    /** An answer by its name, from the pack of its day; empty when it is in none. */
    public Optional<StoredAnswer> packed(String name) throws IOException {
        Instant at = ArchiveName.parse(name).receivedAt();
        Path pack = ArchiveDay.of(folder, at).pack();
        if (!Files.exists(pack)) {
            return Optional.empty();
        }
        try (Answers answers = Answers.of(List.of(), List.of(pack))) {
            for (StoredAnswer answer = answers.next(); answer != null; answer = answers.next()) {
                if (answer.name().equals(name)) {
                    return Optional.of(answer);
                }
            }
        }
        return Optional.empty();
    }

    /** Where {@link Packer} writes too. */
    SyncedFiles files() {
        return files;
    }

    /**
     * Takes away what writes that were cut off left anywhere; asked once at the start, when nobody writes, by the one process that
     * may. What cannot be
     * taken away stays until its day is packed.
     */
    public synchronized void tidy() {
        try (Stream<Path> left = Files.find(folder, DEPTH, (path, any) -> any.isRegularFile() && isCutOff(path))) {
            for (Path part : left.toList()) {
                Files.deleteIfExists(part); // nobody was told that it was kept
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("the rest of a write that was cut off stays", e);
        }
    }

    /** Takes away what writes that were cut off left in a finished day, and its folder when nothing else is in it. */
    synchronized void tidy(ArchiveDay day) throws IOException {
        try (Stream<Path> left = Files.list(day.folder())) {
            for (Path part : left.filter(file -> file.toString().endsWith(ArchiveDay.PART))
                    .toList()) {
                Files.delete(part); // nobody was told that it was kept
            }
        }
        try (Stream<Path> left = Files.list(day.folder())) {
            if (left.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(day.folder());
    }

    /** Ours, and without the name that {@link #keep} gives at last. */
    private boolean isCutOff(Path path) {
        String name = path.getFileName().toString();
        if (!name.endsWith(ArchiveDay.PART)) {
            return false;
        }
        Path whole = path.resolveSibling(name.substring(0, name.length() - ArchiveDay.PART.length()));
        return ArchiveDay.at(folder, whole).isPresent()
                || ArchiveDay.at(folder, path.getParent())
                        .filter(day -> day.holds(whole.getFileName().toString()))
                        .isPresent();
    }

    private boolean isTaken(RawAnswer answer) throws IOException {
        Path file = folder.resolve(answer.name());
        Path pack = ArchiveDay.of(folder, answer.receivedAt()).pack();
        return Files.exists(file)
                || Files.exists(pack)
                        && namesIn(pack)
                                .contains(ArchiveName.plain(file.getFileName().toString()));
    }

    /** What the names of the answers of one day say, a day of UTC, in the order of time. */
    public List<ArchiveName> on(LocalDate date) throws IOException {
        List<ArchiveName> names = new ArrayList<>();
        try (Answers answers = Answers.after(Instant.MIN, List.of(new ArchiveDay(folder, date)))) {
            for (StoredAnswer answer = answers.next(); answer != null; answer = answers.next()) {
                ArchiveName name = ArchiveName.parse(answer.name());
                if (name.receivedAt() != null) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** Names in a pack; remembered, for old answers come in by the thousand. */
    private Set<String> namesIn(Path pack) throws IOException {
        FileTime of = Files.getLastModifiedTime(pack);
        if (!pack.equals(knownPack) || !of.equals(knownPackOf)) {
            Set<String> names = new HashSet<>();
            try (Answers answers = Answers.of(List.of(), List.of(pack))) {
                for (StoredAnswer answer = answers.next(); answer != null; answer = answers.next()) {
                    names.add(answer.name());
                }
            }
            knownPack = pack;
            knownPackOf = of;
            namesInKnownPack = names;
        }
        return namesInKnownPack;
    }

    static byte[] compressed(String body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, 8192)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
