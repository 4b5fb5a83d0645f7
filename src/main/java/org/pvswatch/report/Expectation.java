package org.pvswatch.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.pvswatch.fault.Numbers;
import org.pvswatch.fault.SolarModel;
import org.pvswatch.history.DayRow;

/**
 * What the weather allowed a site to make. The model says how much of its rating a panel should make; the site's own gain,
 * what it made of that, is learned from the days before a month: of the same season where there are enough, so that shade of
 * a low sun is part of it. A month is never its own measure.
 */
final class Expectation {
    /** Days before a month from which its gain is learned. */
    static final int LEARNED_FROM_DAYS = 410;

    private static final int SEASON_DAYS = 60;
    private static final int LEAST_DAYS = 14;
    private static final double LEAST_SUN_HOURS = 0.5;
    private static final int SEEN_DAYS = 3;

    private final SunDays sunDays;
    private final double ratedKw;
    private final NavigableMap<LocalDate, DayRow> days = new TreeMap<>();
    private final Map<LocalDate, Integer> panels = new TreeMap<>();

    /**
     * @param sunDays what the weather allowed
     * @param ratedKw AC rating of an inverter
     * @param rows finished days, in order
     */
    Expectation(SunDays sunDays, double ratedKw, List<DayRow> rows) {
        this.sunDays = sunDays;
        this.ratedKw = ratedKw;
        Map<Integer, Integer> seen = new TreeMap<>();
        int count = 0;
        for (DayRow row : rows) {
            days.put(row.date(), row);
            int reporting = row.invertersReporting();
            // a panel that died is still one, and on the day of a swap both are heard
            if (seen.merge(reporting, 1, Integer::sum) >= SEEN_DAYS) {
                count = Math.max(count, reporting);
            }
            panels.put(row.date(), count == 0 ? reporting : count);
        }
    }

    /** Whether snow lay on a day, as far as is known. */
    boolean hadSnow(LocalDate date) {
        SunDays.SunDay sun = sunDays.of(date);
        return sun != null && sun.snow();
    }

    /** What the site's panels would make by the weather without a gain, kWh; NaN when not known. */
    double modelKwh(LocalDate date) {
        SunDays.SunDay sun = sunDays.of(date);
        Integer count = panels.get(date);
        return sun == null || count == null || count == 0 ? Double.NaN : sun.sunHours() * count * ratedKw;
    }

    /** Hours of full power that the weather allowed, NaN when not known or when snow lay. */
    double freeSunHours(LocalDate date) {
        SunDays.SunDay sun = sunDays.of(date);
        return sun == null || sun.snow() ? Double.NaN : sun.sunHours();
    }

    /** Made to modelled, as learned before a month; {@code null} as long as there were too few days. */
    Double gain(YearMonth month) {
        LocalDate begin = month.atDay(1);
        LocalDate middle = month.atDay(15);
        List<double[]> all = new ArrayList<>();
        List<double[]> season = new ArrayList<>();
        for (LocalDate date :
                days.subMap(begin.minusDays(LEARNED_FROM_DAYS), begin).keySet()) {
            double model = modelKwh(date);
            DayRow row = days.get(date);
            boolean known = MonthFigures.isWhole(row)
                    && freeSunHours(date) >= LEAST_SUN_HOURS
                    && row.productionKwh() >= SolarModel.LEAST_GAIN / 2 * model;
            if (known) {
                double[] ratioAndWeight = {row.productionKwh() / model, model};
                all.add(ratioAndWeight);
                if (seasonDays(date, middle) <= SEASON_DAYS) {
                    season.add(ratioAndWeight);
                }
            }
        }
        List<double[]> used = season.size() >= LEAST_DAYS ? season : all;
        if (used.size() < LEAST_DAYS) {
            return null;
        }
        double middleRatio = Numbers.weightedMedian(
                used.stream().mapToDouble(each -> each[0]).toArray(),
                used.stream().mapToDouble(each -> each[1]).toArray(),
                used.size());
        return Math.max(SolarModel.LEAST_GAIN, Math.min(SolarModel.MOST_GAIN, middleRatio));
    }

    /** Days between two dates in the round of the year. */
    private static long seasonDays(LocalDate a, LocalDate b) {
        long apart = Math.abs(a.getDayOfYear() - b.getDayOfYear());
        return Math.min(apart, 365 - apart);
    }
}
