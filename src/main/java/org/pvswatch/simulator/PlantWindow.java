package org.pvswatch.simulator;

import java.time.Instant;
import java.util.List;

/**
 * What the box knows of the plant: all of it, less what it forgot in a restart and what a fault keeps from it. A box keeps
 * inverters' values in memory only, so after a restart at night it has none until they speak again, one by one.
 */
final class PlantWindow {
    private final Plant plant;
    private final FaultSchedule faults;
    private final BoxLife life;
    private final boolean metersProduction;

    /** @param metersProduction false: there is no current transformer on the production meter, as on many a PVS5 */
    PlantWindow(Plant plant, FaultSchedule faults, BoxLife life, boolean metersProduction) {
        this.metersProduction = metersProduction;
        this.plant = plant;
        this.faults = faults;
        this.life = life;
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
        return whole.inverters().stream()
                .map(view -> seen(view, remembered, now))
                .toList();
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
