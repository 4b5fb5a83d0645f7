package org.pvswatch.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.pvswatch.fault.Numbers;

/**
 * How fast a site ages: the year-on-year method of RdTools. Each day's yield, what was made for each hour of sun that the
 * weather allowed, is set against that of the same day a year before; the middle of all these rates is the ageing, for shade,
 * season and single faults are the same on both sides or lie far out. Its uncertainty is the spread of that middle over
 * samples drawn month by month, because neighbouring days are alike, and what the weather service itself may wander from one
 * year to the next, which no sample shows.
 *
 * @param percentPerYear the middle rate, negative for ageing
 * @param lowPercent lower end of what holds it nine in ten times
 * @param highPercent upper end of that
 * @param pairs days that had a day a year before
 * @param years that the days span
 */
public record Degradation(double percentPerYear, double lowPercent, double highPercent, int pairs, double years) {
    private static final double LEAST_YEARS = 1.95;
    private static final int LEAST_PAIRS = 120;
    private static final int NEAR_DAYS = 4;
    private static final int DRAWS = 1000;
    private static final double WEATHER_WANDERS_PERCENT = 0.5;
    private static final double NINE_IN_TEN = 1.645;

    /**
     * From daily yields.
     *
     * @param yields made for each hour of full sun, by day; any unit
     * @return {@code null} while the days span less than two years
     */
    static Degradation of(NavigableMap<LocalDate, Double> yields) {
        if (yields.isEmpty()) {
            return null;
        }
        double years = (ChronoUnit.DAYS.between(yields.firstKey(), yields.lastKey()) + 1) / 365.25;
        TreeMap<Integer, List<Double>> rates = rates(yields);
        int pairs = rates.values().stream().mapToInt(List::size).sum();
        if (years < LEAST_YEARS || pairs < LEAST_PAIRS) {
            return null;
        }
        List<List<Double>> months = List.copyOf(rates.values());
        double[] middles = new double[DRAWS];
        Random dice = new Random(pairs); // the same figures give the same report
        for (int draw = 0; draw < DRAWS; draw++) {
            List<Double> drawn = new ArrayList<>();
            for (int i = 0; i < months.size(); i++) {
                drawn.addAll(months.get(dice.nextInt(months.size())));
            }
            middles[draw] = middle(drawn);
        }
        Arrays.sort(middles);
        double middle = middle(rates.values().stream().flatMap(List::stream).toList());
        double weather = NINE_IN_TEN * WEATHER_WANDERS_PERCENT / Math.sqrt(years - 1);
        return new Degradation(
                middle,
                middle - Math.hypot(middle - middles[DRAWS / 20], weather),
                middle + Math.hypot(middles[DRAWS - 1 - DRAWS / 20] - middle, weather),
                pairs,
                years);
    }

    /** Whether ageing can be told from none. */
    public boolean isSure() {
        return highPercent < 0 || lowPercent > 0;
    }

    /** Rates by month, percent a year. */
    private static TreeMap<Integer, List<Double>> rates(NavigableMap<LocalDate, Double> yields) {
        TreeMap<Integer, List<Double>> rates = new TreeMap<>();
        for (Map.Entry<LocalDate, Double> day : yields.entrySet()) {
            LocalDate then = day.getKey().minusYears(1);
            double[] before =
                    yields.subMap(then.minusDays(NEAR_DAYS), true, then.plusDays(NEAR_DAYS), true).values().stream()
                            .mapToDouble(each -> each)
                            .toArray();
            if (before.length > 0) {
                double rate = (day.getValue() / Numbers.median(before) - 1) * 100;
                int month = day.getKey().getYear() * 12 + day.getKey().getMonthValue();
                rates.computeIfAbsent(month, any -> new ArrayList<>()).add(rate);
            }
        }
        return rates;
    }

    private static double middle(List<Double> values) {
        return Numbers.median(values.stream().mapToDouble(each -> each).toArray());
    }
}
