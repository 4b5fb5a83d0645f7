package org.pvswatch.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whether each file with a secret is there, and only its owner may read it. */
final class SecretsCheck implements Check {
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final Map<String, String> settings;

    SecretsCheck(Map<String, String> settings) {
        this.settings = settings;
    }

    /** Settings that name such a file, with the file. */
    static Map<String, Path> files(Map<String, String> settings) {
        Map<String, Path> files = new TreeMap<>();
        settings.forEach((key, value) -> {
            if (!value.isEmpty() && key.matches("(?!own\\.).*(password|token|secret|key)-file")) {
                files.put(key, Path.of(value));
            }
        });
        return files;
    }

    @Override
    public List<Finding> look() throws IOException {
        List<Finding> all = new ArrayList<>();
        Map<String, Path> files = files(settings);
        for (Map.Entry<String, Path> each : files.entrySet()) {
            Path file = each.getValue();
            if (!Files.isRegularFile(file)) {
                all.add(Finding.fail(
                        "secrets",
                        "%s names %s, which is not there".formatted(each.getKey(), file),
                        "put the file there, or mend the setting"));
            } else if (!Files.isReadable(file)) {
                all.add(Finding.fail(
                        "secrets",
                        file + " may not be read by this user",
                        "give it to the user that runs PVS Watch: chown"));
            } else if (Files.size(file) == 0) {
                all.add(Finding.fail("secrets", file + " is empty", "write the secret into it"));
            } else if (isOpen(file)) {
                all.add(Finding.warn("secrets", file + " is open to others on this machine", "chmod 600 " + file));
            }
        }
        if (all.isEmpty()) {
            all.add(Finding.ok(
                    "secrets",
                    files.isEmpty()
                            ? "none in files"
                            : files.size() == 1
                                    ? "1 file, for its owner alone"
                                    : files.size() + " files, for their owner alone"));
        }
        return all;
    }

    private static boolean isOpen(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
    }
}
