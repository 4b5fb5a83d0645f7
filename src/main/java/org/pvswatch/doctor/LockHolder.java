package org.pvswatch.doctor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who works in a data folder. Where the system lists its locks nothing is opened, so nobody is disturbed. */
final class LockHolder {
    /** {@code 1: POSIX ADVISORY WRITE 1234 08:02:131 0 EOF} */
    private static final Pattern HELD =
            Pattern.compile("\\s*\\d+: POSIX\\s+\\S+\\s+WRITE\\s+(-?\\d+)\\s+\\S+:(\\d+)\\s.*");

    private static final Path LOCKS = Path.of("/proc/locks");

    private LockHolder() {}

    /** In words such as {@code process 1234}; empty when nobody does. */
    static Optional<String> of(Path data) throws IOException {
        Path file = data.resolve(".lock");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Files.isReadable(LOCKS) ? listed(file, Files.readAllLines(LOCKS)) : tried(file);
    }

    static Optional<String> listed(Path file, List<String> locks) throws IOException {
        String inode = String.valueOf(Files.getAttribute(file, "unix:ino"));
        for (String line : locks) {
            Matcher held = HELD.matcher(line);
            if (held.matches() && held.group(2).equals(inode)) {
                long process = Long.parseLong(held.group(1));
                return Optional.of(process > 0 ? "process " + process : "a process of another container");
            }
        }
        return Optional.empty();
    }

    /** For an instant, where nothing is listed. */
    private static Optional<String> tried(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return shared == null ? Optional.of("another process") : Optional.empty();
        } catch (OverlappingFileLockException e) {
            return Optional.of("this process");
        }
    }
}
