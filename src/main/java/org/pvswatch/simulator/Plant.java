package org.pvswatch.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The roof, the house and their counters as a function of time. It advances mark by mark when asked, keeps the marks of
 * the last two days and the first mark of every day of a year, and goes on from the nearest kept one when asked for the past.
 * Safe for several threads.
 */
final class Plant {
    private static final int WARM_UP_MARKS = 432;
    private static final int MARKS_KEPT = 576;
    private static final long DAYS_KEPT = 400;
    private static final int VISIBLE_AFTER_SECONDS = 15;
    private static final int SAMPLES_PER_MARK = Sky.MARK_SECONDS / Grid.SAMPLE_SECONDS;
    private static final double TICK_KWH = 0.00964;

    private final PanelField field;
    private final Grid grid;
    private final MeterBench bench;
    private final PlantStep step;
    private final TreeMap<Long, PlantState> kept = new TreeMap<>();
    private final long originMark;
    private final boolean storage;
    private final boolean lagging;
    private final SeededNoise lag;

    Plant(SimulatorOptions options, Sky sky, PanelField field, FaultSchedule faults, Instant start) {
        this.field = field;
        this.grid = new Grid(options.seed());
        this.bench = new MeterBench(new HouseLoad(sky, options.seed()), options, faults);
        this.step = new PlantStep(sky, field, faults, bench, grid, options.seed());
        // a day and a half before the start, so that the first night already has its evening behind it
        this.storage = options.profile().hasStorage();
        this.lagging = options.troubles().contains(Trouble.LAG);
        this.lag = new SeededNoise(options.seed()).stream("lag");
        this.originMark = Math.floorDiv(start.getEpochSecond(), Sky.MARK_SECONDS) - WARM_UP_MARKS;
        kept.put(originMark, step.origin(originMark, lifetimeCounters(start)));
    }

    private MeterCounters lifetimeCounters(Instant start) {
        var counters = new MeterCounters();
        double years = (LocalDate.ofInstant(start, ZoneOffset.UTC).toEpochDay()
                        - field.installed().toEpochDay())
                / 365.0;
        counters.producedKwh = field.lifetimeKwh() * bench.productionGain();
        counters.importedKwh = 3900 * years;
        counters.exportedKwh = counters.producedKwh * 0.55;
        counters.chargedKwh = storage ? 900 * years : 0;
        counters.dischargedKwh = storage ? 810 * years : 0;
        counters.storedKwh = Battery.CAPACITY_KWH / 2;
        return counters;
    }

    /** What the PVS shows at {@code now}. */
    synchronized PlantSnapshot at(Instant now) {
        long second = Math.max(now.getEpochSecond(), (originMark + 2) * Sky.MARK_SECONDS);
        long mark = Math.floorDiv(second, Sky.MARK_SECONDS);
        long visible = Math.floorDiv(second - VISIBLE_AFTER_SECONDS, Sky.MARK_SECONDS);
        int samples = (int) ((second - mark * Sky.MARK_SECONDS) / Grid.SAMPLE_SECONDS);
        return new PlantSnapshot(now, views(second, visible), visible, sample(mark, samples), sample(visible, 0));
    }

    /** What each panel would have made without faults, and what it made, since the beginning, kWh. */
    synchronized Made madeUntil(Instant now) {
        var state = stateAt(Math.max(originMark, Math.floorDiv(now.getEpochSecond(), (long) Sky.MARK_SECONDS)));
        var made = new double[state.lifetimeKwh().length];
        for (int i = 0; i < made.length; i++) {
            made[i] = state.lifetimeKwh()[i] - field.panels().get(i).lifetimeShareKwh();
        }
        return new Made(state.possibleKwh().clone(), made);
    }

    /** Measurements show soon after their mark, or each when it was heard. */
    private List<InverterView> views(long second, long visible) {
        var now = stateAt(visible);
        var before = lagging ? stateAt(visible - 1) : now;
        var views = new ArrayList<InverterView>(field.panels().size());
        for (int i = 0; i < field.panels().size(); i++) {
            var panel = field.panels().get(i);
            boolean heard = !lagging
                    || second - visible * Sky.MARK_SECONDS
                            >= lag.stream(panel.number()).between(visible, 60, 300);
            var state = heard ? now : before;
            var last = state.last()[i];
            views.add(new InverterView(panel, last, last != null && last.mark() == state.mark()));
        }
        return views;
    }

    private MeterSample sample(long mark, int samples) {
        var state = stateAt(mark);
        double meterKw = state.meterKw();
        var counters = state.counters();
        if (samples > 0) {
            double nextKw = stateAt(mark + 1).meterKw();
            counters = counters.copy();
            step.countUntil(counters, state, nextKw, samples);
            meterKw += (nextKw - meterKw) * samples / SAMPLES_PER_MARK;
        }
        return show(mark * Sky.MARK_SECONDS + (long) samples * Grid.SAMPLE_SECONDS, meterKw, counters);
    }

    private MeterSample show(long epochSecond, double meterKw, MeterCounters counters) {
        long sample = epochSecond / Grid.SAMPLE_SECONDS;
        var flow = bench.flow(epochSecond, meterKw, counters.storedKwh);
        var meters = bench.at(epochSecond);
        double producedKw = Rounding.to(4, meterKw * bench.productionGain() * meters.productionFactor());
        double netKw = Rounding.to(4, flow.netKw() * meters.netFactor());
        double productionKvar = 0.0134 * field.panels().size() + 0.08 * Math.max(0, producedKw);
        return new MeterSample(
                epochSecond,
                producedKw,
                netKw,
                Rounding.to(4, netKw / 2 + 0.06 * flow.loadKw() * meters.netFactor()),
                Rounding.to(3, flow.batteryKw()),
                ticks(counters.producedKwh),
                ticks(counters.importedKwh - counters.exportedKwh),
                ticks(counters.importedKwh),
                ticks(counters.exportedKwh),
                Rounding.to(3, counters.chargedKwh),
                Rounding.to(3, counters.dischargedKwh),
                Rounding.to(2, counters.storedKwh / Battery.CAPACITY_KWH),
                Rounding.to(4, productionKvar),
                Rounding.to(4, -0.35 - 0.12 * flow.loadKw()),
                grid.leg1Volts(sample),
                grid.leg2Volts(sample),
                grid.frequencyHz(sample));
    }

    private static double ticks(double kilowattHours) {
        return Rounding.to(4, Math.floor(kilowattHours / TICK_KWH) * TICK_KWH);
    }

    private PlantState stateAt(long mark) {
        var state = kept.floorEntry(mark).getValue();
        while (state.mark() < mark) {
            state = step.next(state);
            kept.put(state.mark(), state);
            long old = state.mark() - MARKS_KEPT;
            if (old > originMark && Math.floorMod(old, (long) Sky.MARKS_PER_DAY) != 0) {
                kept.remove(old);
            }
            long veryOld = state.mark() - DAYS_KEPT * Sky.MARKS_PER_DAY;
            if (veryOld > originMark) {
                kept.remove(veryOld);
            }
        }
        return state;
    }
}
