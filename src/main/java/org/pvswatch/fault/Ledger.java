package org.pvswatch.fault;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.pvswatch.incident.Evidence;

/** What each panel and the middle of its group made on each of the last days, for the evidence of a mail. Plain state. */
final class Ledger {
    private static final int DAYS = 8;

    private long day = Long.MIN_VALUE;
    private List<double[]> made = new ArrayList<>();
    private List<double[]> median = new ArrayList<>();

    void add(Interval interval) {
        if (interval.day != day) {
            turnTo(interval.day);
        }
        int slot = (int) Math.floorMod(interval.day, (long) DAYS);
        for (int i = 0; i < interval.size(); i++) {
            if (made.size() <= i) {
                made.add(new double[DAYS]);
                median.add(new double[DAYS]);
            }
            made.get(i)[slot] += interval.isKnown(i) ? interval.energyKwh[i] : 0;
            median.get(i)[slot] += Double.isNaN(interval.medianKwh[i]) ? 0 : interval.medianKwh[i];
        }
    }

    private void turnTo(long next) {
        long first = Math.max(day + 1, next - DAYS + 1);
        for (long each = first; each <= next; each++) {
            int slot = (int) Math.floorMod(each, (long) DAYS);
            made.forEach(days -> days[slot] = 0);
            median.forEach(days -> days[slot] = 0);
        }
        day = next;
    }

    /** The last days of a panel, oldest first, the last of them as far as it is over. */
    List<Evidence.Day> days(int panel) {
        List<Evidence.Day> days = new ArrayList<>();
        for (long each = day - DAYS + 1; each <= day && panel < made.size(); each++) {
            int slot = (int) Math.floorMod(each, (long) DAYS);
            days.add(new Evidence.Day(
                    LocalDate.ofEpochDay(each).toString(),
                    round(made.get(panel)[slot]),
                    round(median.get(panel)[slot])));
        }
        return days;
    }

    double madeToday(int panel) {
        return made.get(panel)[(int) Math.floorMod(day, (long) DAYS)];
    }

    private static double round(double kwh) {
        return Math.round(kwh * 1000) / 1000.0;
    }
}
