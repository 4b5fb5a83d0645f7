package org.pvswatch.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The truth: every answer as it came, one compressed file each, never overwritten, never changed.
 *
 * <p>Word of the route {@code archive-raw}. When {@link #keep} returns, the answer survives a power cut: the file's
 * bytes, its name and every new folder above it have been synced. Thread-safe for one process.
 */
public final class Archive {
    private static final int DAY_DEPTH = 3;
    private static final Pattern DAY = Pattern.compile("\\d{4}/(0[1-9]|1[0-2])/(0[1-9]|[12]\\d|3[01])");

    private final Path folder;

    /** @param folder the archive folder, made when the first answer comes */
    public Archive(String folder) {
        this.folder = Path.of(folder);
    }

    /** The archive folder. */
    public Path folder() {
        return folder;
    }

    /**
     * Writes an answer durably.
     *
     * @return the answer, a millisecond or more later when that moment was taken: two polls are two answers
     * @throws IOException when it could not be made durable; nothing under its final name is left then
     */
    public synchronized RawAnswer keep(RawAnswer answer) throws IOException {
        RawAnswer kept = answer;
        while (Files.exists(folder.resolve(kept.name()))) {
            kept = kept.receivedAt(kept.receivedAt().plusMillis(1));
        }
        Path file = folder.resolve(kept.name());
        makeFolders(file.getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            writeSynced(part, compressed(kept.body()));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(file.getParent());
        } catch (IOException e) {
            Files.deleteIfExists(part);
            Files.deleteIfExists(file);
            throw e;
        }
        return kept;
    }

    /**
     * The newest answer of a source before a moment; looks into one day after another, the newest first.
     *
     * @param before {@code Instant.MAX} for the newest of all
     */
    public Optional<Path> newest(String source, Instant before) throws IOException {
        List<Path> days = days();
        for (int i = days.size() - 1; i >= 0; i--) {
            Optional<Path> found = answersOf(days.get(i)).stream()
                    .filter(file -> {
                        ArchiveName name = ArchiveName.parse(file.getFileName().toString());
                        return source.equals(name.source()) && name.receivedAt().isBefore(before);
                    })
                    .reduce((earlier, later) -> later);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The answers after a moment, in no order; looks only into the days from that moment on. */
    public List<Path> after(Instant moment) throws IOException {
        List<Path> answers = new ArrayList<>();
        for (Path day : days()) {
            if (!endOf(day).isBefore(moment)) {
                for (Path file : answersOf(day)) {
                    Instant at =
                            ArchiveName.parse(file.getFileName().toString()).receivedAt();
                    if (at != null && at.isAfter(moment)) {
                        answers.add(file);
                    }
                }
            }
        }
        return answers;
    }

    /** What the names of the answers of one day say, a day of UTC, in the order of time. */
    public List<ArchiveName> on(LocalDate day) throws IOException {
        Path ofDay = folder.resolve(ArchiveName.folderOf(day));
        if (!Files.isDirectory(ofDay)) {
            return List.of();
        }
        return answersOf(ofDay).stream()
                .map(file -> ArchiveName.parse(file.getFileName().toString()))
                .filter(name -> name.receivedAt() != null)
                .toList();
    }

    /** The folders of the days, in their order. */
    private List<Path> days() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.find(folder, DAY_DEPTH, (path, any) -> any.isDirectory())) {
            return folders.filter(path ->
                            DAY.matcher(folder.relativize(path).toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> answersOf(Path day) throws IOException {
        try (Stream<Path> files = Files.list(day)) {
            return files.filter(file -> file.toString().endsWith(".gz"))
                    .sorted()
                    .toList();
        }
    }

    private Instant endOf(Path day) {
        String[] date = folder.relativize(day).toString().split("/");
        return LocalDate.of(Integer.parseInt(date[0]), Integer.parseInt(date[1]), Integer.parseInt(date[2]))
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static byte[] compressed(String body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, 8192)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void writeSynced(Path part, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void makeFolders(Path wanted) throws IOException {
        if (Files.isDirectory(wanted)) {
            return;
        }
        Path parent = wanted.toAbsolutePath().getParent();
        makeFolders(parent);
        Files.createDirectory(wanted);
        syncFolder(parent);
    }

    private static void syncFolder(Path wanted) throws IOException {
        try (FileChannel channel = FileChannel.open(wanted, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
