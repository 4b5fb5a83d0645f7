package org.pvswatch.chart;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One chart of each kind, always the same. */
public final class ChartSamples {
    private ChartSamples() {}

    /** By name. */
    public static Map<String, Chart> all() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.put("days", days(31));
        charts.put("week", days(7));
        charts.put("heat", heat(24));
        charts.put("heat-large", heat(72));
        charts.put("lines-day", lines(1));
        charts.put("lines-two-days", lines(2));
        charts.put("lines-week", lines(7));
        charts.put("months", months());
        return charts;
    }

    private static Chart days(int count) {
        Random random = new Random(7);
        List<LocalDate> days = new ArrayList<>();
        List<Double> made = new ArrayList<>();
        List<Double> allowed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            days.add(LocalDate.of(2026, 10, 1).plusDays(i));
            double kwh = 8 + 22 * random.nextDouble();
            made.add(i == 4 ? null : kwh);
            allowed.add(kwh * (0.97 + 0.1 * random.nextDouble()));
        }
        return count > 10
                ? new Chart.DayBars("kWh", days, new Series("made", made), null, new Series("weather allowed", allowed))
                : new Chart.DayBars(
                        "kWh", days, new Series("E00123", made), new Series("middle of its group", allowed), null);
    }

    private static Chart heat(int panels) {
        Random random = new Random(3);
        List<String> names = new ArrayList<>();
        List<LocalDate> days = new ArrayList<>();
        List<List<Double>> shares = new ArrayList<>();
        for (int day = 0; day < 31; day++) {
            days.add(LocalDate.of(2026, 10, 1).plusDays(day));
        }
        for (int panel = 0; panel < panels; panel++) {
            names.add("…" + (730_100 + panel * 7));
            List<Double> row = new ArrayList<>();
            for (int day = 0; day < 31; day++) {
                double share = 0.97 + 0.06 * random.nextDouble();
                share = panel == 9 && day > 11 ? 0 : panel == 15 ? 0.8 : panel == 3 && day % 5 == 0 ? 0.4 : share;
                share = panel == 20 ? 0.93 : panel == 11 && day > 20 ? 0.6 : share;
                row.add(day == 17 || panel == 6 && day < 4 ? null : share);
            }
            shares.add(row);
        }
        return new Chart.HeatMap(names, days, shares, "of its neighbours", "not known");
    }

    private static Chart lines(int days) {
        List<LocalDateTime> at = new ArrayList<>();
        List<Double> panel = new ArrayList<>();
        List<Double> peers = new ArrayList<>();
        for (int i = 0; i < days * 96; i++) {
            at.add(LocalDate.of(2026, 10, 5).atStartOfDay().plusMinutes(15L * i));
            double hour = i % 96 / 4.0;
            double watts = Math.max(0, 270 * Math.sin((hour - 6) / 12 * Math.PI));
            peers.add(hour < 6 || hour > 18 ? null : watts);
            panel.add(hour < 6 || hour > 18 ? null : i > (days - 1) * 96 + 41 ? 0 : watts * 0.98);
        }
        return new Chart.Lines(
                "W", at, List.of(new Series("E00123", panel), new Series("middle of its neighbours", peers)), true);
    }

    private static Chart months() {
        List<String> months =
                List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
        List<Series> years = new ArrayList<>();
        Random random = new Random(5);
        for (int year = 2023; year <= 2026; year++) {
            List<Double> values = new ArrayList<>();
            for (int month = 0; month < 12; month++) {
                values.add(
                        year == 2026 && month > 9
                                ? null
                                : 500 - 300 * Math.cos(month / 6.0 * Math.PI) + 60 * random.nextDouble());
            }
            years.add(new Series(String.valueOf(year), values));
        }
        return new Chart.GroupedBars("kWh", months, years);
    }
}
