package org.pvswatch.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How much room an archive takes and will take. Sizes are what files occupy, in steps of 4 KiB.
 *
 * @param days days that have answers
 * @param packs days that are packed
 * @param bytes room of all answers
 * @param bytesPerDay room of a packed day, the mean of the last thirty; of a day that is not packed where none is, 0 for
 *     an empty archive
 * @param freeBytes room left on its disk
 */
public record ArchiveSize(int days, int packs, long bytes, long bytesPerDay, long freeBytes) {
    private static final int STEP = 4096;
    private static final int LATEST_DAYS = 30;
    private static final double DAYS_A_YEAR = 365.25;

    /** Looks at names and sizes only. */
    public static ArchiveSize of(Path root) throws IOException {
        List<Long> packed = new ArrayList<>();
        List<ArchiveDay> days = ArchiveDay.in(root);
        long singles = 0;
        int loose = 0;
        for (ArchiveDay day : days) {
            for (Path pack : day.packs()) {
                packed.add(room(pack));
            }
            List<SingleAnswer> ofDay = day.singles();
            for (SingleAnswer single : ofDay) {
                singles += room(single.path());
            }
            loose += ofDay.isEmpty() ? 0 : 1;
        }
        List<Long> latest = packed.subList(Math.max(0, packed.size() - LATEST_DAYS), packed.size());
        long bytes = singles + packed.stream().mapToLong(Long::longValue).sum();
        double perDay =
                latest.stream().mapToLong(Long::longValue).average().orElse(loose == 0 ? 0 : (double) singles / loose);
        long free = Files.getFileStore(root).getUsableSpace();
        return new ArchiveSize(days.size(), packed.size(), bytes, Math.round(perDay), free);
    }

    /** How long the room left will do at that growth, years. */
    public double yearsLeft() {
        return bytesPerDay == 0 ? Double.POSITIVE_INFINITY : freeBytes / (bytesPerDay * DAYS_A_YEAR);
    }

    /** A size in the unit that suits it. */
    public static String room(long bytes) {
        return bytes < 1_000_000
                ? "%.1f kB".formatted(bytes / 1e3)
                : bytes < 1_000_000_000 ? "%.1f MB".formatted(bytes / 1e6) : "%.1f GB".formatted(bytes / 1e9);
    }

    private static long room(Path file) throws IOException {
        return (Files.size(file) + STEP - 1) / STEP * STEP;
    }
}
