package org.pvswatch.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Answers from single files and packs alike, in the order of their time where their names tell it; of one moment the
 * weather first, for it was known to whoever was read then. Holds no more than a block of a pack at a time. An answer
 * that lies in a file of its own and in a pack is given once, from the pack. Not thread-safe.
 */
public final class Answers implements AutoCloseable {
    /** A single file takes about five times the room it has in a pack. */
    private static final int SINGLE_TO_PACK = 5;

    private final Deque<SingleAnswer> singles;
    private final Deque<Path> packs;
    private final Instant after;
    private final long weight;
    private long weightDone;
    private PackReader pack;
    private long packWeight;
    private StoredAnswer packed;

    private Answers(List<SingleAnswer> singles, List<Path> packs, Instant after) throws IOException {
        this.singles = new ArrayDeque<>(singles.stream()
                .sorted(Comparator.comparing((SingleAnswer single) -> ArchiveName.sortKey(single.name()))
                        .thenComparing(SingleAnswer::where))
                .toList());
        this.packs = new ArrayDeque<>(packs.stream()
                .sorted(Comparator.comparing(Path::getFileName).thenComparing(Path::toString))
                .toList());
        this.after = after;
        long sum = 0;
        for (SingleAnswer single : singles) {
            sum += weight(single.path()) / SINGLE_TO_PACK;
        }
        for (Path path : packs) {
            sum += weight(path);
        }
        this.weight = Math.max(1, sum);
    }

    /** All of these. */
    static Answers of(List<SingleAnswer> singles, List<Path> packs) throws IOException {
        return new Answers(singles, packs, Instant.MIN);
    }

    /** All answers of some days after a moment. */
    static Answers after(Instant moment, List<ArchiveDay> days) throws IOException {
        List<SingleAnswer> singles = new ArrayList<>();
        List<Path> packs = new ArrayList<>();
        for (ArchiveDay day : days) {
            singles.addAll(day.singles());
            packs.addAll(day.packs());
        }
        singles.removeIf(
                single -> !ArchiveName.parse(single.name()).receivedAt().isAfter(moment));
        return new Answers(singles, packs, moment);
    }

    /** All answers below a folder, or in the one file, whoever wrote it. */
    public static Answers below(Path start) throws IOException {
        try (Stream<Path> found = Files.walk(start)) {
            List<Path> files = found.filter(Files::isRegularFile).toList();
            List<Path> packs = files.stream().filter(Answers::isPack).toList();
            List<SingleAnswer> singles = files.stream()
                    .filter(file ->
                            file.equals(start) ? !isPack(file) : file.toString().matches(".*\\.json(\\.gz)?"))
                    .map(SingleAnswer::new)
                    .toList();
            return of(singles, packs);
        }
    }

    /**
     * The next answer.
     *
     * @return {@code null} after the last; what is damaged is an answer whose bytes cannot be had
     */
    public StoredAnswer next() throws IOException {
        if (packed == null) {
            packed = nextPacked();
        }
        int order = singles.isEmpty() ? 1 : packed == null ? -1 : order(singles.peek(), packed);
        if (order < 0) {
            weightDone += weight(singles.peek().path()) / SINGLE_TO_PACK;
            return singles.remove();
        }
        if (order == 0) {
            singles.remove();
        }
        StoredAnswer given = packed;
        packed = null;
        return given;
    }

    /** How far it is, 0 to 1. */
    public double share() {
        return Math.min(1, (weightDone + (pack == null ? 0 : pack.share() * packWeight)) / weight);
    }

    private static int order(StoredAnswer one, StoredAnswer other) {
        return ArchiveName.sortKey(one.name()).compareTo(ArchiveName.sortKey(other.name()));
    }

    private StoredAnswer nextPacked() throws IOException {
        while (pack != null || !packs.isEmpty()) {
            if (pack == null) {
                Path path = packs.remove();
                packWeight = weight(path);
                try {
                    pack = new PackReader(path);
                } catch (DamagedPackException e) {
                    weightDone += packWeight;
                    return new DamagedAnswer(path, e);
                }
            }
            StoredAnswer answer = pack.next();
            if (answer == null) {
                pack.close();
                pack = null;
                weightDone += packWeight;
            } else if (isWanted(answer)) {
                return answer;
            }
        }
        return null;
    }

    private boolean isWanted(StoredAnswer answer) {
        Instant at = ArchiveName.parse(answer.name()).receivedAt();
        return at == null || at.isAfter(after);
    }

    private static boolean isPack(Path file) {
        return file.toString().endsWith(ArchiveDay.PACK);
    }

    private static long weight(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0; // packed meanwhile
        }
    }

    @Override
    public void close() throws IOException {
        if (pack != null) {
            pack.close();
        }
    }
}
