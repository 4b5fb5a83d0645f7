package org.pvswatch.letter;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.pvswatch.chart.Chart;
import org.pvswatch.chart.Series;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.History;
import org.pvswatch.history.PanelDay;
import org.pvswatch.incident.Evidence;

/**
 * The last days of a panel beside its neighbours.
 *
 * @param days oldest first
 * @param against what the others are called
 */
record Week(List<Evidence.Day> days, String against) {
    private static final int DAYS = 7;

    /** The days before an incident was opened, as the judge saw them; for what came later the finished days of history. */
    static Week of(Trouble trouble, History history, String site, Words words, Instant at) throws SQLException {
        boolean opens = trouble.event().equals("open") || trouble.event().equals("worse");
        if (opens && !trouble.evidence().days().isEmpty()) {
            return new Week(trouble.evidence().days(), "Middle of its group");
        }
        LocalDate today = words.dayOf(at);
        List<Evidence.Day> days = new ArrayList<>();
        for (DayRow row : history.days().between(today.minusDays(DAYS), today.minusDays(1))) {
            if (row.site().equals(site)) {
                days.add(day(row, trouble.subject()));
            }
        }
        return new Week(days, "Middle of the others");
    }

    private static Evidence.Day day(DayRow row, String panel) {
        Double made = null;
        List<Double> others = new ArrayList<>();
        for (PanelDay each : row.panels()) {
            if (each.device().equals(panel)) {
                made = each.energyKwh();
            } else if (each.energyKwh() != null) {
                others.add(each.energyKwh());
            }
        }
        return new Evidence.Day(row.date().toString(), made, Course.middle(others));
    }

    boolean isEmpty() {
        return days.stream().allMatch(day -> day.panelKwh() == null && day.medianKwh() == null);
    }

    Table table(Words words) {
        List<List<String>> rows = new ArrayList<>();
        for (Evidence.Day day : days) {
            boolean comparable = day.panelKwh() != null && day.medianKwh() != null && day.medianKwh() > 0;
            rows.add(List.of(
                    words.day(LocalDate.parse(day.date())),
                    words.kwh(day.panelKwh()),
                    words.kwh(day.medianKwh()),
                    words.share(comparable ? day.panelKwh() / day.medianKwh() : null)));
        }
        return new Table(List.of("Day", "This panel, kWh", against + ", kWh", "Share"), rows);
    }

    Chart chart(String panel) {
        return new Chart.DayBars(
                "kWh",
                days.stream().map(day -> LocalDate.parse(day.date())).toList(),
                new Series(panel, days.stream().map(Evidence.Day::panelKwh).toList()),
                new Series(
                        against.toLowerCase(java.util.Locale.ROOT),
                        days.stream().map(Evidence.Day::medianKwh).toList()),
                null);
    }
}
