package org.pvswatch.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What part of its group's middle each panel makes at each hour of the sun, as of the last four weeks: it knows of trees and
 * chimneys, so that a panel in their shade is not taken for dead. Quick to adapt, for looking for zeros only; losses are
 * measured by {@link SunCells}. Its fields are all it remembers.
 */
final class Profiles {
    private static final double LEAST = 0.03;
    private static final double MOST = 1.6;
    private static final double TAUGHT_BY = 0.05;

    private Ratios ratios = new Ratios();

    double ratio(int panel, int hour) {
        return ratios.of(panel, hour);
    }

    void learn(int panel, int hour, double kwh, double medianKwh) {
        ratios.learn(panel, hour, kwh, medianKwh);
    }

    /** Works out the ratios, so that the middle one of each group is 1: they must not wander off together. */
    void endOfDay(Groups groups) {
        ratios.endOfDay();
        int count = groups.count();
        for (int group = 0; group < count; group++) {
            for (int hour = 0; hour < Ratios.HOURS; hour++) {
                ratios.centre(group, hour, groups);
            }
        }
    }

    void forget(int panel) {
        ratios.forget(panel);
    }

    /** Ratios by number and hour: the median of the last days, 1 until three are known. */
    static final class Ratios {
        static final int HOURS = 24;
        private static final int DAYS = 28;
        private static final int LEAST_DAYS = 3;
        private static final int SCALE = 10_000;

        private List<short[]> past = new ArrayList<>();
        private List<double[]> current = new ArrayList<>();
        private List<double[]> sums = new ArrayList<>();
        private List<double[]> medians = new ArrayList<>();
        private int day;

        void forget(int number) {
            if (number < current.size()) {
                Arrays.fill(current.get(number), 1);
                Arrays.fill(past.get(number), (short) 0);
            }
        }

        double of(int number, int hour) {
            return number < current.size() ? current.get(number)[hour] : 1;
        }

        void learn(int number, int hour, double kwh, double medianKwh) {
            while (current.size() <= number) {
                double[] ones = new double[HOURS];
                Arrays.fill(ones, 1);
                current.add(ones);
                past.add(new short[HOURS * DAYS]);
                sums.add(new double[HOURS]);
                medians.add(new double[HOURS]);
            }
            if (kwh >= TAUGHT_BY * medianKwh && medianKwh > 0) {
                sums.get(number)[hour] += kwh;
                medians.get(number)[hour] += medianKwh;
            }
        }

        void endOfDay() {
            double[] known = new double[DAYS];
            for (int number = 0; number < current.size(); number++) {
                short[] days = past.get(number);
                for (int hour = 0; hour < HOURS; hour++) {
                    double whole = medians.get(number)[hour];
                    if (whole > 0) {
                        double ratio = Math.min(MOST * 2, sums.get(number)[hour] / whole);
                        days[hour * DAYS + day] = (short) Math.round(ratio * SCALE);
                        current.get(number)[hour] = median(days, hour, known, current.get(number)[hour]);
                    }
                }
                Arrays.fill(sums.get(number), 0);
                Arrays.fill(medians.get(number), 0);
            }
            day = (day + 1) % DAYS;
            for (short[] days : past) {
                for (int hour = 0; hour < HOURS; hour++) {
                    days[hour * DAYS + day] = 0; // 28 days ago
                }
            }
        }

        private static double median(short[] days, int hour, double[] known, double before) {
            int n = 0;
            for (int d = 0; d < DAYS; d++) {
                short value = days[hour * DAYS + d];
                if (value > 0) {
                    known[n++] = value / (double) SCALE;
                }
            }
            return n < LEAST_DAYS ? before : Math.max(LEAST, Math.min(MOST, Numbers.medianOfFirst(known, n)));
        }

        private void centre(int group, int hour, Groups groups) {
            double[] members = new double[current.size()];
            int n = 0;
            for (int number = 0; number < members.length; number++) {
                if (groups.of(number) == group) {
                    members[n++] = current.get(number)[hour];
                }
            }
            double middle = Numbers.medianOfFirst(members, n);
            for (int number = 0; number < current.size(); number++) {
                if (n > 0 && groups.of(number) == group) {
                    current.get(number)[hour] /= middle;
                }
            }
        }
    }
}
