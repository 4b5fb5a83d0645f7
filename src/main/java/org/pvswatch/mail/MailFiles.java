package org.pvswatch.mail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pvswatch.archive.SyncedFiles;

/**
 * The folder of the mail: {@code waiting/}, {@code sent/YYYY/}, and letters of a time without a server beside these. It is
 * its own memory: nothing is cached, so several processes may use it.
 */
final class MailFiles {
    private static final String LOCK = ".lock";

    private final Path folder;
    private final Path waiting;
    private final Path sent;
    private final SyncedFiles files;

    MailFiles(Path folder) {
        this.folder = folder;
        this.waiting = folder.resolve("waiting");
        this.sent = folder.resolve("sent");
        this.files = new SyncedFiles(folder.toAbsolutePath().getParent());
    }

    Path folder() {
        return folder;
    }

    /** Letters to be sent, oldest first. */
    List<Waiting> waiting() throws IOException {
        return lettersIn(waiting, 1);
    }

    /** Letters that were accepted, oldest first. */
    List<Waiting> sent() throws IOException {
        return lettersIn(sent, 2);
    }

    /** Letters that lie there to be opened, oldest first. */
    List<Waiting> lying() throws IOException {
        return lettersIn(folder, 1);
    }

    private static List<Waiting> lettersIn(Path where, int depth) throws IOException {
        if (!Files.isDirectory(where)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(where, depth)) {
            return found.map(Waiting::of)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(each -> each.file().getFileName()))
                    .toList();
        }
    }

    boolean knows(String id) throws IOException {
        for (List<Waiting> some : List.of(waiting(), lying(), sent())) {
            if (some.stream().anyMatch(each -> each.id().equals(id))) {
                return true;
            }
        }
        return false;
    }

    Path inWaiting(String name) {
        return waiting.resolve(name);
    }

    /** Writes it durably under its name. */
    void write(Path file, byte[] bytes) throws IOException {
        try (SyncedFiles.Unfinished out = files.begin(file)) {
            out.write(bytes);
            out.sync();
            out.finish();
        }
    }

    void write(Path letter, Progress progress) throws IOException {
        progress.write(files, letter);
    }

    /** Lets a letter that lay there be sent. */
    void enqueue(Waiting letter) throws IOException {
        files.move(letter.file(), waiting.resolve(letter.file().getFileName()));
    }

    /** Clears away what a death in the midst of {@link #finish} left; for whoever holds the lock. */
    void tidy() throws IOException {
        if (!Files.isDirectory(waiting)) {
            return;
        }
        try (Stream<Path> found = Files.list(waiting)) {
            for (Path note : found.filter(file -> file.toString().endsWith(Progress.SUFFIX))
                    .toList()) {
                String letter = note.getFileName().toString().replaceFirst("\\.to$", "");
                if (!Files.exists(waiting.resolve(letter))) {
                    Files.delete(note);
                }
            }
        }
    }

    /** Puts it with the sent ones. */
    void finish(Waiting letter) throws IOException {
        String year = String.valueOf(letter.at().atZone(ZoneOffset.UTC).getYear());
        files.move(letter.file(), sent.resolve(year).resolve(letter.file().getFileName()));
        Files.deleteIfExists(Progress.file(letter.file()));
    }

    /** Whether nobody else is sending; the lock is held until it is closed. */
    Optional<FileChannel> lock() throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            // another thread of this process
        }
        channel.close();
        return Optional.empty();
    }
}
