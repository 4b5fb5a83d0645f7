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
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The truth: every answer as it came, one compressed file each, never overwritten, never changed.
 *
 * <p>Word of the route {@code archive-raw}. When {@link #keep} returns, the answer survives a power cut: the file's
 * bytes, its name and every new folder above it have been synced. Thread-safe for one process.
 */
public final class Archive {
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

    /** The newest answer of a source, found by name, newest day first. */
    public Optional<Path> newest(String source) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> source.equals(
                            ArchiveName.parse(file.getFileName().toString()).source()))
                    .max(Comparator.comparing(file -> file.getFileName().toString()));
        }
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
