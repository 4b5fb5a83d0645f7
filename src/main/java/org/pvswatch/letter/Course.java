package org.pvswatch.letter;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.pvswatch.chart.Chart;
import org.pvswatch.chart.Series;
import org.pvswatch.history.History;
import org.pvswatch.history.PollNews;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;

/** The power of devices over some days, a value a quarter-hour, from what history has. */
final class Course {
    private static final long QUARTER_S = 900;
    private static final Duration AT_ONCE = Duration.ofHours(6); // so much of history is in memory at a time

    private static final double A_LOT = 1500;

    /** By quarter-hour, then by serial, in W. */
    private final TreeMap<Long, Map<String, Double>> watts = new TreeMap<>();

    /**
     * @param kinds of the devices
     * @param from first moment
     * @param to last moment
     */
    Course(History history, String site, Set<DeviceKind> kinds, Instant from, Instant to) throws SQLException {
        for (Instant at = from; at.isBefore(to); at = at.plus(AT_ONCE)) {
            Instant end = at.plus(AT_ONCE).isBefore(to) ? at.plus(AT_ONCE) : to.plusMillis(1);
            for (PollNews news : history.newsBetween(site, at, end)) {
                for (Reading reading : news.measured()) {
                    Double kw = reading.value(Quantity.POWER_KW);
                    if (kw != null && kinds.contains(reading.kind()) && reading.measuredAt() != null) {
                        watts.computeIfAbsent(
                                        Math.floorDiv(reading.measuredAt().getEpochSecond(), QUARTER_S),
                                        quarter -> new HashMap<>())
                                .put(reading.device(), kw * 1000);
                    }
                }
            }
        }
    }

    static Double middle(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int size = sorted.size();
        return size == 0 ? null : (Double) ((sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2);
    }

    boolean isEmpty() {
        return watts.size() < 8;
    }

    /** The middle of some devices against the middle of the others; dark hours are left open. */
    Chart middles(Predicate<String> meant, String name, String others, Words words) {
        return lines(name, others, words, meant, Course::middle, meant.negate(), Course::middle);
    }

    /** One device against the sum of the others. */
    Chart against(Predicate<String> meant, String name, String sum, Words words) {
        return lines(name, sum, words, meant, Course::middle, meant.negate(), Course::sum);
    }

    /** All together. */
    Chart sum(String name, Words words) {
        List<LocalDateTime> at = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        watts.forEach((quarter, each) -> {
            at.add(local(quarter, words));
            all.add(sum(each.values()));
        });
        return chart(at, new Series(name, all));
    }

    private Chart lines(
            String name,
            String others,
            Words words,
            Predicate<String> meant,
            Join join,
            Predicate<String> rest,
            Join joinRest) {
        List<LocalDateTime> at = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        if (!watts.isEmpty()) {
            for (long quarter = watts.firstKey(); quarter <= watts.lastKey(); quarter++) {
                Map<String, Double> each = watts.getOrDefault(quarter, Map.of());
                at.add(local(quarter, words));
                first.add(join.of(chosen(each, meant)));
                second.add(joinRest.of(chosen(each, rest)));
            }
        }
        return chart(at, new Series(name, first), new Series(others, second));
    }

    /** In W, or in kW where that is easier to read. */
    private static Chart chart(List<LocalDateTime> at, Series... lines) {
        boolean large = List.of(lines).stream()
                .flatMap(line -> line.values().stream())
                .anyMatch(watts -> watts != null && watts >= A_LOT);
        List<Series> shown = List.of(lines).stream()
                .map(line -> new Series(
                        line.name(),
                        line.values().stream()
                                .map(watts -> watts == null || !large ? watts : (Double) (watts / 1000))
                                .toList()))
                .toList();
        return new Chart.Lines(large ? "kW" : "W", at, shown, true);
    }

    private interface Join {
        Double of(Collection<Double> values);
    }

    private static Double sum(Collection<Double> values) {
        return values.isEmpty()
                ? null
                : (Double) values.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static List<Double> chosen(Map<String, Double> each, Predicate<String> wanted) {
        List<Double> chosen = new ArrayList<>();
        each.forEach((serial, value) -> {
            if (wanted.test(serial)) {
                chosen.add(value);
            }
        });
        return chosen;
    }

    private static LocalDateTime local(long quarter, Words words) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(quarter * QUARTER_S), words.zone());
    }
}
