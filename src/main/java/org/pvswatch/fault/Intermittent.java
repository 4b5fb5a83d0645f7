package org.pvswatch.fault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pvswatch.incident.Evidence;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;

/** A panel that works on and off: it makes nothing for a while on several days on which it also works. */
final class Intermittent implements Detector {
    private static final int DAYS = 14;
    private static final int WORKING_INTERVALS = 4;

    /** Where so many stop together it is not the panel. */
    private static final double TOO_MANY = 0.4;

    private final transient ZeroRuns zeros;
    private final transient Groups groups;
    private final transient Ledger ledger;
    private final transient int cutIntervals;
    private final transient int cutDays;
    private final transient double hotterK;
    private final transient double cutShare;

    private List<Memory> memories = new ArrayList<>();

    /** What is remembered of a panel. */
    static final class Memory {
        int zeroToday;
        int workedToday;
        int notYetToday;
        long[] cutOn = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
        int next;
        double hotterSumK;
        int hotterCount;
    }

    Intermittent(FaultSettings settings, ZeroRuns zeros, Groups groups, Ledger ledger) {
        this.zeros = zeros;
        this.groups = groups;
        this.ledger = ledger;
        cutIntervals = settings.count("intermittent.intervals");
        cutDays = settings.count("intermittent.days");
        hotterK = settings.number("intermittent.hotter-k");
        cutShare = settings.number("intermittent.share");
    }

    @Override
    public void interval(Interval now, Incidents incidents) {
        while (memories.size() < now.size()) {
            memories.add(new Memory());
        }
        if (now.snowLately || now.grace) {
            return;
        }
        int judged = 0;
        int zero = 0;
        double[] temperatures = new double[now.size()];
        for (int i = 0; i < now.size(); i++) {
            boolean counts = now.isGood(i) && now.isKnown(i) && groups.isSettled(i);
            judged += counts ? 1 : 0;
            zero += counts && isCut(now, i) ? 1 : 0;
            temperatures[i] = counts ? now.panels.get(i).heatsinkC : Double.NaN;
        }
        if (zero > TOO_MANY * judged) {
            return;
        }
        double middleC = zero == 0 ? Double.NaN : Numbers.median(Numbers.known(temperatures));
        for (int i = 0; i < now.size(); i++) {
            if (now.isGood(i) && now.isKnown(i) && groups.isSettled(i)) {
                count(memories.get(i), now, i, middleC);
            }
        }
    }

    /** Nothing at all: even deep shade leaves a panel some of the sky's light. */
    private boolean isCut(Interval now, int i) {
        return now.energyKwh[i] <= cutShare * now.expectedKwh[i];
    }

    private void count(Memory memory, Interval now, int i, double middleC) {
        if (isCut(now, i)) {
            if (memory.workedToday > 0) {
                memory.zeroToday++; // it had worked before: no late riser
            } else {
                memory.notYetToday++;
            }
            double hotter = now.panels.get(i).heatsinkC - middleC;
            if (!Double.isNaN(hotter)) {
                memory.hotterSumK += hotter;
                memory.hotterCount++;
            }
        } else if (zeros.isWorking(now, i)) {
            memory.workedToday++;
        }
    }

    @Override
    public void endOfDay(Day last, Incidents incidents) {
        for (int i = 0; i < memories.size(); i++) {
            Memory memory = memories.get(i);
            String serial = last.serial(i);
            if (memory.zeroToday >= cutIntervals && memory.workedToday >= WORKING_INTERVALS) {
                memory.cutOn[memory.next] = last.day();
                memory.next = (memory.next + 1) % DAYS;
            }
            memory.zeroToday = 0;
            memory.workedToday = 0;
            memory.notYetToday = 0;
            judge(memory, i, serial, last, incidents);
        }
    }

    private void judge(Memory memory, int i, String serial, Day last, Incidents incidents) {
        int days = 0;
        long first = last.day();
        for (long day : memory.cutOn) {
            if (day > last.day() - DAYS) {
                days++;
                first = Math.min(first, day);
            }
        }
        if (days >= cutDays
                && !incidents.isActive(Kind.NOT_PRODUCING, serial)
                && !last.panels().get(i).retired) {
            double counted = days;
            Instant since = last.start().minusSeconds((last.day() - first) * 86_400);
            incidents.open(Kind.INTERMITTENT, serial, Severity.NORMAL, since, () -> evidence(memory, i, counted));
        } else if (days == 0) {
            incidents.clear(Kind.INTERMITTENT, serial);
            memory.hotterSumK = 0;
            memory.hotterCount = 0;
        }
    }

    private Evidence evidence(Memory memory, int i, double days) {
        double hotter = memory.hotterCount == 0 ? Double.NaN : memory.hotterSumK / memory.hotterCount;
        String diagnosis = hotter > hotterK ? "cuts out when hot" : "works on and off";
        return new Evidence(
                Map.of("days_with_dropouts", days, "hotter_than_neighbours_k", hotter), ledger.days(i), diagnosis);
    }
}
