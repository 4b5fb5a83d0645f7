package org.pvswatch.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pvswatch.archive.Archive;
import org.pvswatch.archive.ArchiveSize;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.settings.Settings;

/** The data folder: who works in it, how long its disk will do, and when the last poll came into the archive. */
final class DataCheck implements Check {
    private static final double FEW_YEARS = 2;
    private static final int FEWEST_DAYS = 4;
    private static final double MANY_YEARS = 1000;
    private static final Duration LATE = Duration.ofMinutes(30);

    private final Installed installed;

    DataCheck(Installed installed) {
        this.installed = installed;
    }

    @Override
    public List<Finding> look() throws IOException {
        List<Finding> all = new ArrayList<>();
        Path data = installed.data().toAbsolutePath();
        Path existing = data;
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        FileStore disk = Files.getFileStore(existing);
        if (disk.isReadOnly() || !Files.isWritable(existing) || !Files.isDirectory(existing)) {
            all.add(Finding.fail(
                    "data folder",
                    data + " cannot be written",
                    "give it to the user that runs PVS Watch, or name another with --data"));
            return all;
        }
        Optional<String> holder = LockHolder.of(data);
        String who = holder.map(process -> "the watch is running (" + process + ")")
                .orElse(Files.exists(data) ? "no watch is running" : "made at the first start");
        all.add(Finding.ok("data folder", data + ", " + who));
        all.add(room(data.resolve("archive"), disk.getUsableSpace()));
        if (Files.exists(data.resolve("archive"))) {
            all.add(lastPoll(data.resolve("archive"), holder.isPresent()));
        }
        return all;
    }

    private Finding room(Path archive, long free) throws IOException {
        long reserve = 1_000_000L * Long.parseLong(installed.settings().get("disk.reserve-mb"));
        String left = ArchiveSize.room(free) + " free";
        if (free < reserve) {
            return Finding.fail(
                    "disk",
                    "%s, less than the reserve of %s MB: history and CSV files stand still"
                            .formatted(left, installed.settings().get("disk.reserve-mb")),
                    "make room; what is missing is caught up by itself");
        }
        if (!Files.exists(archive)) {
            return Finding.ok("disk", left);
        }
        ArchiveSize size = ArchiveSize.of(archive);
        double years = Math.max(0, (double) (free - reserve) / Math.max(1, size.freeBytes())) * size.yearsLeft();
        if (size.days() < FEWEST_DAYS) {
            return Finding.ok("disk", left + "; for how many years that does is known in some days");
        }
        String growth = "%s, enough for %s at %s a day; %,d days in %s"
                .formatted(
                        left,
                        years > MANY_YEARS ? "more than 1,000 years" : "%.1f years".formatted(years),
                        ArchiveSize.room(size.bytesPerDay()),
                        size.days(),
                        ArchiveSize.room(size.bytes()));
        return years < FEW_YEARS
                ? Finding.warn("disk", growth, "a larger card or disk before that")
                : Finding.ok("disk", growth);
    }

    private Finding lastPoll(Path archive, boolean running) throws IOException {
        List<String> told = new ArrayList<>();
        boolean late = false;
        for (String pvs : ids(installed.settings())) {
            Optional<Instant> at =
                    new Archive(archive.toString()).newestGood(pvs).map(RawAnswer::receivedAt);
            Duration ago = at.map(
                            each -> Duration.between(each, installed.clock().instant()))
                    .orElse(null);
            late |= ago == null || ago.compareTo(LATE) > 0;
            told.add(ago == null ? "none of " + pvs + " yet" : "%s %s ago".formatted(pvs, inWords(ago)));
        }
        String said = "last poll that reached it: " + String.join(", ", told);
        if (running && late && installed.settings().get("pvs.night-minutes").equals("0")) {
            return Finding.warn("archive", said, "the watch runs, so it asks in vain: see the lines on the PVS below");
        }
        return Finding.ok("archive", said);
    }

    /** Names of the PVSs, in the order of the settings. */
    static List<String> ids(Settings settings) {
        return List.of(settings.get("pvs.id").split("\\s*,\\s*"));
    }

    /** A stretch of time in the unit that suits it; what is not over yet is {@code 0 s}. */
    static String inWords(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        return seconds < 120
                ? seconds + " s"
                : seconds < 7200
                        ? seconds / 60 + " min"
                        : seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
    }
}
