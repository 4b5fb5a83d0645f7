package org.pvswatch.simulator;

import java.time.Instant;
import java.util.ArrayList;

/**
 * A simulated house without anything that listens.
 *
 * @param sky above it
 * @param field its panels
 * @param faults what goes wrong
 * @param plant panels, meters and counters over time
 * @param life of the box
 * @param box what the box knows of all that
 */
record House(Sky sky, PanelField field, FaultSchedule faults, Plant plant, BoxLife life, Box box) {

    /** The house of these options, from the instant on at which their clock stands. */
    static House build(SimulatorOptions options) {
        Instant start = options.clock().instant();
        var sky = new Sky(options.site(), options.seed());
        var field =
                PanelField.build(options, start.atZone(options.site().zone()).toLocalDate());
        var happens = new ArrayList<>(options.faults());
        happens.addAll(TroubleFaults.of(options, start));
        var faults = new FaultSchedule(happens, field.panels(), options.seed());
        var plant = new Plant(options, sky, field, faults, start);
        var identity = new SiteIdentity(options.profile(), options.seed());
        var life = new BoxLife(options.profile(), faults, start);
        var window = new PlantWindow(plant, faults, life, options);
        var box = new Box(options.profile(), identity, options.seed(), window, life, faults);
        return new House(sky, field, faults, plant, life, box);
    }
}
