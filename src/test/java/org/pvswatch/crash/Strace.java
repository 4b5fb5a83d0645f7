package org.pvswatch.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tool that lets the kernel answer with errors, and tells what a process asked of it. */
final class Strace {
    private static final Path TOOL = Path.of("/usr/bin/strace");

    /** {@code fsync(12</data/history.db-wal>) = -1 EIO (Input/output error) (INJECTED)} */
    private static final Pattern SYNC = Pattern.compile("(?:fsync|fdatasync)\\(\\d+<([^>]*)>\\) += (0|-1) ?.*");

    private static final Pattern WRITE = Pattern.compile("(?:write|pwrite64|ftruncate)\\(\\d+<([^>]*)>, .*= \\d+");

    /** What changes a folder names a file in it, by its whole path. */
    private static final Pattern NAME = Pattern.compile(
            "(?:mkdir|unlink|rename|openat)\\((?:AT_FDCWD(?:<[^>]*>)?, )?\"([^\"]*)\"(?:.*O_CREAT)?.*= \\d+.*");

    /** SQLite may sync its log before it copies it; it counts that nothing goes into the log until it is emptied. */
    private static final String LOG = "-wal";

    private Strace() {}

    /** A command under which some system calls of a process fail. */
    static String[] injecting(String... injections) {
        assumeTrue(Files.isExecutable(TOOL), "NOT CHECKED: errors of the disk need strace, and it is not installed");
        List<String> command = new ArrayList<>(List.of(TOOL.toString(), "-f", "-qq", "-o", "/dev/null"));
        command.addAll(List.of(injections));
        return command.toArray(String[]::new);
    }

    /** The same, and what it asked of the disk is told, a file for each thread. */
    static String[] tracing(Path folder, String... injections) throws IOException {
        Files.createDirectories(folder);
        List<String> told = new ArrayList<>(List.of(injecting(injections)));
        told.set(told.indexOf("-f"), "-ff");
        told.set(told.indexOf("/dev/null"), folder.resolve("thread").toString());
        told.addAll(
                1, List.of("-y", "-e", "trace=openat,mkdir,rename,unlink,ftruncate,write,pwrite64,fsync,fdatasync"));
        return told.toArray(String[]::new);
    }

    /**
     * Fails when a sync that failed was followed by another of the same file or folder, and nothing was written to it
     * between the two.
     *
     * @return how many syncs failed
     */
    static int assertNothingIsMerelySyncedAgain(Path folder) throws IOException {
        int failed = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(folder)) {
            for (Path thread : threads) {
                Map<String, String> unwritten = new HashMap<>();
                for (String line : Files.readAllLines(thread, StandardCharsets.ISO_8859_1)) {
                    Matcher sync = SYNC.matcher(line);
                    Matcher write = WRITE.matcher(line);
                    Matcher name = NAME.matcher(line);
                    if (sync.matches()) {
                        String path = sync.group(1);
                        if (!path.endsWith(LOG)) {
                            assertThat(unwritten.get(path))
                                    .as("synced again: " + line)
                                    .isNull();
                        }
                        if (sync.group(2).equals("-1")) {
                            unwritten.put(path, line);
                            failed++;
                        }
                    } else if (write.matches() && write.group(1).endsWith(LOG) && !line.startsWith("ftruncate")) {
                        assertThat(unwritten.get(write.group(1)))
                                .as("not given up: " + line)
                                .isNull();
                    } else if (write.matches()) {
                        unwritten.remove(write.group(1));
                    } else if (name.matches() && (!line.startsWith("openat") || line.contains("O_CREAT"))) {
                        unwritten.remove(name.group(1));
                        unwritten.remove(String.valueOf(Path.of(name.group(1)).getParent()));
                    }
                }
            }
        }
        return failed;
    }
}
