package org.pvswatch.benchmark;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a spell of a watcher's life cost, and what it was at its end, before the restart.
 *
 * @param from first day
 * @param polls asked for on usual days, those that closed a day left out
 * @param pollSeconds CPU of these
 * @param densePolls of days with a poll each five minutes, those that closed a day left out
 * @param denseSeconds CPU of these
 * @param closings first polls of a day: they close the day before and judge it
 * @param closingSeconds CPU of these
 * @param otherSeconds CPU of weather, packing, reports and the start
 * @param heapMib heap in use after a collection
 * @param residentMib memory in RAM
 * @param openFiles descriptors of the process
 * @param threads that live
 * @param files in the data folder
 * @param historyKib of the database
 * @param archiveKib of the archive, lengths of its files
 * @param letters in the mail folder
 */
public record LifeSpell(
        LocalDate from,
        int polls,
        double pollSeconds,
        int densePolls,
        double denseSeconds,
        int closings,
        double closingSeconds,
        double otherSeconds,
        double heapMib,
        double residentMib,
        int openFiles,
        int threads,
        long files,
        long historyKib,
        long archiveKib,
        long letters) {
    /** Names of what {@link #line} has. */
    public static final String HEADER = "from,polls,poll_cpu_s,dense_polls,dense_cpu_s,closings,closing_cpu_s,"
            + "other_cpu_s,heap_mib,resident_mib,open_files,threads,files,history_kib,archive_kib,letters";

    /** One line of CSV. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s,%d,%.2f,%d,%.2f,%d,%.2f,%.2f,%.1f,%.1f,%d,%d,%d,%d,%d,%d",
                from,
                polls,
                pollSeconds,
                densePolls,
                denseSeconds,
                closings,
                closingSeconds,
                otherSeconds,
                heapMib,
                residentMib,
                openFiles,
                threads,
                files,
                historyKib,
                archiveKib,
                letters);
    }

    /** Reads such a line. */
    public static LifeSpell of(String line) {
        List<String> cells = Arrays.asList(line.split(","));
        return new LifeSpell(
                LocalDate.parse(cells.get(0)),
                Integer.parseInt(cells.get(1)),
                Double.parseDouble(cells.get(2)),
                Integer.parseInt(cells.get(3)),
                Double.parseDouble(cells.get(4)),
                Integer.parseInt(cells.get(5)),
                Double.parseDouble(cells.get(6)),
                Double.parseDouble(cells.get(7)),
                Double.parseDouble(cells.get(8)),
                Double.parseDouble(cells.get(9)),
                Integer.parseInt(cells.get(10)),
                Integer.parseInt(cells.get(11)),
                Long.parseLong(cells.get(12)),
                Long.parseLong(cells.get(13)),
                Long.parseLong(cells.get(14)),
                Long.parseLong(cells.get(15)));
    }
}
