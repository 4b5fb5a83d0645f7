package org.pvswatch.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.Days;

/**
 * The files of finished days, kept by catching up: a new day goes to the end of its files; a day that was corrected has them
 * written anew, and so has a file that is gone or torn. Not thread-safe.
 *
 * <p>Which revision of the days they hold stands in a small file beside them, with a date of that revision, so that it is not
 * believed of another history.
 */
final class DayFiles {
    /** What a power cut may have taken from files that are not synced is of these last days. */
    private static final int UNSURE_DAYS = 3;

    private final Path folder;
    private final Path progressFile;
    private final ZoneId zone;
    private final Days days;
    private long revision = -1;

    DayFiles(Path folder, ZoneId zone, Days days) {
        this.folder = folder;
        this.progressFile = folder.resolve(".days-caught-up");
        this.zone = zone;
        this.days = days;
    }

    /** Takes in every day that was written since. */
    void catchUp() throws IOException, SQLException {
        long newest = days.revision();
        boolean starts = revision < 0;
        if (newest == revision && Files.exists(folder.resolve(DayTable.DAILY.fileName(LocalDate.EPOCH)))) {
            return;
        }
        Files.createDirectories(folder);
        long held = starts ? noted() : revision;
        SortedSet<LocalDate> changed = days.changedSince(held);
        for (DayTable table : DayTable.values()) {
            for (LocalDate file : filesOf(table)) {
                if (held == 0 && newest > 0) {
                    rewrite(table, file);
                } else {
                    bringUpToDate(
                            table,
                            file,
                            changed.subSet(table.first(file), table.last(file).plusDays(1)),
                            starts);
                }
            }
        }
        if (newest != revision) {
            Files.writeString(progressFile, progress(newest));
            revision = newest;
        }
    }

    /** A date of each file there should be; the file of all days is there without any. */
    private List<LocalDate> filesOf(DayTable table) throws SQLException {
        List<LocalDate> files = new ArrayList<>();
        LocalDate last = days.last().orElse(null);
        LocalDate next = days.first().orElse(null);
        while (next != null && !next.isAfter(last)) {
            files.add(next);
            next = table.last(next).plusDays(1);
        }
        return files.isEmpty() && table == DayTable.DAILY ? List.of(LocalDate.EPOCH) : files;
    }

    private void bringUpToDate(DayTable table, LocalDate ofFile, SortedSet<LocalDate> changed, boolean unsure)
            throws IOException, SQLException {
        Path file = folder.resolve(table.fileName(ofFile));
        if (!Files.exists(file) || unsure && !CsvFile.hasHeader(file, table.columns())) {
            rewrite(table, ofFile);
            return;
        }
        LocalDate lastInFile = changed.isEmpty() ? null : date(CsvFile.lastLine(file));
        if (!changed.isEmpty() && (lastInFile == null || !lastInFile.isBefore(changed.first()))) {
            rewrite(table, ofFile);
        } else if (unsure && !endsRight(table, ofFile, changed)) {
            rewrite(table, ofFile);
        } else if (!changed.isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            for (LocalDate date : changed) {
                rows.addAll(rows(table, date, date));
            }
            CsvFile.append(file, rows);
        }
    }

    /** Whether a file ends with the days that it should have so far. */
    private boolean endsRight(DayTable table, LocalDate ofFile, SortedSet<LocalDate> changed)
            throws IOException, SQLException {
        LocalDate end = changed.isEmpty()
                ? earlier(table.last(ofFile), days.last().orElse(ofFile))
                : changed.first().minusDays(1);
        LocalDate begin = end.minusDays(UNSURE_DAYS - 1);
        LocalDate first = table.first(ofFile);
        return CsvFile.endsWith(
                folder.resolve(table.fileName(ofFile)), rows(table, begin.isBefore(first) ? first : begin, end));
    }

    private void rewrite(DayTable table, LocalDate ofFile) throws IOException, SQLException {
        List<List<String>> rows = rows(table, table.first(ofFile), table.last(ofFile));
        CsvFile.replace(folder.resolve(table.fileName(ofFile)), table.columns(), csv -> rows.forEach(csv::writeRecord));
    }

    private List<List<String>> rows(DayTable table, LocalDate from, LocalDate to) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        for (DayRow day : days.between(from, to)) {
            rows.addAll(table.rows(day, zone));
        }
        return rows;
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    /** The date a line begins with, {@code null} when it begins with none. */
    private static LocalDate date(String line) {
        try {
            return LocalDate.parse(line.split(",", 2)[0]);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private String progress(long held) throws SQLException {
        return held + " " + days.firstOf(held).map(LocalDate::toString).orElse("none") + "\n";
    }

    /** The revision that the files hold, 0 when that cannot be believed. */
    private long noted() throws IOException, SQLException {
        if (!Files.exists(progressFile)) {
            return 0;
        }
        String text = Files.readString(progressFile);
        try {
            long held = Long.parseLong(text.split(" ", 2)[0]);
            return text.equals(progress(held)) ? held : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
