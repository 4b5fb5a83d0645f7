package org.pvswatch.simulator;

import java.time.Instant;
import java.util.List;

/** How the plant goes from one five-minute mark to the next. */
final class PlantStep {
    private static final double HOURS = Sky.MARK_SECONDS / 3600.0;
    private static final double SLEEPING_WATTS = 0.03;
    private static final double DUSK_WATTS = 0.6;

    private final Sky sky;
    private final PanelField field;
    private final FaultSchedule faults;
    private final MeterBench bench;
    private final InverterMeter inverterMeter;
    private final SeededNoise flicker;
    private final SeededNoise waking;
    private final List<RoofPlane> planes;

    PlantStep(Sky sky, PanelField field, FaultSchedule faults, MeterBench bench, Grid grid, long seed) {
        this.sky = sky;
        this.field = field;
        this.faults = faults;
        this.bench = bench;
        this.inverterMeter = new InverterMeter(grid, seed);
        this.flicker = new SeededNoise(seed).stream("flicker");
        this.waking = new SeededNoise(seed).stream("waking");
        this.planes = sky.site().planes();
    }

    /** The mark before the first one counted: everything asleep, counters at their lifetime. */
    PlantState origin(long mark, MeterCounters counters) {
        int n = field.panels().size();
        var lifetime =
                field.panels().stream().mapToDouble(Panel::lifetimeShareKwh).toArray();
        return new PlantState(mark, new boolean[n], new double[n], lifetime, new InverterMeasurement[n], 0, counters);
    }

    PlantState next(PlantState before) {
        long mark = before.mark() + 1;
        var now = Instant.ofEpochSecond(mark * Sky.MARK_SECONDS);
        var moment = sky.at(mark);
        double ageing = field.ageing(Math.floorDiv(mark, Sky.MARKS_PER_DAY));
        int n = field.panels().size();
        var awake = new boolean[n];
        var acWatts = new double[n];
        var lifetime = new double[n];
        var last = before.last().clone();
        double standbyWatts = moment.sun().elevationDegrees() > -2 ? DUSK_WATTS : SLEEPING_WATTS;
        double meterWatts = 0;
        double[] beam = beamOnPlanes(moment);
        for (int i = 0; i < n; i++) {
            var panel = field.panels().get(i);
            int plane = planes.indexOf(panel.plane());
            double planeOfArray =
                    panel.planeOfArray(moment, beam[plane], moment.irradiance().diffuseOn(panel.plane()));
            boolean dead = faults.isDead(panel, now);
            awake[i] = !dead && staysAwake(panel, mark, planeOfArray, before.awake()[i]);
            double cellTempC = Panel.cellTempC(moment.ambientTempC(), planeOfArray);
            double dcWatts = awake[i] ? panel.dcWatts(planeOfArray, cellTempC, ageing, noise(panel, mark, moment)) : 0;
            acWatts[i] = Panel.acWatts(dcWatts);
            lifetime[i] = before.lifetimeKwh()[i] + (before.acWatts()[i] + acWatts[i]) / 2000 * HOURS;
            meterWatts += awake[i] || dead ? acWatts[i] : -standbyWatts;
            if (!dead && !faults.isSilent(panel, now)) {
                if (awake[i]) {
                    last[i] = inverterMeter.running(panel, mark, lifetime[i], acWatts[i], dcWatts, cellTempC);
                } else if (before.awake()[i]) {
                    last[i] = inverterMeter.fallingAsleep(panel, mark, lifetime[i], cellTempC);
                }
            }
        }
        var counters = before.counters().copy();
        countUntil(counters, before, meterWatts / 1000, Sky.MARK_SECONDS / Grid.SAMPLE_SECONDS);
        return new PlantState(mark, awake, acWatts, lifetime, last, meterWatts / 1000, counters);
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

    private double[] beamOnPlanes(SkyMoment moment) {
        var beam = new double[planes.size()];
        for (int i = 0; i < beam.length; i++) {
            beam[i] = moment.irradiance().beamNormal() * planes.get(i).incidenceCosine(moment.sun());
        }
        return beam;
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
        return moment.state().panelNoise * flicker.stream(panel.number()).bell(mark);
    }
}
