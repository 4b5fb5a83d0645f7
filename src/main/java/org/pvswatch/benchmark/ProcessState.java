package org.pvswatch.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What Linux knows of a process.
 *
 * @param cpuSeconds of all its threads, user and system, to a hundredth
 * @param switches of its threads that live, voluntary and not
 * @param residentMib memory it has in RAM, MiB
 * @param openFiles descriptors
 * @param writtenBytes given to a disk, without what the file system writes for itself
 */
public record ProcessState(double cpuSeconds, long switches, double residentMib, int openFiles, long writtenBytes) {
    private static final double TICKS_A_SECOND = 100;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final double KIB_A_MIB = 1024;

    /** Elsewhere than on Linux nobody tells. */
    private static final ProcessState UNKNOWN = new ProcessState(Double.NaN, -1, Double.NaN, -1, -1);

    private static final boolean TOLD = Files.isDirectory(Path.of("/proc/self/task"));

    /** @param process its number, or {@code self} */
    public static ProcessState of(String process) throws IOException {
        if (!TOLD) {
            return UNKNOWN;
        }
        Path about = Path.of("/proc", process);
        long switches = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(about.resolve("task"))) {
            for (Path thread : threads) {
                switches += switchesOf(thread);
            }
        }
        return new ProcessState(
                cpuSeconds(process),
                switches,
                number(about.resolve("status"), "VmRSS:") / KIB_A_MIB,
                entries(about.resolve("fd")),
                number(about.resolve("io"), "write_bytes:"));
    }

    /** CPU seconds of all its threads so far, to a hundredth. @param process its number, or {@code self} */
    public static double cpuSeconds(String process) throws IOException {
        if (!TOLD) {
            return UNKNOWN.cpuSeconds();
        }
        String stat = Files.readString(Path.of("/proc", process, "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" "); // a name may hold anything
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) / TICKS_A_SECOND;
    }

    private static long switchesOf(Path thread) {
        try {
            Path status = thread.resolve("status");
            return number(status, "voluntary_ctxt_switches:") + number(status, "nonvoluntary_ctxt_switches:");
        } catch (IOException | UncheckedIOException e) {
            return 0; // it has ended meanwhile
        }
    }

    private static long number(Path file, String name) throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (String line : lines) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.substring(name.length()).replaceAll("[^0-9]", ""));
            }
        }
        return 0;
    }

    private static int entries(Path folder) throws IOException {
        int count = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path each : all) {
                count += each.getNameCount() > 0 ? 1 : 0;
            }
        }
        return count - 1; // this look itself
    }
}
