package org.pvswatch.adopt;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.pvswatch.adopt.StagedRows.Staged;
import org.pvswatch.archive.ArchiveName;

/**
 * Takes rows of the old script's tables into the archive: those of one run together as one answer, each day of the summary
 * as one. First every file is {@link #read}, then all is {@link #archive}d, so that the tables find each other in whatever
 * order they come. Not thread-safe.
 */
final class RowImport {
    /** The rows of one run: the script wrote both tables one after another. */
    private static final Duration ONE_RUN = Duration.ofSeconds(30);

    /** No PVS of this kind existed earlier. */
    private static final LocalDate OLDEST = LocalDate.of(2010, 1, 1);

    private final Taking taking;
    private final StagedRows staged;
    private final ZoneId zone;
    private final Instant now;
    private final List<Table> tables = new ArrayList<>();
    private final List<FileReport> reports = new ArrayList<>();
    private final TreeMap<LocalDate, Day> days = new TreeMap<>();
    private boolean refused;

    RowImport(Taking taking, StagedRows staged, ZoneId zone, Instant now) {
        this.taking = taking;
        this.staged = staged;
        this.zone = zone;
        this.now = now;
    }

    /** A file that is one of the tables. */
    private record Table(Path file, ScriptLayout layout, FileReport report) {}

    /** A row on its way that can be read. */
    private record Read(Staged staged, ScriptRow row) {}

    /**
     * A day of the summary.
     *
     * @param line its line
     * @param text as it stands there
     */
    record Day(int file, long line, String text, ScriptRow row) {}

    List<FileReport> reports() {
        return reports;
    }

    /** Whether a file is none of the tables. */
    boolean refused() {
        return refused;
    }

    /** The days of the summary that count, by date. */
    Map<LocalDate, Day> days() {
        return days;
    }

    /** How many rows {@link #archive} will go through. */
    long count() {
        return staged.count() + days.size();
    }

    /** Reads one file. */
    void read(Path file) {
        FileReport unknown = new FileReport(file.toString(), "rows");
        try (ScriptLines lines = new ScriptLines(file)) {
            ScriptLines.Line first = lines.next();
            while (first != null && first.text().isBlank()) {
                first = lines.next();
            }
            Optional<ScriptLayout> layout = first == null ? Optional.empty() : ScriptLayout.of(first.text());
            if (layout.isEmpty()) {
                refuse(
                        unknown,
                        first == null
                                ? "is empty"
                                : "is none of the old script's tables, it begins '" + ScriptLayout.quoted(first.text())
                                        + "'");
                return;
            }
            boolean daily = layout.get().table() == ScriptTable.DAILY;
            Table table = new Table(file, layout.get(), new FileReport(file.toString(), daily ? "days" : "rows"));
            reports.add(table.report());
            tables.add(table);
            ScriptTimes times = new ScriptTimes(zone);
            for (ScriptLines.Line line = layout.get().headed() ? lines.next() : first;
                    line != null;
                    line = lines.next()) {
                if (!line.text().isBlank()) {
                    read(table, line, times);
                }
            }
            remark(table.report(), times);
        } catch (IOException e) {
            refuse(unknown, "cannot be read: " + e.getMessage());
        }
    }

    private void refuse(FileReport report, String why) {
        report.count(Outcome.UNREADABLE, "the file " + why);
        reports.add(report);
        refused = true;
    }

    private void read(Table table, ScriptLines.Line line, ScriptTimes times) throws IOException {
        try {
            if (!line.ended()) {
                throw new UnreadableRowException("is the last and has no end, so half of it may be missing");
            }
            ScriptRow row = table.layout().row(line.text());
            LocalDateTime local = ScriptTimes.parse(row.time())
                    .orElseThrow(() ->
                            new UnreadableRowException("'%s' is no time".formatted(ScriptLayout.quoted(row.time()))));
            if (local.toLocalDate().isBefore(OLDEST)
                    || local.atZone(zone).toInstant().isAfter(now.plus(1, ChronoUnit.DAYS))) {
                throw new UnreadableRowException("'%s' cannot be its time".formatted(ScriptLayout.quoted(row.time())));
            }
            if (row.table() == ScriptTable.DAILY) {
                day(table, line, row, local.toLocalDate());
                return;
            }
            if (row.table() == ScriptTable.INVERTERS && row.serial().isEmpty()) {
                throw new UnreadableRowException("has no serial");
            }
            Instant at = times.moment(local);
            table.report().span(at);
            staged.add(new Staged(at, tables.size() - 1, line.number(), row.table(), line.text()));
        } catch (UnreadableRowException e) {
            table.report().count(Outcome.UNREADABLE, "line %d %s".formatted(line.number(), e.getMessage()));
        }
    }

    private void day(Table table, ScriptLines.Line line, ScriptRow row, LocalDate date) {
        table.report().span(date.atStartOfDay(zone).toInstant());
        if (row.saysNothing()) {
            table.report().count(Outcome.NOTHING, "line %d: %s".formatted(line.number(), date));
            return;
        }
        Day earlier = days.put(date, new Day(tables.size() - 1, line.number(), line.text(), row));
        if (earlier == null) {
            return;
        }
        FileReport report = tables.get(earlier.file()).report();
        if (earlier.row().numbers().equals(row.numbers())) {
            report.count(Outcome.AGAIN);
        } else {
            report.count(
                    Outcome.DIFFERS,
                    "line %d: %s stands again in %s, which counts"
                            .formatted(earlier.line(), date, where(earlier.file(), tables.size() - 1, line.number())));
        }
    }

    private String where(int from, int file, long line) {
        return "line %d%s"
                .formatted(line, from == file ? "" : " of " + tables.get(file).file());
    }

    private void remark(FileReport report, ScriptTimes times) {
        if (times.inDoubledHour() > 0) {
            report.remark(
                    ("%,d stood in the hour that autumn repeats: %,d taken for the earlier; from where the times of the"
                                    + " file step back, %,d for the later")
                            .formatted(
                                    times.inDoubledHour(),
                                    times.inDoubledHour() - times.inLaterHour(),
                                    times.inLaterHour()));
        }
        if (times.inMissingHour() > 0) {
            report.remark(
                    "%,d stood in the hour that spring leaves out: taken as if the clock had not been put forward yet"
                            .formatted(times.inMissingHour()));
        }
    }

    /**
     * Puts everything read into the archive, in the order of time.
     *
     * @param each told of each row, by its date
     */
    void archive(Consumer<String> each) throws IOException {
        staged.days(rows -> {
            for (List<Staged> run : runs(withoutSamples(rows, each))) {
                archiveRun(run);
                run.forEach(row -> each.accept(date(row.at())));
            }
        });
        for (Map.Entry<LocalDate, Day> day : days.entrySet()) {
            archiveDay(day.getKey(), day.getValue());
            each.accept(day.getKey().toString());
        }
    }

    private String date(Instant at) {
        return at.atZone(zone).toLocalDate().toString();
    }

    /** A trial of the script wrote sample rows at one and the same time, not all of them under the one serial. */
    private List<Staged> withoutSamples(List<Staged> rows, Consumer<String> each) {
        List<Instant> trials = rows.stream()
                .filter(row -> row.table() == ScriptTable.INVERTERS)
                .filter(row -> read(row).row().serial().equals(ScriptTable.SAMPLE_SERIAL))
                .map(Staged::at)
                .distinct()
                .toList();
        List<Staged> others = new ArrayList<>();
        for (Staged row : rows) {
            if (trials.contains(row.at())) {
                tables.get(row.file()).report().count(Outcome.SAMPLE);
                each.accept(date(row.at()));
            } else {
                others.add(row);
            }
        }
        return others;
    }

    private static List<List<Staged>> runs(List<Staged> rows) {
        List<List<Staged>> runs = new ArrayList<>();
        Instant begin = Instant.MIN;
        for (Staged row : rows) {
            if (runs.isEmpty() || Duration.between(begin, row.at()).compareTo(ONE_RUN) > 0) {
                runs.add(new ArrayList<>());
                begin = row.at();
            }
            runs.get(runs.size() - 1).add(row);
        }
        return runs;
    }

    private void archiveRun(List<Staged> rows) throws IOException {
        List<Read> overview = distinct(rows, ScriptTable.OVERVIEW);
        List<Read> panels = distinct(rows, ScriptTable.INVERTERS);
        if (overview.isEmpty() && panels.isEmpty()) {
            return;
        }
        Instant at = (overview.isEmpty() ? panels : overview).get(0).staged().at();
        if (taking.moments().answeredNear(at, ArchivedMoments.SAME_TIME)) {
            count(overview, Outcome.BETTER);
            count(panels, Outcome.BETTER);
            return;
        }
        for (ArchiveName there : taking.moments().rowsNear(at, ONE_RUN)) {
            ImportSource source = ImportSource.of(there.source()).orElse(ImportSource.DAY);
            if (source.hasOverview()) {
                count(overview, Outcome.THERE);
                overview = List.of();
            }
            if (source.hasPanels()) {
                count(panels, Outcome.THERE);
                panels = List.of();
            }
            at = source == ImportSource.DAY ? at : there.receivedAt();
        }
        if (overview.isEmpty() && panels.isEmpty()) {
            return;
        }
        Map<ScriptLayout, List<String>> texts = new LinkedHashMap<>();
        for (List<Read> part : List.of(overview, panels)) {
            for (Read read : part) {
                texts.computeIfAbsent(tables.get(read.staged().file()).layout(), any -> new ArrayList<>())
                        .add(read.staged().text());
            }
        }
        ImportSource source =
                panels.isEmpty() ? ImportSource.OVERVIEW : overview.isEmpty() ? ImportSource.PANELS : ImportSource.RUN;
        taking.keep(ArchivedRows.text(texts), source.source(), at);
        count(overview, Outcome.TAKEN);
        count(panels, Outcome.TAKEN);
    }

    private void archiveDay(LocalDate date, Day day) throws IOException {
        Table table = tables.get(day.file());
        Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
        boolean there = taking.moments().rowsNear(end, Duration.ZERO).stream()
                .anyMatch(name -> ImportSource.DAY.source().equals(name.source()));
        if (!there) {
            String text = ArchivedRows.text(Map.of(table.layout(), List.of(day.text())));
            taking.keep(text, ImportSource.DAY.source(), end);
        }
        table.report().count(there ? Outcome.THERE : Outcome.TAKEN);
    }

    /** The rows of one table in a run, one for each device; the first counts. */
    private List<Read> distinct(List<Staged> rows, ScriptTable table) {
        Map<String, Read> distinct = new LinkedHashMap<>();
        for (Staged staging : rows) {
            if (staging.table() != table) {
                continue;
            }
            Read read = read(staging);
            FileReport report = tables.get(staging.file()).report();
            if (read.row().saysNothing()) {
                report.count(Outcome.NOTHING, "line %d".formatted(staging.line()));
                continue;
            }
            Read first = distinct.putIfAbsent(
                    table == ScriptTable.INVERTERS ? read.row().serial() : "", read);
            if (first != null && first.row().numbers().equals(read.row().numbers())) {
                report.count(Outcome.AGAIN);
            } else if (first != null) {
                report.count(
                        Outcome.DIFFERS,
                        "line %d: %s counts"
                                .formatted(
                                        staging.line(),
                                        where(
                                                staging.file(),
                                                first.staged().file(),
                                                first.staged().line())));
            }
        }
        return List.copyOf(distinct.values());
    }

    private void count(List<Read> rows, Outcome outcome) {
        rows.forEach(row -> tables.get(row.staged().file()).report().count(outcome));
    }

    private Read read(Staged row) {
        try {
            return new Read(row, tables.get(row.file()).layout().row(row.text()));
        } catch (UnreadableRowException e) {
            throw new IllegalStateException("was read once already", e);
        }
    }
}
