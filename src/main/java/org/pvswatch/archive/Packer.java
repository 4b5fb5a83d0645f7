package org.pvswatch.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the answers of a day that is long over into one file, which takes a tenth of the room; word of the route
 * {@code pack-archive}.
 *
 * <p>A single file is deleted only when its answer has been read back from the synced pack, byte for byte. Whatever is cut
 * off on the way is finished by the next call: until then readers take a day's answers from its pack, and from single
 * files those that are not in it. One call at a time.
 */
public final class Packer {
    private final Archive archive;
    private final Clock clock;
    private final List<String> left = new ArrayList<>();

    /**
     * A packer.
     *
     * @param archive whose days are packed
     * @param clock says which days are over
     */
    public Packer(Archive archive, Clock clock) {
        this.archive = archive;
        this.clock = clock;
    }

    /**
     * What one call did.
     *
     * @param days days packed, or packed anew because an answer came late
     * @param answers answers that were in single files and are in packs now
     * @param written what the archive wrote since the start of the program
     */
    public record Packed(int days, int answers, Written written) {}

    /**
     * Packs every day before yesterday that has single files.
     *
     * @throws IOException when something could not be packed; it stays as it was and the message says what and why. Days
     *     that can be packed are packed nevertheless, unless it is the disk that fails
     */
    public synchronized Packed packFinishedDays() throws IOException {
        LocalDate yesterday =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        left.clear();
        int days = 0;
        int answers = 0;
        for (ArchiveDay day : ArchiveDay.in(archive.folder())) {
            if (day.date().isBefore(yesterday) && Files.isDirectory(day.folder())) {
                try {
                    int packed = pack(day);
                    days += packed > 0 ? 1 : 0;
                    answers += packed;
                } catch (DamagedPackException e) {
                    left.add(e.getMessage());
                } catch (IOException e) {
                    throw new IOException(
                            "the answers of %s stay as single files: %s".formatted(day.date(), e.getMessage()), e);
                }
            }
        }
        if (!left.isEmpty()) {
            throw new IOException("%s%s; 'pvs-watch archive verify' tells all"
                    .formatted(left.get(0), left.size() == 1 ? "" : " and " + (left.size() - 1) + " more like it"));
        }
        return new Packed(days, answers, archive.written());
    }

    private int pack(ArchiveDay day) throws IOException {
        Map<String, SingleAnswer> singles = new HashMap<>();
        for (SingleAnswer single : day.singles()) {
            try {
                single.bytes();
                singles.put(single.name(), single);
            } catch (IOException e) {
                left.add("%s cannot be read (%s)".formatted(single.where(), e.getMessage()));
            }
        }
        if (!areInPack(day, singles)) {
            write(day, List.copyOf(singles.values()));
        }
        int deleted = singles.isEmpty() ? 0 : deleteWhatIsPacked(day, singles);
        archive.tidy(day);
        return deleted;
    }

    private static boolean areInPack(ArchiveDay day, Map<String, SingleAnswer> singles) throws IOException {
        int found = 0;
        if (!singles.isEmpty() && Files.exists(day.pack())) {
            try (Answers pack = Answers.of(List.of(), day.packs())) {
                for (StoredAnswer answer = pack.next(); answer != null; answer = pack.next()) {
                    found += singles.containsKey(answer.name()) ? 1 : 0;
                }
            }
        }
        return found == singles.size();
    }

    private void write(ArchiveDay day, List<SingleAnswer> singles) throws IOException {
        try (SyncedFiles.Unfinished file = archive.files().begin(day.pack())) {
            PackWriter writer = new PackWriter(file);
            try (Answers answers = Answers.of(singles, day.packs())) {
                for (StoredAnswer answer = answers.next(); answer != null; answer = answers.next()) {
                    writer.add(answer.name(), answer.bytes());
                }
            }
            writer.finish();
            file.sync();
            compare(file.part(), singles, day.packs());
            file.finish();
        }
    }

    /** Reads a new pack back and holds it against what went in. */
    private static void compare(Path pack, List<SingleAnswer> singles, List<Path> old) throws IOException {
        try (Answers in = Answers.of(singles, old);
                PackReader out = new PackReader(pack)) {
            StoredAnswer given = in.next();
            StoredAnswer kept = out.next();
            while (given != null && kept != null && isSame(given, kept)) {
                given = in.next();
                kept = out.next();
            }
            if (given != null || kept != null) {
                throw new IOException("the disk gave back something else than was written to it");
            }
        }
    }

    private static boolean isSame(StoredAnswer one, StoredAnswer other) throws IOException {
        return one.name().equals(other.name()) && Arrays.equals(one.bytes(), other.bytes());
    }

    private int deleteWhatIsPacked(ArchiveDay day, Map<String, SingleAnswer> singles) throws IOException {
        int deleted = 0;
        try (Answers pack = Answers.of(List.of(), day.packs())) {
            for (StoredAnswer answer = pack.next(); answer != null; answer = pack.next()) {
                SingleAnswer single = singles.get(answer.name());
                if (single != null && isSame(answer, single)) {
                    Files.delete(single.path());
                    deleted++;
                } else if (single != null) {
                    left.add(single.where() + " is not the answer of that name in " + day.pack());
                }
            }
        }
        return deleted;
    }
}
