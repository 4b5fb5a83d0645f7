package org.pvswatch.adopt;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What became of one file, or of the answers of one folder. */
final class FileReport {
    private static final int FIRST_FEW = 5;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd");

    private final String name;
    private final String unit;
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private final Map<Outcome, List<String>> examples = new EnumMap<>(Outcome.class);
    private final List<String> remarks = new ArrayList<>();
    private Instant first;
    private Instant last;

    /**
     * @param name the file or folder
     * @param unit what is counted: {@code rows}, {@code days}, {@code answers}
     */
    FileReport(String name, String unit) {
        this.name = name;
        this.unit = unit;
    }

    void count(Outcome outcome) {
        counts.merge(outcome, 1L, Long::sum);
    }

    /** Counts one and keeps where it stood and why, for the first few. */
    void count(Outcome outcome, String where) {
        count(outcome);
        List<String> few = examples.computeIfAbsent(outcome, any -> new ArrayList<>());
        if (few.size() < FIRST_FEW) {
            few.add(where);
        }
    }

    /** Something that holds for all of it. */
    void remark(String sentence) {
        remarks.add(sentence);
    }

    /** Stretches what it spans. */
    void span(Instant moment) {
        first = first == null || moment.isBefore(first) ? moment : first;
        last = last == null || moment.isAfter(last) ? moment : last;
    }

    long counted(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    List<String> lines(ZoneId zone) {
        List<String> lines = new ArrayList<>();
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        DateTimeFormatter shape = "days".equals(unit) ? DATE : LOCAL;
        String span = first == null
                ? ""
                : ", %s to %s".formatted(shape.format(first.atZone(zone)), shape.format(last.atZone(zone)));
        lines.add("%s: %s%s".formatted(name, number(all, unit), span));
        counts.forEach((outcome, count) -> {
            lines.add("  %,9d %s".formatted(count, outcome.sentence()));
            List<String> few = examples.getOrDefault(outcome, List.of());
            few.forEach(where -> lines.add("              " + where));
            if (!few.isEmpty() && count > few.size()) {
                lines.add("              and %,d more".formatted(count - few.size()));
            }
        });
        remarks.forEach(remark -> lines.add("            " + remark));
        return lines;
    }

    /** A count with its word, which is given for several. */
    static String number(long count, String unit) {
        String one = count == 1 ? unit.substring(0, unit.length() - 1) : unit;
        return String.format(Locale.ROOT, "%,d %s", count, one);
    }
}
