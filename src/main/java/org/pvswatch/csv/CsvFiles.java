package org.pvswatch.csv;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.pvswatch.history.History;
import org.pvswatch.history.StoredPoll;

/**
 * The owner's spreadsheets: {@code overview-2026.csv}, {@code inverters-2026-11.csv}, {@code daily.csv},
 * {@code panels-2026.csv}; word of the route
 * {@code sink-csv}.
 *
 * <p>A function of history, kept by catching up: new polls go to the end of their file; a file that lacks something (not
 * there yet, deleted by hand, late answers, a row torn by a power cut) is written anew, whole, from history. Thread-safe.
 */
public final class CsvFiles {
    /** What a power cut may have taken from files that are not synced is younger than this. */
    private static final Duration UNSURE = Duration.ofDays(2);

    private final Path folder;
    private final Path progressFile;
    private final ZoneId zone;
    private final History history;
    private final DayFiles dayFiles;
    private final Map<String, Instant> lastInFile = new HashMap<>();
    private final Map<String, Long> rewrittenUpTo = new HashMap<>();
    private Progress progress;

    /**
     * @param folder where the files go
     * @param zone time zone of the site: local times in the files, and the ends of their periods
     * @param history what they are made from
     */
    public CsvFiles(String folder, String zone, History history) {
        this.folder = Path.of(folder);
        this.progressFile = this.folder.resolve(".caught-up");
        this.zone = ZoneId.of(zone);
        this.history = history;
        this.dayFiles = new DayFiles(this.folder, this.zone, history.days());
    }

    /** The last poll the files hold, by its number in history; 0 for none. Mends the files when first asked. */
    public synchronized long takenUpTo() throws IOException, SQLException {
        if (progress == null) {
            Files.createDirectories(folder);
            tidy();
            progress = believable(Progress.read(progressFile).orElse(Progress.NONE));
            mend();
        }
        return progress.seq();
    }

    /**
     * Takes polls in, in the order of storing.
     *
     * @return the last poll the files hold now
     */
    public synchronized long add(List<StoredPoll> polls) throws IOException, SQLException {
        takenUpTo();
        Files.createDirectories(folder);
        for (CsvTable table : CsvTable.values()) {
            TreeSet<Instant> stale = new TreeSet<>();
            Map<String, List<List<String>>> ends = new HashMap<>();
            for (StoredPoll poll : polls) {
                String name = table.fileName(poll.polledAt(), zone);
                boolean there = Files.exists(folder.resolve(name));
                if (there && poll.seq() <= rewrittenUpTo.getOrDefault(name, 0L)) {
                    continue;
                }
                if (there && poll.polledAt().isAfter(lastInFile(table, name))) {
                    ends.computeIfAbsent(name, any -> new ArrayList<>()).addAll(table.rows(poll, zone));
                    lastInFile.put(name, poll.polledAt());
                } else {
                    stale.add(table.periodBegin(poll.polledAt(), zone));
                }
            }
            for (Map.Entry<String, List<List<String>>> end : ends.entrySet()) {
                CsvFile.append(folder.resolve(end.getKey()), end.getValue());
            }
            for (Instant period : stale) {
                rewrite(table, period);
            }
        }
        progress = Progress.of(polls.get(polls.size() - 1));
        progress.write(progressFile);
        return progress.seq();
    }

    /** Brings the files of finished days up to date. */
    public synchronized void writeDays() throws IOException, SQLException {
        dayFiles.catchUp();
    }

    /** Takes away what an earlier process was writing when it died. */
    private void tidy() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*.csv.part")) {
            for (Path part : left) {
                Files.delete(part);
            }
        }
    }

    /** A file of an earlier process counts as complete up to what this process last knew to be in it. */
    private Instant lastInFile(CsvTable table, String name) {
        return lastInFile.computeIfAbsent(name, any -> {
            boolean newest = name.equals(table.fileName(progress.polledAt(), zone));
            return newest ? progress.polledAt() : Instant.MAX;
        });
    }

    private Progress believable(Progress read) throws SQLException {
        if (read.seq() == 0) {
            return Progress.NONE;
        }
        List<StoredPoll> same = history.pollsAfter(read.seq() - 1, 1);
        boolean known = !same.isEmpty()
                && same.get(0).seq() == read.seq()
                && same.get(0).polledAt().equals(read.polledAt());
        return known ? read : Progress.NONE;
    }

    /** After a start: files that are gone, or that end differently from what history says, are written anew. */
    private void mend() throws IOException, SQLException {
        History.Span span = history.span().orElse(null);
        if (span == null || progress.seq() == 0) {
            return;
        }
        for (CsvTable table : CsvTable.values()) {
            Instant period = table.periodBegin(span.first(), zone);
            while (!period.isAfter(progress.polledAt())) {
                Instant end = table.periodEnd(period, zone);
                Path file = folder.resolve(table.fileName(period, zone));
                boolean unsure = end.isAfter(progress.polledAt().minus(UNSURE));
                boolean wrong = Files.exists(file)
                        ? !CsvFile.hasHeader(file, table.columns()) || unsure && !endsRight(table, file, period, end)
                        : history.hasPoll(period, end);
                if (wrong) {
                    rewrite(table, period);
                }
                period = end;
            }
        }
    }

    /** Whether the end of a file holds, byte for byte, the rows of the last days that it should. */
    private boolean endsRight(CsvTable table, Path file, Instant period, Instant end) throws IOException, SQLException {
        Instant from = latest(period, earliest(end, progress.polledAt()).minus(UNSURE));
        Instant to = earliest(end, progress.polledAt().plusMillis(1));
        List<List<String>> expected = new ArrayList<>();
        for (StoredPoll poll : table.polls(history, from, to)) {
            expected.addAll(table.rows(poll, zone));
        }
        return CsvFile.endsWith(file, expected);
    }

    private void rewrite(CsvTable table, Instant period) throws IOException, SQLException {
        String name = table.fileName(period, zone);
        Instant end = table.periodEnd(period, zone);
        Instant[] last = {Instant.MIN};
        long newestSeq = history.span().map(History.Span::seq).orElse(0L);
        CsvFile.replace(folder.resolve(name), table.columns(), csv -> {
            Instant from = period;
            while (from.isBefore(end)) {
                Instant to = earliest(from.plus(Duration.ofDays(1)), end);
                try {
                    for (StoredPoll poll : table.polls(history, from, to)) {
                        table.rows(poll, zone).forEach(csv::writeRecord);
                        last[0] = poll.polledAt();
                    }
                } catch (SQLException e) {
                    throw new IOException(e);
                }
                from = to;
            }
        });
        lastInFile.put(name, last[0]);
        rewrittenUpTo.put(name, newestSeq);
    }

    private static Instant earliest(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
