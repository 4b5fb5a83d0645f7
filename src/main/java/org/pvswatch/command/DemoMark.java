package org.pvswatch.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The sign that a data folder holds a demo: without it the demo touches nothing there, and with it no real watching
 * begins there. Invented readings and real ones never share an archive.
 */
final class DemoMark {
    private static final String NAME = "DEMO";
    private static final List<String> MADE = List.of(
            "archive", "csv", "mail", "rejected", "certificates", "history.db", "history.db-wal", "history.db-shm");

    private DemoMark() {}

    /** Whether a folder holds a demo. */
    static boolean isIn(Path data) {
        return Files.exists(data.resolve(NAME));
    }

    /**
     * Makes room for a real watcher: a folder of the demo is put aside, whole, as {@code data-demo} beside it.
     *
     * @return where the demo lies now; empty when there was none
     * @throws IOException when it cannot be put aside, or a demo works in it
     */
    static Optional<Path> putAside(Path data) throws IOException {
        if (!isIn(data)) {
            return Optional.empty();
        }
        Path folder = data.toAbsolutePath().normalize();
        Path aside = folder.resolveSibling(folder.getFileName() + "-demo");
        if (isInUse(folder.resolve(".lock"))) {
            throw new IOException("a demo works in " + data + "; stop it, or name another folder with --data");
        }
        if (Files.exists(aside)) {
            throw refused(data, aside + " is there already");
        }
        try {
            Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw refused(data, "it cannot be put aside (" + e.getClass().getSimpleName() + ")");
        }
        return Optional.of(aside);
    }

    private static IOException refused(Path data, String why) {
        return new IOException(data + " holds the readings of a demo, and " + why + "; delete " + data
                + ", or name another folder with --data");
    }

    private static boolean isInUse(Path lock) throws IOException {
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    /** Makes a folder ready for a demo: empties it of an earlier one; fails when anything else is in it. */
    static void prepare(Path data) throws IOException {
        boolean marked = isIn(data);
        for (String name : MADE) {
            Path made = data.resolve(name);
            if (Files.exists(made) && !marked) {
                throw new IOException(data + " holds readings of a real site; name another folder with --data");
            }
            Folders.delete(made);
        }
        Files.createDirectories(data);
        Files.writeString(data.resolve(NAME), "Everything in this folder was made by ./pvs-watch demo.\n");
    }
}
