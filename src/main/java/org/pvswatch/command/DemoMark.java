package org.pvswatch.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

    /** Fails when a real watcher is about to use a folder of the demo. */
    static void refuseIn(Path data) throws IOException {
        if (isIn(data)) {
            throw new IOException(
                    data + " holds the readings of a demo; delete it, or name another folder with --data");
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
