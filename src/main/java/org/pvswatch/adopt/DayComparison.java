package org.pvswatch.adopt;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pvswatch.history.DayRow;

/** The old script's days beside ours, in words. Pure. */
final class DayComparison {
    private static final int FIRST_FEW = 20;

    /** The script rounded to a tenth; less than another tenth is no difference to speak of. */
    private static final double SAME_KWH = 0.15;

    private static final List<String> TOTALS = List.of("", "production", "consumption", "net");

    private DayComparison() {}

    /**
     * What there is to say.
     *
     * @param summary the days of {@code daily_summary.csv}
     * @param ours the days worked out from polls
     */
    static List<String> of(Map<LocalDate, RowImport.Day> summary, Map<LocalDate, DayRow> ours) {
        List<String> differing = new ArrayList<>();
        List<String> impossible = new ArrayList<>();
        int both = 0;
        for (Map.Entry<LocalDate, RowImport.Day> entry : summary.entrySet()) {
            LocalDate date = entry.getKey();
            ScriptRow theirs = entry.getValue().row();
            DayRow day = ours.get(date);
            both += day == null ? 0 : 1;
            List<String> parts = new ArrayList<>();
            for (int column = 1; column < TOTALS.size(); column++) {
                Double told = theirs.numbers().get(column);
                Double own = day == null ? null : total(day, column);
                boolean differ = told == null ? own != null : own == null || Math.abs(told - own) > SAME_KWH;
                if (day != null && differ) {
                    parts.add("%s %s / %s".formatted(TOTALS.get(column), shown(told), shown(own)));
                } else if (day == null && told != null && AdoptedDays.energyKwh(theirs, column) == null) {
                    impossible.add("%s  %s %s".formatted(date, TOTALS.get(column), shown(told)));
                }
            }
            if (!parts.isEmpty()) {
                differing.add(date + "  " + String.join(", ", parts));
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("daily_summary.csv: %,d worked out from polls, %,d known from it alone (0 in the column Polls)"
                .formatted(both, summary.size() - both));
        add(lines, "days of another total, kWh: daily_summary.csv / ours, which counts", differing);
        add(lines, "totals that cannot be, kWh: left empty", impossible);
        return lines;
    }

    private static void add(List<String> lines, String what, List<String> days) {
        if (days.isEmpty()) {
            return;
        }
        lines.add("  %,9d %s".formatted(days.size(), what));
        days.stream().limit(FIRST_FEW).forEach(day -> lines.add("              " + day));
        if (days.size() > FIRST_FEW) {
            lines.add("              and %,d more".formatted(days.size() - FIRST_FEW));
        }
    }

    private static Double total(DayRow day, int column) {
        return switch (column) {
            case 1 -> day.productionKwh();
            case 2 -> day.houseLoadKwh();
            default -> day.netImportKwh();
        };
    }

    private static String shown(Double kwh) {
        return kwh == null ? "unknown" : String.format(Locale.ROOT, "%.2f", kwh);
    }
}
