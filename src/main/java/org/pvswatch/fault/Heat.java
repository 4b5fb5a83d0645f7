package org.pvswatch.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pvswatch.incident.Evidence;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;

/** An inverter that is hot, or hotter than its neighbours at the same work, for days. */
final class Heat implements Detector {
    private static final double BUSY = 0.3;

    private final transient double hotC;
    private final transient double hotterK;
    private final transient int days;

    private List<Memory> memories = new ArrayList<>();

    /** What is remembered of an inverter. */
    static final class Memory {
        int hot;
        int looked;
        int hotDays;
        double mostC = Double.NaN;
    }

    Heat(FaultSettings settings) {
        hotC = settings.number("hot.celsius");
        hotterK = settings.number("hot.hotter-k");
        days = settings.count("hot.days");
    }

    @Override
    public void interval(Interval now, Incidents incidents) {
        while (memories.size() < now.size()) {
            memories.add(new Memory());
        }
        double[] temperatures = new double[now.size()];
        for (int i = 0; i < now.size(); i++) {
            boolean busy = now.isKnown(i) && now.energyKwh[i] >= BUSY * now.ratingKw * Interval.HOURS;
            temperatures[i] = busy ? now.panels.get(i).heatsinkC : Double.NaN;
        }
        double[] known = Numbers.known(temperatures);
        if (known.length < 3) {
            return;
        }
        double middle = Numbers.median(known);
        for (int i = 0; i < now.size(); i++) {
            if (!Double.isNaN(temperatures[i])) {
                Memory memory = memories.get(i);
                memory.looked++;
                boolean hot = temperatures[i] > hotC || temperatures[i] > middle + hotterK;
                memory.hot += hot ? 1 : 0;
                memory.mostC = hot ? temperatures[i] : memory.mostC;
            }
        }
    }

    @Override
    public void endOfDay(Day last, Incidents incidents) {
        for (int i = 0; i < memories.size(); i++) {
            Memory memory = memories.get(i);
            if (memory.looked >= 4) {
                memory.hotDays = 2 * memory.hot > memory.looked ? memory.hotDays + 1 : 0;
                if (memory.hotDays >= days) {
                    double most = memory.mostC;
                    incidents.open(
                            Kind.HOT,
                            last.serial(i),
                            Severity.INFO,
                            last.start().minusSeconds((days - 1) * 86_400L),
                            () -> Evidence.of(Map.of("heatsink_c", most), null));
                } else if (memory.hotDays == 0) {
                    incidents.clear(Kind.HOT, last.serial(i));
                }
            }
            memory.hot = 0;
            memory.looked = 0;
        }
    }
}
