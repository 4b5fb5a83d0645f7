package org.pvswatch.disk;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the disk takes what can be made anew from the archive: history and CSV files; word of the routes that write
 * them and of their error policy. Thread-safe.
 *
 * <p>The last of the room is left to the archive. Told are the beginning and the end of an outage, once each.
 */
public final class Disk {
    /** Only these files do without history. */
    private static final String CSV = "sink-csv";

    private static final int MB = 1_000_000;

    /** Primary result codes: none at all, busy, locked, read-only, I/O error, corrupt, full, cannot open, no database. */
    private static final Set<Integer> SQLITE_FAULTS = Set.of(0, 5, 6, 8, 10, 11, 13, 14, 26);

    /** Classes of SQLSTATE: connection, resources, intervention, system. */
    private static final Set<String> SERVER_FAULTS = Set.of("08", "53", "57", "58");

    private static final Logger LOG = LoggerFactory.getLogger("disk");

    private final File folder;
    private final long reserveMb;
    private final Set<String> failing = new TreeSet<>();

    /**
     * @param folder on the disk in question
     * @param reserveMb room that only the archive may use, megabytes
     */
    public Disk(String folder, long reserveMb) {
        this.folder = new File(folder);
        this.reserveMb = reserveMb;
    }

    /** @throws NoRoomException when the rest of the room is kept for the archive */
    public void leaveReserve() throws NoRoomException {
        long freeMb = folder.getUsableSpace() / MB;
        if (freeMb < reserveMb) {
            throw new NoRoomException(
                    "only %d MB are free on the disk of %s, and the last %d MB are kept for the archive"
                            .formatted(freeMb, folder, reserveMb));
        }
    }

    /** Whether it was the disk or the database that failed, and not what should be written. */
    public boolean isAtFault(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException
                    || cause instanceof NoRoomException
                    || cause.getClass()
                            == IOException.class // what the system says of a write is of no class of its own
                    || cause instanceof SQLException sql && isAtFault(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAtFault(SQLException failure) {
        String state = failure.getSQLState();
        return state == null
                ? SQLITE_FAULTS.contains(failure.getErrorCode())
                : state.length() == 5 && SERVER_FAULTS.contains(state.substring(0, 2));
    }

    /**
     * Something was not written.
     *
     * @param route where
     * @param reason why, as half a sentence
     */
    public synchronized void fails(String route, String reason) {
        boolean begins = failing.isEmpty();
        failing.add(what(route));
        if (begins) {
            LOG.warn(
                    "{}; answers go on into the archive, and history and CSV files follow from it when that is mended",
                    reason);
        }
    }

    /** A route wrote what it had to. */
    public synchronized void works(String route) {
        if (failing.remove(what(route)) && failing.isEmpty()) {
            LOG.info("history and CSV files are written again");
        }
    }

    private static String what(String route) {
        return CSV.equals(route) ? route : "history";
    }
}
