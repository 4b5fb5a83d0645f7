package org.pvswatch.simulator;

import java.time.Instant;

/**
 * The meters of the site on their 15-second grid: what flows at a moment, and what the counters gain from one sample to
 * the next. Production between two five-minute marks is a straight line.
 */
final class MeterBench {
    private static final double HOURS = Grid.SAMPLE_SECONDS / 3600.0;

    private final HouseLoad house;
    private final SiteModel site;
    private final boolean storage;
    private final double productionGain;
    private final FaultSchedule faults;
    private long latestMark = Long.MIN_VALUE;
    private MeterFaults latestFaults;

    MeterBench(HouseLoad house, SimulatorOptions options, FaultSchedule faults) {
        this.house = house;
        this.faults = faults;
        this.site = options.site();
        this.storage = options.profile().hasStorage();
        this.productionGain = 1
                + options.meterGainError()
                        * new SeededNoise(options.seed()).stream("meters").bell(0);
    }

    /** What the production meter makes of a true power or energy: its gain error. */
    double productionGain() {
        return productionGain;
    }

    /** What the house draws, kW; nothing while the street has no grid. */
    double loadKw(long epochSecond) {
        return at(epochSecond).outage() ? 0 : house.kilowatts(epochSecond);
    }

    /** What faults do to the meters; looked up once for each mark. */
    MeterFaults at(long epochSecond) {
        long mark = Math.floorDiv(epochSecond, Sky.MARK_SECONDS);
        if (mark != latestMark) {
            latestFaults = MeterFaults.at(Instant.ofEpochSecond(mark * Sky.MARK_SECONDS), faults);
            latestMark = mark;
        }
        return latestFaults;
    }

    MeterFlow flow(long epochSecond, double producedKw, double storedKwh) {
        double loadKw = loadKw(epochSecond);
        double batteryKw = storage ? Battery.powerKw(producedKw - loadKw, storedKwh, localHour(epochSecond)) : 0;
        return new MeterFlow(producedKw, loadKw, batteryKw);
    }

    /** Advances the counters by one sample's 15 seconds, from {@code epochSecond} on. */
    void advance(MeterCounters counters, long epochSecond, double fromKw, double toKw) {
        var from = flow(epochSecond, fromKw, counters.storedKwh);
        var to = flow(epochSecond + Grid.SAMPLE_SECONDS, toKw, counters.storedKwh);
        var meters = at(epochSecond);
        counters.producedKwh += (fromKw + toKw) / 2 * HOURS * productionGain * meters.productionFactor();
        double netKwh = (from.netKw() + to.netKw()) / 2 * HOURS * meters.netFactor();
        counters.importedKwh += Math.max(0, netKwh);
        counters.exportedKwh += Math.max(0, -netKwh);
        if (storage) {
            double batteryKw = (from.batteryKw() + to.batteryKw()) / 2;
            counters.dischargedKwh += Math.max(0, batteryKw) * HOURS;
            counters.chargedKwh += Math.max(0, -batteryKw) * HOURS;
            counters.storedKwh = Battery.stored(counters.storedKwh, batteryKw, HOURS);
        }
    }

    private double localHour(long epochSecond) {
        int offset = site.zone()
                .getRules()
                .getOffset(Instant.ofEpochSecond(epochSecond))
                .getTotalSeconds();
        return Math.floorMod(epochSecond + offset, 86_400L) / 3600.0;
    }
}
