package org.pvswatch.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which panels lie on the same side of the roof: as configured, else learned from how their day looks under a clear sky, once
 * there was enough of it. Until then all are one group. Its fields are all it remembers.
 */
final class Groups {
    private static final int HOURS = 24;
    private static final int LEAST_GROUP = 3;
    private static final double WORST_PART = 0.35;

    private final transient Map<String, List<String>> configured;
    private final transient double clearSunHours;
    private final transient double alike;
    private final transient double clearShare;

    private int[] groupOf = {};
    private boolean learned;
    private double[] clearest = new double[HOURS];
    private double sunHours;
    private List<double[]> made = new ArrayList<>();
    private List<double[]> middle = new ArrayList<>();

    Groups(FaultSettings settings, Map<String, List<String>> configured) {
        this.configured = configured;
        this.clearSunHours = settings.number("group.clear-sun-hours");
        this.alike = settings.number("group.alike");
        this.clearShare = settings.number("group.clear-share");
    }

    /** Whether the groups are known, so that panels of one can be compared hour by hour. */
    boolean areKnown() {
        return learned;
    }

    int of(int panel) {
        return panel < groupOf.length ? groupOf[panel] : 0;
    }

    int count() {
        int most = 0;
        for (int group : groupOf) {
            most = Math.max(most, group);
        }
        return most + 1;
    }

    /** Takes a place for each panel. @return whether groups are others than before */
    boolean fit(List<Panel> panels) {
        if (groupOf.length == panels.size()) {
            return false;
        }
        int before = groupOf.length;
        groupOf = Arrays.copyOf(groupOf, panels.size());
        while (made.size() < panels.size() && !learned) {
            made.add(new double[HOURS]);
            middle.add(new double[HOURS]);
        }
        if (configured.isEmpty()) {
            return false;
        }
        Map<String, Integer> numbers = new HashMap<>();
        int next = 0;
        for (List<String> serials : configured.values()) {
            for (String serial : serials) {
                numbers.put(serial, next);
            }
            next++;
        }
        for (int i = before; i < panels.size(); i++) {
            groupOf[i] = numbers.getOrDefault(panels.get(i).serial, 0);
        }
        learned = true;
        made = new ArrayList<>();
        middle = new ArrayList<>();
        return true;
    }

    /** Learns from an interval, in which the middle panel of the site made so much. */
    void learn(Interval interval, double medianKwh) {
        if (learned || interval.snowLately || Double.isNaN(medianKwh) || interval.size() < 2 * LEAST_GROUP) {
            return;
        }
        int hour = interval.hour();
        clearest[hour] = Math.max(clearest[hour] * 0.9995, medianKwh);
        if (medianKwh < clearShare * clearest[hour] || interval.elevationDegrees < 10) {
            return;
        }
        sunHours += interval.sunHours(medianKwh);
        for (int i = 0; i < interval.size(); i++) {
            if (interval.isKnown(i)) {
                made.get(i)[hour] += interval.energyKwh[i];
                middle.get(i)[hour] += medianKwh;
            }
        }
    }

    /** Forms the groups when enough was learned. @return whether they are others than before */
    boolean form() {
        if (learned || sunHours < clearSunHours) {
            return false;
        }
        learned = true;
        int n = groupOf.length;
        double[][] shapes = new double[n][];
        for (int i = 0; i < n; i++) {
            shapes[i] = shape(made.get(i), middle.get(i));
        }
        int[] formed = merge(shapes);
        boolean other = !Arrays.equals(formed, groupOf);
        groupOf = formed;
        made = new ArrayList<>();
        middle = new ArrayList<>();
        return other;
    }

    private static double[] shape(double[] made, double[] middle) {
        double[] shape = new double[HOURS];
        for (int hour = 0; hour < HOURS; hour++) {
            shape[hour] = middle[hour] > 0 ? made[hour] / middle[hour] : Double.NaN;
        }
        return shape;
    }

    private int[] merge(double[][] shapes) {
        List<List<Integer>> clusters = new ArrayList<>();
        for (int i = 0; i < shapes.length; i++) {
            clusters.add(new ArrayList<>(List.of(i)));
        }
        while (clusters.size() > 1) {
            int[] pair = closest(clusters, shapes);
            double distance =
                    distance(middleOf(clusters.get(pair[0]), shapes), middleOf(clusters.get(pair[1]), shapes));
            boolean small = smallest(clusters) < LEAST_GROUP;
            if (distance >= alike && !small) {
                break;
            }
            if (distance >= alike) {
                pair = closestToSmall(clusters, shapes);
            }
            clusters.get(pair[0]).addAll(clusters.remove(pair[1]));
        }
        int[] group = new int[shapes.length];
        clusters.sort((a, b) -> Integer.compare(
                a.stream().min(Integer::compare).orElse(0),
                b.stream().min(Integer::compare).orElse(0)));
        for (int g = 0; g < clusters.size(); g++) {
            for (int member : clusters.get(g)) {
                group[member] = g;
            }
        }
        return group;
    }

    private static int smallest(List<List<Integer>> clusters) {
        return clusters.stream().mapToInt(List::size).min().orElse(0);
    }

    private static int[] closest(List<List<Integer>> clusters, double[][] shapes) {
        int[] best = {0, 1};
        double least = Double.MAX_VALUE;
        for (int a = 0; a < clusters.size(); a++) {
            for (int b = a + 1; b < clusters.size(); b++) {
                double distance = distance(middleOf(clusters.get(a), shapes), middleOf(clusters.get(b), shapes));
                if (distance < least) {
                    least = distance;
                    best = new int[] {a, b};
                }
            }
        }
        return best;
    }

    private static int[] closestToSmall(List<List<Integer>> clusters, double[][] shapes) {
        int small = 0;
        for (int c = 1; c < clusters.size(); c++) {
            small = clusters.get(c).size() < clusters.get(small).size() ? c : small;
        }
        int best = small == 0 ? 1 : 0;
        double least = Double.MAX_VALUE;
        for (int c = 0; c < clusters.size(); c++) {
            double distance = distance(middleOf(clusters.get(small), shapes), middleOf(clusters.get(c), shapes));
            if (c != small && distance < least) {
                least = distance;
                best = c;
            }
        }
        return new int[] {Math.min(small, best), Math.max(small, best)};
    }

    private static double[] middleOf(List<Integer> cluster, double[][] shapes) {
        if (cluster.size() == 1) {
            return shapes[cluster.get(0)];
        }
        double[] middle = new double[HOURS];
        for (int hour = 0; hour < HOURS; hour++) {
            double[] values = new double[cluster.size()];
            for (int m = 0; m < values.length; m++) {
                values[m] = shapes[cluster.get(m)][hour];
            }
            middle[hour] = Numbers.median(Numbers.known(values));
        }
        return middle;
    }

    /**
     * How far two days differ in shape: root of the mean square of the logarithms of the hourly ratios, the middle one taken
     * out. The worst third of the hours is left out: there one of them is shaded.
     */
    static double distance(double[] a, double[] b) {
        double[] ratios = new double[HOURS];
        int n = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            if (a[hour] > 0.02 && b[hour] > 0.02) {
                ratios[n++] = Math.log(a[hour] / b[hour]);
            }
        }
        if (n < 4) {
            return n == 0 ? 0 : Double.MAX_VALUE / 2;
        }
        ratios = Arrays.copyOf(ratios, n);
        double middle = Numbers.median(ratios.clone());
        for (int i = 0; i < n; i++) {
            ratios[i] = Math.abs(ratios[i] - middle);
        }
        Arrays.sort(ratios);
        int kept = n - (int) (WORST_PART * n);
        double sum = 0;
        for (int i = 0; i < kept; i++) {
            sum += ratios[i] * ratios[i];
        }
        return Math.sqrt(sum / kept);
    }
}
