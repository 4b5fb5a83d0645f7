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
    private static final double WORKS = 0.05;

    private final transient Map<String, List<String>> configured;
    private final transient double clearSunHours;
    private final transient double alike;
    private final transient double clearShare;

    private int[] groupOf = {};
    private boolean[] settled = {};
    private boolean learned;
    private double[] clearest = new double[HOURS];
    private double sunHours;
    private List<Day> days = new ArrayList<>();
    private List<double[]> shapes = new ArrayList<>();
    /** Members of each group that are of one side: in one that was merged because it was too small, not all are. */
    private List<Integer> alikes = new ArrayList<>();

    /** What a panel made in clear sun at each hour, beside the middle panel of the site. */
    static final class Day {
        double[] made = new double[HOURS];
        double[] middle = new double[HOURS];
        double sunHours;

        double[] shape() {
            double[] shape = new double[HOURS];
            for (int hour = 0; hour < HOURS; hour++) {
                shape[hour] = middle[hour] > 0 ? made[hour] / middle[hour] : Double.NaN;
            }
            return shape;
        }
    }

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

    /** How many panels of its group this one can really be compared with, itself among them, hour by hour. */
    int alike(int panel) {
        return configured.isEmpty() && of(panel) < alikes.size() ? alikes.get(of(panel)) : Integer.MAX_VALUE;
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

    /** Whether the side of this panel is known. */
    boolean isSettled(int panel) {
        return learned && panel < settled.length && settled[panel];
    }

    /** Takes a place for each panel. */
    void fit(List<Panel> panels) {
        int before = groupOf.length;
        if (before == panels.size()) {
            return;
        }
        groupOf = Arrays.copyOf(groupOf, panels.size());
        settled = Arrays.copyOf(settled, panels.size());
        while (days.size() < panels.size()) {
            days.add(new Day());
        }
        if (!configured.isEmpty()) {
            Map<String, Integer> numbers = new HashMap<>();
            configured
                    .values()
                    .forEach(serials -> serials.forEach(
                            serial -> numbers.put(serial, new ArrayList<>(configured.values()).indexOf(serials))));
            for (int i = before; i < panels.size(); i++) {
                groupOf[i] = numbers.getOrDefault(panels.get(i).serial, 0);
                settled[i] = true;
            }
            learned = true;
        }
    }

    /** Learns from an interval, in which the middle panel of the site made so much. */
    void learn(Interval interval, double medianKwh) {
        boolean all = learned;
        for (boolean each : settled) {
            all &= each;
        }
        if (all || interval.snowLately || Double.isNaN(medianKwh) || interval.size() < 2 * LEAST_GROUP) {
            return;
        }
        int hour = interval.hour();
        clearest[hour] = Math.max(clearest[hour] * 0.9995, medianKwh);
        if (medianKwh < clearShare * clearest[hour] || interval.elevationDegrees < 10) {
            return;
        }
        sunHours += interval.sunHours(medianKwh);
        for (int i = 0; i < interval.size(); i++) {
            if (!settled[i] && interval.isKnown(i) && interval.energyKwh[i] > WORKS * medianKwh) {
                Day day = days.get(i);
                day.made[hour] += interval.energyKwh[i];
                day.middle[hour] += medianKwh;
                day.sunHours += interval.sunHours(medianKwh);
            }
        }
    }

    /**
     * Forms the groups when enough was learned, and finds the group of each panel that was not heard enough then.
     *
     * @return the panels whose group is another than before
     */
    List<Integer> form() {
        List<Integer> moved = new ArrayList<>();
        if (!learned && sunHours >= clearSunHours) {
            List<Integer> enough = new ArrayList<>();
            for (int i = 0; i < groupOf.length; i++) {
                if (days.get(i).sunHours >= clearSunHours / 2) {
                    enough.add(i);
                }
            }
            formOf(enough, moved);
        } else if (learned) {
            for (int i = 0; i < groupOf.length; i++) {
                if (!settled[i] && days.get(i).sunHours >= clearSunHours / 2) {
                    settle(i, nearest(days.get(i).shape()), moved);
                }
            }
        }
        return moved;
    }

    private void formOf(List<Integer> enough, List<Integer> moved) {
        double[][] each = new double[enough.size()][];
        for (int k = 0; k < each.length; k++) {
            each[k] = days.get(enough.get(k)).shape();
        }
        learned = true;
        int[] formed = merge(each);
        for (int g = 0; g <= Arrays.stream(formed).max().orElse(-1); g++) {
            List<Integer> members = new ArrayList<>();
            for (int k = 0; k < formed.length; k++) {
                if (formed[k] == g) {
                    members.add(k);
                }
            }
            double[] middle = middleOf(members, each);
            shapes.add(middle);
            alikes.add((int) members.stream()
                    .filter(member -> distance(each[member], middle) < alike)
                    .count());
        }
        for (int k = 0; k < formed.length; k++) {
            settle(enough.get(k), formed[k], moved);
        }
    }

    private void settle(int panel, int group, List<Integer> moved) {
        if (groupOf[panel] != group) {
            moved.add(panel);
        }
        groupOf[panel] = group;
        settled[panel] = true;
        days.set(panel, new Day());
    }

    private int nearest(double[] shape) {
        int best = 0;
        for (int g = 1; g < shapes.size(); g++) {
            best = distance(shape, shapes.get(g)) < distance(shape, shapes.get(best)) ? g : best;
        }
        return best;
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
