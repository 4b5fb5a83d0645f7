package org.pvswatch.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The months of a life as a table by year. */
public final class YearsPage {
    private static final double KIB_A_MIB = 1024;

    private YearsPage() {}

    /** A table in Markdown; sizes and counts are those of the last month, memory is the greatest of all months. */
    public static String of(List<LifeSpell> months) {
        TreeMap<Integer, List<LifeSpell>> years = new TreeMap<>();
        for (int i = 0; i < months.size(); i++) {
            years.computeIfAbsent(1 + i / 12, year -> new ArrayList<>()).add(months.get(i));
        }
        String head = "| year | polls | ms a poll | ms a poll, days of 288 | ms a closing poll | other, s | heap, MiB |"
                + " resident, MiB | open files | threads | files | history.db, MiB | archive, MiB | letters |\n"
                + "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
        return years.entrySet().stream()
                .map(year -> row(year.getKey(), year.getValue()))
                .collect(Collectors.joining("", head, ""));
    }

    private static String row(int year, List<LifeSpell> months) {
        LifeSpell last = months.get(months.size() - 1);
        int usual = months.stream().mapToInt(LifeSpell::polls).sum();
        int dense = months.stream().mapToInt(LifeSpell::densePolls).sum();
        int closings = months.stream().mapToInt(LifeSpell::closings).sum();
        return String.format(
                Locale.ROOT,
                "| %d | %,d | %s | %s | %s | %.1f | %.1f | %.1f | %d | %d | %,d | %.1f | %.1f | %d |%n",
                year,
                usual + dense + closings,
                each(months.stream().mapToDouble(LifeSpell::pollSeconds).sum(), usual),
                each(months.stream().mapToDouble(LifeSpell::denseSeconds).sum(), dense),
                each(months.stream().mapToDouble(LifeSpell::closingSeconds).sum(), closings),
                months.stream().mapToDouble(LifeSpell::otherSeconds).sum(),
                months.stream().mapToDouble(LifeSpell::heapMib).max().orElseThrow(),
                months.stream().mapToDouble(LifeSpell::residentMib).max().orElseThrow(),
                months.stream().mapToInt(LifeSpell::openFiles).max().orElseThrow(),
                months.stream().mapToInt(LifeSpell::threads).max().orElseThrow(),
                last.files(),
                last.historyKib() / KIB_A_MIB,
                last.archiveKib() / KIB_A_MIB,
                last.letters());
    }

    private static String each(double seconds, int count) {
        return count == 0 ? "-" : String.format(Locale.ROOT, "%.1f", 1000 * seconds / count);
    }
}
