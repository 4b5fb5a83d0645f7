package org.pvswatch.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A file with a password that only its owner may read. */
final class PasswordFile {
    private PasswordFile() {}

    static Path of(Path folder, String password) throws IOException {
        Path file = Files.writeString(folder.resolve("mail-password"), password + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
