package org.pvswatch.simulator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The panels of a site and when they were mounted.
 *
 * @param panels in the order of every list
 * @param installed the day the system began to count
 */
record PanelField(List<Panel> panels, LocalDate installed) {
    private static final double YIELD_KWH_PER_YEAR = 495;
    private static final double AGEING_PER_YEAR = 0.005;

    static PanelField build(SimulatorOptions options, LocalDate start) {
        var noise = new SeededNoise(options.seed()).stream("panels");
        var installed = start.minusDays((long) noise.between(-1, 1.5 * 365, 6 * 365));
        double years = (start.toEpochDay() - installed.toEpochDay()) / 365.0;
        var identity = new SiteIdentity(options.profile(), options.seed());
        var planes = options.site().planes();
        var panels = new ArrayList<Panel>();
        for (int number = 1; number <= options.panels(); number++) {
            var own = noise.stream(number);
            var plane = planes.get((number - 1) * planes.size() / options.panels());
            double gain = 1 + options.gainSpread() * own.bell(0);
            var obstacle = own.uniform(1) < options.obstacleShare() ? obstacle(own, plane) : null;
            double share = YIELD_KWH_PER_YEAR * years * gain * (obstacle == null ? 1 : 0.93);
            panels.add(new Panel(
                    number, identity.inverter(number), identity.module(number), plane, gain, obstacle, share));
        }
        return new PanelField(List.copyOf(panels), installed);
    }

    private static Obstacle obstacle(SeededNoise own, RoofPlane plane) {
        double towards = plane.azimuthDegrees() + own.between(2, -85, 85);
        var kind = own.uniform(5) < 0.5 ? Obstacle.Kind.LEAFY : Obstacle.Kind.SOLID;
        return new Obstacle(towards, own.between(3, 15, 55), own.between(4, 10, 38), kind);
    }

    /** What the years have left of the panels' power, 1 when new. */
    double ageing(long epochDay) {
        return Math.pow(1 - AGEING_PER_YEAR, Math.max(0, epochDay - installed.toEpochDay()) / 365.25);
    }

    double lifetimeKwh() {
        return panels.stream().mapToDouble(Panel::lifetimeShareKwh).sum();
    }

    List<String> serials() {
        return panels.stream().map(Panel::serial).toList();
    }
}
