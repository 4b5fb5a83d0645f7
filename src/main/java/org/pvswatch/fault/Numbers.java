package org.pvswatch.fault;

import java.util.Arrays;

/** The few statistics that detectors and reports share. NaN is a number that is not known. */
public final class Numbers {
    private Numbers() {}

    /** Those that are known, in a new array. */
    static double[] known(double[] numbers) {
        double[] known = new double[numbers.length];
        int n = 0;
        for (double number : numbers) {
            if (!Double.isNaN(number)) {
                known[n++] = number;
            }
        }
        return n == numbers.length ? known : Arrays.copyOf(known, n);
    }

    /** The middle one, or the mean of the two; NaN of nothing. Sorts its argument. */
    public static double median(double[] known) {
        return medianOfFirst(known, known.length);
    }

    /** The same of the first {@code n}. */
    static double medianOfFirst(double[] known, int n) {
        if (n == 0) {
            return Double.NaN;
        }
        Arrays.sort(known, 0, n);
        return n % 2 == 1 ? known[n / 2] : (known[n / 2 - 1] + known[n / 2]) / 2;
    }

    /** The one below which that part lies. Sorts its argument; NaN of nothing. */
    public static double quantile(double[] known, double part) {
        if (known.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(known);
        return known[(int) Math.min(known.length - 1, Math.floor(part * known.length))];
    }

    /** The value at which half of the weight lies below; NaN of nothing. */
    public static double weightedMedian(double[] values, double[] weights, int n) {
        Integer[] order = new Integer[n];
        double whole = 0;
        for (int i = 0; i < n; i++) {
            order[i] = i;
            whole += weights[i];
        }
        Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
        double sum = 0;
        for (int each : order) {
            sum += weights[each];
            if (2 * sum >= whole) {
                return values[each];
            }
        }
        return Double.NaN;
    }
}
