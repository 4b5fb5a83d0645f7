package org.pvswatch.simulator;

/** What the site's energy counters hold, kWh, unrounded; advanced on the 15-second grid by {@link MeterBench}. */
final class MeterCounters {
    double producedKwh;
    double importedKwh;
    double exportedKwh;
    double chargedKwh;
    double dischargedKwh;
    /** Energy in the battery now. */
    double storedKwh;

    MeterCounters copy() {
        var copy = new MeterCounters();
        copy.producedKwh = producedKwh;
        copy.importedKwh = importedKwh;
        copy.exportedKwh = exportedKwh;
        copy.chargedKwh = chargedKwh;
        copy.dischargedKwh = dischargedKwh;
        copy.storedKwh = storedKwh;
        return copy;
    }
}
