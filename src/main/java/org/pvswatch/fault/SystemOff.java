package org.pvswatch.fault;

import java.time.Instant;
import java.util.Map;
import org.pvswatch.incident.Evidence;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;

/** Nothing is produced although the PVS answers and the weather would allow much. */
final class SystemOff implements Detector {
    private static final double CLEAR_SKY_SHARE = 0.5;

    private static final long LATELY_SECONDS = 2 * 3600;

    private final transient String site;
    private final transient SolarModel model;
    private final transient double zeroShare;
    private final transient double brightShare;
    private final transient double dullShare;
    private final transient int brightIntervals;
    private final transient int dullIntervals;
    private final transient long daysAfterSnow;

    private int bright;
    private int dull;
    private int dim;
    private long since;
    private double lostKwh;
    private int working;
    private long lastWorked;

    SystemOff(FaultSettings settings, String site, SolarModel model) {
        this.site = site;
        this.model = model;
        zeroShare = settings.number("system-off.zero-share");
        brightShare = settings.number("system-off.bright-share");
        brightIntervals = settings.count("system-off.bright-intervals");
        dullShare = settings.number("system-off.dull-share");
        dullIntervals = settings.count("system-off.dull-intervals");
        daysAfterSnow = settings.count("system-off.days-after-snow");
    }

    @Override
    public void interval(Interval now, Incidents incidents) {
        int panels = active(now);
        if (!now.answered || panels == 0 || now.elevationDegrees < Interval.JUDGED_DEGREES) {
            return;
        }
        if (now.panels.stream().noneMatch(Panel::hasProduced)) { // a PVS that does not say when it measured
            return;
        }
        double share = madeShare(now, panels);
        if (Double.isNaN(share)) {
            return;
        }
        if (share > zeroShare) {
            working++;
            boolean well = share >= 0.5 * model.gain() * SolarModel.share(now);
            lastWorked = well ? now.index : lastWorked;
            if (working >= 4) {
                incidents.clear(Kind.SYSTEM_OFF, site);
            }
            forget();
            return;
        }
        working = 0;
        boolean snow = now.daysSinceFall() <= daysAfterSnow && now.canAllBeCovered(lastWorked);
        if (!snow && !now.maintained && !now.outage) {
            count(now, panels);
        }
        if (bright >= brightIntervals || dull >= dullIntervals || dim >= 3 * dullIntervals) {
            boolean isNew = !incidents.isActive(Kind.SYSTEM_OFF, site);
            incidents.open(
                    Kind.SYSTEM_OFF,
                    site,
                    Severity.CRITICAL,
                    Instant.ofEpochSecond(since * Interval.SECONDS),
                    now.panels.stream().map(panel -> panel.serial).toList(),
                    () -> Evidence.of(
                            Map.of("expected_kwh", lostKwh), "everything stopped: main breaker, or an outage"));
            incidents.lost(Kind.SYSTEM_OFF, site, isNew ? lostKwh : expectedKwh(now, panels));
        }
    }

    private void count(Interval now, int panels) {
        if (dim == 0) {
            since = now.index;
            lostKwh = 0;
        }
        double share = model.gain() * SolarModel.share(now);
        if (Double.isNaN(share)) { // what would be possible says less than what is likely
            share = SolarModel.clearSkyWm2(now.elevationDegrees) / 1000 >= CLEAR_SKY_SHARE ? dullShare / 2 : 0;
        }
        bright += share >= brightShare ? 1 : 0;
        dull += share >= dullShare ? 1 : 0;
        dim += share >= dullShare / 2 ? 1 : 0;
        lostKwh += expectedKwh(now, panels);
    }

    private double expectedKwh(Interval now, int panels) {
        double share = SolarModel.share(now);
        return Double.isNaN(share) ? 0 : model.gain() * share * panels * now.ratingKw * Interval.HOURS;
    }

    private void forget() {
        bright = 0;
        dull = 0;
        dim = 0;
        lostKwh = 0;
    }

    private static int active(Interval now) {
        return (int) now.panels.stream().filter(panel -> !panel.retired).count();
    }

    /**
     * What is made, as share of the rating, by whoever knows it: 0 also when no panel is heard and no meter counts, NaN when
     * only some panels are heard and they make nothing.
     */
    private static double madeShare(Interval now, int panels) {
        double sum = 0;
        int heard = 0;
        for (int i = 0; i < now.size(); i++) {
            if (now.isKnown(i)) {
                sum += Math.max(0, now.energyKwh[i]);
                heard++;
            }
        }
        if (heard == 0 && madePowerLately(now)) {
            return Double.NaN;
        }
        if (!Double.isNaN(now.productionKwh)) {
            sum = Math.max(sum, Math.abs(now.productionKwh));
        } else if (heard < panels / 2 && (heard > 0 || hasMeter(now))) {
            return Double.NaN;
        }
        return sum / (panels * now.ratingKw * Interval.HOURS);
    }

    /** Panels that are asked too seldom for a quarter-hour to be known are not off for that. */
    private static boolean madePowerLately(Interval now) {
        long lately = now.end().getEpochSecond() - LATELY_SECONDS;
        return now.panels.stream().anyMatch(panel -> panel.powerKw > 0 && panel.counter.lastAt() >= lately);
    }

    private static boolean hasMeter(Interval now) {
        return now.meters.stream().anyMatch(Meter::isProduction);
    }
}
