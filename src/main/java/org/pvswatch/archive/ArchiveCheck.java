package org.pvswatch.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads every byte of an archive and tells of each file that is not as it was written or does not belong there. */
public final class ArchiveCheck {
    private final Path root;
    private final Consumer<Problem> told;
    private final TreeSet<LocalDate> days = new TreeSet<>();
    private long packs;
    private long packed;
    private long singles;
    private long bytes;
    private long problems;

    /**
     * A check of one archive.
     *
     * @param root the archive folder
     * @param told told of each problem as it is found
     */
    public ArchiveCheck(Path root, Consumer<Problem> told) {
        this.root = root;
        this.told = told;
    }

    /**
     * Something that is not well.
     *
     * @param file where
     * @param seen what was seen
     * @param advice what to do
     */
    public record Problem(Path file, String seen, String advice) {}

    /**
     * What was found.
     *
     * @param packs packs
     * @param packed answers in packs
     * @param singles answers in files of their own that no pack holds
     * @param bytes size of all files
     * @param days days with an answer
     * @param problems how many problems there were
     */
    public record Result(long packs, long packed, long singles, long bytes, List<LocalDate> days, long problems) {
        /** Days between the first and the last without an answer. */
        public List<LocalDate> gaps() {
            Set<LocalDate> there = new HashSet<>(days);
            return days.isEmpty()
                    ? List.of()
                    : days.get(0)
                            .datesUntil(days.get(days.size() - 1))
                            .filter(day -> !there.contains(day))
                            .toList();
        }
    }

    /**
     * Checks all files.
     *
     * @throws IOException when a folder cannot be listed
     */
    public Result all() throws IOException {
        Set<Path> expected = new HashSet<>();
        for (ArchiveDay day : ArchiveDay.in(root)) {
            check(day, expected);
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path file :
                    paths.filter(path -> !Files.isDirectory(path)).sorted().toList()) {
                if (!expected.contains(file) && Files.exists(file)) {
                    bytes += Files.size(file);
                    foreign(file);
                }
            }
        }
        return new Result(packs, packed, singles, bytes, List.copyOf(days), problems);
    }

    private void check(ArchiveDay day, Set<Path> expected) throws IOException {
        List<SingleAnswer> ofDay = day.singles();
        Set<String> inPack = new HashSet<>();
        for (Path pack : day.packs()) {
            expected.add(pack);
            packs++;
            bytes += Files.size(pack);
            check(day, pack, inPack);
        }
        for (SingleAnswer single : ofDay) {
            expected.add(single.path());
            try {
                byte[] file = Files.readAllBytes(single.path());
                bytes += file.length;
                Optional<String> seen = SingleFileCheck.problem(file);
                if (seen.isPresent()) {
                    tell(single.path(), seen.get(), "take this file from a backup; else its one answer is lost");
                } else if (!inPack.contains(single.name())) {
                    singles++;
                    days.add(day.date());
                }
            } catch (NoSuchFileException e) {
                continue; // packed while we looked
            } catch (IOException e) {
                tell(single.path(), "cannot be read: " + e.getMessage(), "look after the disk");
            }
        }
    }

    /** One line for a pack, whatever is wrong in it. */
    private void check(ArchiveDay day, Path pack, Set<String> names) {
        List<String> wrong = new ArrayList<>();
        try (PackReader reader = new PackReader(pack)) {
            String last = "";
            for (StoredAnswer answer = reader.next(); answer != null; answer = reader.next()) {
                Optional<String> problem = problem(day, answer, last);
                if (problem.isPresent()) {
                    wrong.add(problem.get());
                } else {
                    last = answer.name();
                    names.add(last);
                    packed++;
                    days.add(day.date());
                }
            }
        } catch (IOException e) {
            wrong.add(e.getMessage());
        }
        if (!wrong.isEmpty()) {
            String more = wrong.size() == 1 ? "" : ", and %,d more like it".formatted(wrong.size() - 1);
            tell(pack, wrong.get(0) + more, "take this file from a backup; what can be read of it is replayed");
        }
    }

    private static Optional<String> problem(ArchiveDay day, StoredAnswer answer, String last) {
        try {
            answer.bytes();
        } catch (IOException e) {
            return Optional.of(e.getMessage());
        }
        if (!day.holds(answer.name() + ArchiveName.GZIP)) {
            return Optional.of("holds '" + answer.name() + "', which is no answer of its day");
        }
        return ArchiveName.sortKey(answer.name()).compareTo(ArchiveName.sortKey(last)) > 0
                ? Optional.empty()
                : Optional.of("holds " + answer.name() + " out of order");
    }

    private void foreign(Path file) {
        if (file.toString().endsWith(ArchiveDay.PART)) {
            tell(
                    file,
                    "is left over from a write that was cut off, or is being written right now",
                    "nothing, the next start clears it away; nobody was told that it was kept");
        } else {
            tell(file, "is not of the archive, or does not belong in this folder", "move it elsewhere");
        }
    }

    private void tell(Path file, String seen, String advice) {
        problems++;
        told.accept(new Problem(file, seen, advice));
    }
}
