package org.pvswatch.simulator;

import java.time.Instant;
import java.util.List;

/** How the plant goes from one five-minute mark to the next. */
final class PlantStep {
    private static final double HOURS = Sky.MARK_SECONDS / 3600.0;
    private static final double SLEEPING_WATTS = 0.03;
    private static final double DUSK_WATTS = 0.6;
    /** A panel's own noise lasts a quarter of an hour. */
    private static final long NOISE_MARKS = 3;
    /** How much the voltage of a panel rises from its best point to open circuit. */
    private static final double OPEN_CIRCUIT_RISE = 0.17;

    private final Sky sky;
    private final PanelField field;
    private final FaultSchedule faults;
    private final MeterBench bench;
    private final InverterMeter inverterMeter;
    private final SeededNoise flicker;
    private final SeededNoise waking;
    private final List<RoofPlane> planes;
    private final Dirt dirt;
    private final int[] planeOf;

    PlantStep(Sky sky, PanelField field, FaultSchedule faults, MeterBench bench, Grid grid, long seed) {
        this.sky = sky;
        this.field = field;
        this.faults = faults;
        this.bench = bench;
        this.inverterMeter = new InverterMeter(grid, seed);
        this.flicker = new SeededNoise(seed).stream("flicker");
        this.waking = new SeededNoise(seed).stream("waking");
        this.planes = sky.site().planes();
        this.dirt = sky.dirtOn(field.panels());
        this.planeOf = field.panels().stream()
                .mapToInt(panel -> planes.indexOf(panel.plane()))
                .toArray();
    }

    /** The mark before the first one counted: everything asleep, counters at their lifetime. */
    PlantState origin(long mark, MeterCounters counters) {
        int n = field.panels().size();
        var lifetime =
                field.panels().stream().mapToDouble(Panel::lifetimeShareKwh).toArray();
        return new PlantState(
                mark,
                new boolean[n],
                new double[n],
                lifetime,
                new double[n],
                new double[n],
                new InverterMeasurement[n],
                0,
                counters);
    }

    PlantState next(PlantState before) {
        return new Step(before).taken();
    }

    /** One step under way. */
    private final class Step {
        private final PlantState before;
        private final long mark;
        private final Instant now;
        private final RoofMoment roof;
        private final PanelFaults at;
        private final boolean[] awake;
        private final double[] acWatts;
        private final double[] dcWatts;
        private final double[] cellTempC;
        private final double[] lifetime;
        private final double[] possible;
        private final InverterMeasurement[] last;
        private double[] counterZero;

        Step(PlantState before) {
            this.before = before;
            this.mark = before.mark() + 1;
            this.now = Instant.ofEpochSecond(mark * Sky.MARK_SECONDS);
            double ageing = field.ageing(Math.floorDiv(mark, (long) Sky.MARKS_PER_DAY));
            this.roof = new RoofMoment(sky, dirt, planes, planeOf, mark, ageing);
            this.at = PanelFaults.at(now, faults);
            int n = field.panels().size();
            this.awake = new boolean[n];
            this.acWatts = new double[n];
            this.dcWatts = new double[n];
            this.cellTempC = new double[n];
            this.lifetime = before.lifetimeKwh().clone();
            this.possible = before.possibleKwh().clone();
            this.last = before.last().clone();
            this.counterZero = before.counterZeroKwh();
        }

        PlantState taken() {
            for (int i = 0; i < awake.length; i++) {
                shineOn(i, field.panels().get(i));
            }
            double limit = at.exportLimitWatts();
            double level = limit == Double.POSITIVE_INFINITY
                    ? limit
                    : CommonLevel.of(acWatts, limit + 1000 * bench.loadKw(mark * Sky.MARK_SECONDS));
            double standbyWatts = roof.sky().sun().elevationDegrees() > -2 ? DUSK_WATTS : SLEEPING_WATTS;
            double meterWatts = 0;
            for (int i = 0; i < awake.length; i++) {
                var panel = field.panels().get(i);
                double heldBack = holdTo(level, i);
                lifetime[i] += (before.acWatts()[i] + acWatts[i]) / 2000 * HOURS;
                meterWatts += awake[i] || at.isDead(panel) ? acWatts[i] : -standbyWatts;
                measure(i, panel, heldBack);
            }
            var counters = before.counters().copy();
            countUntil(counters, before, meterWatts / 1000, Sky.MARK_SECONDS / Grid.SAMPLE_SECONDS);
            return new PlantState(
                    mark, awake, acWatts, lifetime, possible, counterZero, last, meterWatts / 1000, counters);
        }

        private void shineOn(int i, Panel panel) {
            double unshaded = roof.planeOfArray(i, panel, 1);
            double noise = unshaded == 0 ? 0 : noise(panel, mark, roof.sky());
            if (!at.isOutage() && staysAwake(panel, mark, unshaded, before.awake()[i])) {
                possible[i] += Panel.acWatts(roof.dcWatts(panel, unshaded, noise)) / 1000 * HOURS;
            }
            double treePart = at.beamPart(panel, roof.sky().sun());
            double planeOfArray = treePart == 1 ? unshaded : roof.planeOfArray(i, panel, treePart);
            cellTempC[i] = roof.cellTempC(planeOfArray);
            awake[i] = !at.isDead(panel) && staysAwake(panel, mark, planeOfArray, before.awake()[i]);
            if (awake[i] && !at.isStopped(panel, cellTempC[i])) {
                dcWatts[i] = roof.dcWatts(panel, planeOfArray, noise) * at.powerPart(panel);
                acWatts[i] = Panel.acWatts(dcWatts[i]);
            }
        }

        /** Holds an inverter to a level. @return the part of its power it could make and may not */
        private double holdTo(double level, int i) {
            if (acWatts[i] <= level) {
                return 0;
            }
            double heldBack = 1 - level / acWatts[i];
            acWatts[i] = level;
            dcWatts[i] *= 1 - heldBack;
            return heldBack;
        }

        private void measure(int i, Panel panel, double heldBack) {
            beginCounterAnew(i, panel);
            if (at.isDead(panel) || at.isSilent(panel)) {
                return;
            }
            double shownKwh = lifetime[i] - counterZero[i];
            if (!awake[i]) {
                if (before.awake()[i]) {
                    last[i] = inverterMeter.fallingAsleep(panel, mark, shownKwh, cellTempC[i]);
                }
            } else if (at.isStopped(panel, cellTempC[i])) {
                last[i] = inverterMeter.stopped(panel, mark, shownKwh, cellTempC[i]);
            } else {
                double voltagePart = at.voltagePart(panel) * (1 + OPEN_CIRCUIT_RISE * heldBack);
                last[i] =
                        inverterMeter.running(panel, mark, shownKwh, acWatts[i], dcWatts[i], cellTempC[i], voltagePart);
            }
        }

        private void beginCounterAnew(int i, Panel panel) {
            if (at.beginsCounterAnew(panel, now.minusSeconds(Sky.MARK_SECONDS))) {
                counterZero = counterZero.clone();
                counterZero[i] = before.lifetimeKwh()[i];
            }
        }
    }

    /** Advances counters from a mark over some of its twenty samples, production going straight to the next mark's. */
    void countUntil(MeterCounters counters, PlantState from, double nextMeterKw, int samples) {
        double perSample = (nextMeterKw - from.meterKw()) * Grid.SAMPLE_SECONDS / Sky.MARK_SECONDS;
        for (int i = 0; i < samples; i++) {
            double fromKw = from.meterKw() + perSample * i;
            bench.advance(
                    counters,
                    from.mark() * Sky.MARK_SECONDS + (long) i * Grid.SAMPLE_SECONDS,
                    fromKw,
                    fromKw + perSample);
        }
    }

    /** Inverters start at 15 to 55 W/m², each morning each its own, and stop at 6 to 10. */
    private boolean staysAwake(Panel panel, long mark, double planeOfArray, boolean wasAwake) {
        var own = waking.stream(panel.number());
        if (wasAwake) {
            return planeOfArray > own.between(-1, 6, 10);
        }
        return planeOfArray > own.between(Math.floorDiv(mark, Sky.MARKS_PER_DAY), 15, 55);
    }

    private double noise(Panel panel, long mark, SkyMoment moment) {
        return moment.state().panelNoise * flicker.stream(panel.number()).bell(Math.floorDiv(mark, NOISE_MARKS));
    }
}
