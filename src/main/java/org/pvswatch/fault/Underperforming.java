package org.pvswatch.fault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pvswatch.incident.Evidence;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;
import org.pvswatch.reading.Conditions;

/**
 * A panel that makes less than it did in the same places of the sun, compared with its group: quickly where much is lost, after
 * weeks where little is. What may be dirt waits for rain.
 */
final class Underperforming implements Detector {
    private static final int KEPT = 80;
    private static final int STATE_DAYS = 3;
    private static final int FORGOTTEN_DAYS = 30;
    private static final double WELL = 0.96;
    private static final double CHANGED = 0.05;
    private static final double LEAST_STATE = 0.3;

    private final transient Groups groups;
    private final transient SunCells cells;
    private final transient ZeroRuns zeros;
    private final transient Ledger ledger;
    private final transient ShadeGrowth shade;
    private final transient List<Test> tests;
    private final transient double dayWeight;
    private final transient double rainMm;
    private final transient double dirtAbove;
    private final transient double recovered;
    private final transient int snowFreeDays;
    private final transient int fallFreeDays;
    private final transient int leastPanels;

    private List<Memory> memories = new ArrayList<>();
    private long lastRain = -100_000;
    private double rainToday;

    /** What is remembered of a panel. */
    static final class Memory {
        long[] days = new long[KEPT];
        double[] shares = new double[KEPT];
        int judged;
        long slowSince = -1;

        double share(int back) {
            return shares[Math.floorMod(judged - 1 - back, KEPT)];
        }

        long day(int back) {
            return days[Math.floorMod(judged - 1 - back, KEPT)];
        }

        void add(long day, double share) {
            days[judged % KEPT] = day;
            shares[judged % KEPT] = share;
            judged++;
        }
    }

    /** How many judged days how low. */
    private record Test(String name, int days, double median, double most, int history, Severity severity) {}

    Underperforming(
            FaultSettings settings, Groups groups, SunCells cells, ZeroRuns zeros, Ledger ledger, ShadeGrowth shade) {
        this.groups = groups;
        this.cells = cells;
        this.zeros = zeros;
        this.ledger = ledger;
        this.shade = shade;
        tests = List.of(
                test(settings, "sharp", Severity.NORMAL),
                test(settings, "medium", Severity.LOW),
                test(settings, "slow", Severity.LOW),
                test(settings, "watch", Severity.INFO));
        dayWeight = settings.number("loss.day-sun-hours");
        rainMm = settings.number("loss.rain-mm");
        dirtAbove = settings.number("loss.dirt-above");
        recovered = settings.number("loss.recovered");
        snowFreeDays = settings.count("loss.snow-free-days");
        fallFreeDays = settings.count("loss.fall-free-days");
        leastPanels = settings.count("loss.least-panels");
    }

    private static Test test(FaultSettings settings, String name, Severity severity) {
        return new Test(
                name,
                settings.count("loss." + name + ".days"),
                settings.number("loss." + name + ".median"),
                settings.number("loss." + name + ".most"),
                settings.count("loss." + name + ".history"),
                severity);
    }

    @Override
    public void interval(Interval now, Incidents incidents) {
        Conditions weather = now.weather;
        if (weather != null && weather.precipitationMm() != null) {
            rainToday += weather.precipitationMm() * Interval.HOURS;
        }
        boolean judged = groups.areKnown()
                && now.elevationDegrees >= Interval.JUDGED_DEGREES
                && (now.daysSinceSnow >= snowFreeDays || now.daysSinceFall() >= fallFreeDays)
                && !now.curtailed;
        if (judged) {
            cells.add(now, groups, zeros);
        }
    }

    @Override
    public void endOfDay(Day last, Incidents incidents) {
        if (rainToday >= rainMm) {
            lastRain = last.day();
        }
        rainToday = 0;
        int n = Math.min(cells.size(), last.size());
        while (memories.size() < n) {
            memories.add(new Memory());
        }
        double[] shares = new double[n];
        double[] means = new double[n];
        for (int i = 0; i < n; i++) {
            share(i, last, shares, means);
        }
        double[] middles = middles(shares);
        int[] judgedOf = new int[middles.length];
        for (int i = 0; i < n; i++) {
            judgedOf[groups.of(i)] += Double.isNaN(shares[i]) ? 0 : 1;
        }
        for (int i = 0; i < n; i++) {
            double share = shares[i] / middles[groups.of(i)];
            boolean judged = !Double.isNaN(share)
                    && groups.isSettled(i)
                    && !last.panels().get(i).retired;
            String serial = last.serial(i);
            if (groups.isSettled(i) && !incidents.isActive(Kind.NOT_PRODUCING, serial)) {
                double state = state(memories.get(i), share, last.day());
                if (!Double.isNaN(state)) {
                    cells.learn(i, groups.of(i), last.day(), state);
                }
            }
            if (judged) {
                memories.get(i).add(last.day(), share);
                boolean sure = Math.min(judgedOf[groups.of(i)], groups.alike(i)) >= leastPanels;
                shade.judged(i, share, means[i] / middles[groups.of(i)], sure);
                judge(memories.get(i), i, serial, last, incidents, sure);
            }
        }
        shade.endOfDay(last, incidents);
        cells.endOfDay();
    }

    /**
     * What a panel made today of what it makes in these places of the sun: that of the middle place, so that shade on some
     * of them is not taken for a loss of the panel; and that of all together. NaN when too little is known.
     */
    private void share(int panel, Day last, double[] middles, double[] means) {
        int most = cells.today().size();
        double[] shares = new double[most];
        double[] weights = new double[most];
        double expected = 0;
        double made = 0;
        int n = 0;
        for (SunCells.CellDay day : cells.today()) {
            double clean = panel < day.any.length && day.any[panel] > 0 ? cells.clean(panel, day.cell) : Double.NaN;
            if (!Double.isNaN(clean)) {
                weights[n] = day.any[panel] * clean;
                shares[n] = day.anyMade[panel] / weights[n];
                made += day.anyMade[panel];
                expected += weights[n++];
            }
        }
        boolean enough = last.sunHours(expected) >= dayWeight;
        middles[panel] = enough ? Numbers.weightedMedian(shares, weights, n) : Double.NaN;
        means[panel] = enough ? made / expected : Double.NaN;
    }

    /**
     * How the panel is at present: by today, unless it changed today; else as it was when it was well; else as new. NaN when
     * nobody can say, and nothing should be learned.
     */
    private static double state(Memory memory, double share, long day) {
        long age = memory.judged < STATE_DAYS ? FORGOTTEN_DAYS : day - memory.day(0);
        double before = age >= FORGOTTEN_DAYS ? 1 : median(memory, STATE_DAYS);
        if (!Double.isNaN(share)) {
            boolean changed = age < FORGOTTEN_DAYS && Math.abs(share - before) > CHANGED;
            return changed ? Double.NaN : Math.max(LEAST_STATE, share);
        }
        return before > WELL ? before : Double.NaN;
    }

    private double[] middles(double[] shares) {
        double[] middles = new double[groups.count()];
        for (int g = 0; g < middles.length; g++) {
            double[] members = new double[shares.length];
            int n = 0;
            for (int i = 0; i < shares.length; i++) {
                if (groups.of(i) == g && groups.isSettled(i) && !Double.isNaN(shares[i])) {
                    members[n++] = shares[i];
                }
            }
            middles[g] = n < 3 ? Double.NaN : Numbers.medianOfFirst(members, n);
        }
        return middles;
    }

    /** @param sure whether there are panels enough to hold it against: else a lesser loss is only for the report */
    private void judge(Memory memory, int i, String serial, Day last, Incidents incidents, boolean sure) {
        Test failed = null;
        for (Test test : tests) {
            if (fails(memory, test)) {
                failed = test;
                break;
            }
        }
        if (failed != null && failed.name().equals("slow")) {
            failed = survivesRain(memory, last.day(), failed) ? failed : tests.get(tests.size() - 1);
        } else if (failed == null || failed.severity() == Severity.INFO) {
            memory.slowSince = -1;
        }
        if (failed != null) {
            Test test = failed;
            double middle = median(memory, test.days());
            Severity severity = sure || test.severity() != Severity.LOW ? test.severity() : Severity.INFO;
            Instant since = Instant.ofEpochSecond(memory.day(test.days() - 1) * 86_400);
            incidents.open(Kind.UNDERPERFORMING, serial, severity, since, () -> evidence(last, i, test.name(), middle));
            incidents.lost(
                    Kind.UNDERPERFORMING, serial, (1 / Math.max(0.2, memory.share(0)) - 1) * ledger.madeToday(i));
        } else if (median(memory, Math.min(memory.judged, 5)) > recovered) {
            incidents.clear(Kind.UNDERPERFORMING, serial);
        }
    }

    private boolean fails(Memory memory, Test test) {
        if (memory.judged < Math.max(test.history(), test.days())
                || memory.day(0) - memory.day(test.days() - 1) > 4L * test.days()) {
            return false;
        }
        int low = 0;
        for (int back = 0; back < test.days(); back++) {
            low += memory.share(back) < test.most() ? 1 : 0;
        }
        return low >= 0.8 * test.days() && median(memory, test.days()) < test.median();
    }

    /** Rain washes dirt off: what is left afterwards is none. A great loss need not wait. */
    private boolean survivesRain(Memory memory, long day, Test slow) {
        if (memory.slowSince < 0) {
            memory.slowSince = day;
        }
        if (median(memory, slow.days()) < dirtAbove) {
            return true;
        }
        if (lastRain <= memory.slowSince) {
            return false;
        }
        int after = 0;
        while (after < slow.days() && memory.day(after) > lastRain) {
            after++;
        }
        return after >= 5 && median(memory, after) < slow.median();
    }

    private static double median(Memory memory, int days) {
        double[] shares = new double[days];
        for (int back = 0; back < days; back++) {
            shares[back] = memory.share(back);
        }
        return Numbers.median(shares);
    }

    private Evidence evidence(Day last, int i, String test, double middle) {
        Panel panel = last.panels().get(i);
        Map<String, Double> figures = new HashMap<>();
        figures.put("share_of_usual", middle);
        double others = Numbers.median(Numbers.known(
                last.panels().stream().mapToDouble(each -> each.dcWorkingV).toArray()));
        figures.put("dc_voltage_working_v", panel.dcWorkingV);
        figures.put("dc_voltage_of_others_v", others);
        String diagnosis = diagnosis(middle, panel.dcWorkingV / others, test);
        return new Evidence(figures, ledger.days(i), diagnosis);
    }

    /** What it looks like by the part of the power and of the voltage that is left; never a condition. */
    private static String diagnosis(double share, double voltage, String test) {
        boolean third = share > 0.6 && share < 0.72;
        if (third && !(voltage > 0.9)) {
            return "a bypass diode, or one third of the panel: its voltage is lower by a third too";
        }
        if (share < 0.45 && voltage < 0.5) {
            return "two bypass diodes, or two thirds of the panel";
        }
        return third ? "a third of the panel" : test.equals("sharp") ? "a sudden loss" : "a lasting loss";
    }

    void relearn(int panel) {
        cells.forget(panel);
        if (panel < memories.size()) {
            memories.set(panel, new Memory());
        }
    }
}
