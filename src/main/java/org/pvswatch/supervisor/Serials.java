package org.pvswatch.supervisor;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The serials of the PVSs of the site, a file each that only its owner may read: a serial ends with the password. By it a
 * PVS is known again at another address. Not in the archive, because it can always be asked again.
 */
final class Serials {
    private final Path folder;

    Serials(Path folder) {
        this.folder = folder;
    }

    /** The serial a PVS had, empty if none is known. */
    String of(String id) {
        try {
            return Files.readString(file(id)).trim();
        } catch (IOException e) {
            return ""; // it is asked for again
        }
    }

    /** Remembers a serial, if it is not the one that is known. */
    void remember(String id, String serial) throws IOException {
        if (of(id).equals(serial)) {
            return;
        }
        Files.createDirectories(folder);
        Path fresh = folder.resolve(id + ".serial.new");
        Files.deleteIfExists(fresh);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(fresh, serial + "\n");
        Files.move(fresh, file(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(String id) {
        return folder.resolve(id + ".serial");
    }
}
