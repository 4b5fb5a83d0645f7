package org.pvswatch.adopt;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of several tables brought into the order of time by way of the disk, a file a day: years of rows do not fit into the
 * memory the program is started with.
 */
final class StagedRows implements AutoCloseable {
    private static final int PARTS = 5;

    private final Path folder;
    private LocalDate openDay;
    private BufferedWriter open;
    private long count;

    /** @param folder for the files, emptied first */
    StagedRows(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        for (Path left : files()) {
            Files.delete(left);
        }
    }

    /**
     * One row on its way.
     *
     * @param at its moment
     * @param file place of its file among those imported
     * @param line number of its line there
     * @param table which table it is of
     * @param text as it stands there
     */
    record Staged(Instant at, int file, long line, ScriptTable table, String text) {}

    void add(Staged row) throws IOException {
        LocalDate day = row.at().atOffset(ZoneOffset.UTC).toLocalDate();
        if (!day.equals(openDay)) {
            close();
            open = Files.newBufferedWriter(
                    folder.resolve(day.toString()),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            openDay = day;
        }
        open.write("%d\t%d\t%d\t%s\t%s\n"
                .formatted(row.at().toEpochMilli(), row.file(), row.line(), row.table(), row.text()));
        count++;
    }

    long count() {
        return count;
    }

    /** Takes the rows of one day, in the order of time and then as they stood. */
    interface Day {
        void take(List<Staged> rows) throws IOException;
    }

    /** Gives the days in their order. */
    void days(Day each) throws IOException {
        close();
        for (Path file : files()) {
            List<Staged> rows = new ArrayList<>();
            try (Stream<String> lines = Files.lines(file)) {
                lines.map(StagedRows::staged).forEach(rows::add);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            rows.sort(
                    Comparator.comparing(Staged::at).thenComparing(Staged::file).thenComparing(Staged::line));
            each.take(rows);
        }
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
            openDay = null;
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Staged staged(String line) {
        String[] parts = line.split("\t", PARTS);
        return new Staged(
                Instant.ofEpochMilli(Long.parseLong(parts[0])),
                Integer.parseInt(parts[1]),
                Long.parseLong(parts[2]),
                ScriptTable.valueOf(parts[3]),
                parts[4]);
    }
}
