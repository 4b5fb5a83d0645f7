package org.pvswatch.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What the box knows of the plant: all of it, less what it forgot in a restart and what a fault keeps from it. A box keeps
 * inverters' values in memory only, so after a restart at night it has none until they speak again, one by one.
 */
final class PlantWindow {
    private static final double MISSING_PART = 0.01;

    private final Plant plant;
    private final FaultSchedule faults;
    private final BoxLife life;
    private final boolean metersProduction;
    private final Set<Trouble> troubles;
    private final SeededNoise missing;
    private final SeededNoise order;

    PlantWindow(Plant plant, FaultSchedule faults, BoxLife life, SimulatorOptions options) {
        // there is no current transformer on the production meter of many a PVS5
        this.metersProduction = !options.profile().isPvs5();
        this.plant = plant;
        this.faults = faults;
        this.life = life;
        this.troubles = options.troubles();
        this.missing = new SeededNoise(options.seed()).stream("missing");
        this.order = new SeededNoise(options.seed()).stream("order");
    }

    PlantSnapshot at(Instant now) {
        var whole = plant.at(now);
        return new PlantSnapshot(
                now,
                inverters(whole, now),
                whole.visibleMark(),
                meters(whole.live(), now),
                meters(whole.atMark(), now));
    }

    private MeterSample meters(MeterSample whole, Instant now) {
        var seen = metersProduction ? whole : whole.withoutProduction();
        return faults.zeroesMeters(now) ? seen.withoutCounters() : seen;
    }

    private List<InverterView> inverters(PlantSnapshot whole, Instant now) {
        if (faults.isActive(FaultKind.NOINVERTERS, now)) {
            return List.of();
        }
        long remembered = life.restartedAt(now).map(Instant::getEpochSecond).orElse(Long.MIN_VALUE);
        var views = new ArrayList<InverterView>(whole.inverters().size());
        for (var view : whole.inverters()) {
            boolean lost = troubles.contains(Trouble.MISSING)
                    && missing.stream(view.panel().number()).uniform(whole.visibleMark()) < MISSING_PART;
            if (!lost) {
                views.add(seen(view, remembered, now));
            }
        }
        if (troubles.contains(Trouble.SHUFFLE)) {
            var own = order.stream(whole.visibleMark());
            views.sort(Comparator.comparingLong(view -> own.bits(view.panel().number())));
        }
        return views;
    }

    private InverterView seen(InverterView view, long remembered, Instant now) {
        var last = view.last();
        if (last == null) {
            return view;
        }
        if (last.epochSecond() < remembered) {
            return new InverterView(view.panel(), null, false);
        }
        return faults.hits(FaultKind.ZERO, view.panel(), now)
                ? new InverterView(view.panel(), last.withoutCounter(), view.working())
                : view;
    }
}
