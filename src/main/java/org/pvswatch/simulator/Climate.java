package org.pvswatch.simulator;

/**
 * Seasons of a place, all of the northern half.
 *
 * @param meanTempC mean of the year
 * @param seasonalSwingC half the distance between the mean of July and of January
 * @param diurnalSwingC half the distance between afternoon and dawn under a clear sky
 * @param summer how often which sky in July
 * @param winter how often which sky in January
 */
record Climate(double meanTempC, double seasonalSwingC, double diurnalSwingC, SkyWeights summer, SkyWeights winter) {

    /** 1 in late July, -1 in late January. */
    static double summerness(long epochDay) {
        double dayOfYear = (epochDay + 0.5) % 365.2425;
        return Math.cos(2 * Math.PI * (dayOfYear - 205) / 365.2425);
    }

    SkyWeights weights(long epochDay) {
        double summerPart = (1 + summerness(epochDay)) / 2;
        return new SkyWeights(
                winter.clear() + (summer.clear() - winter.clear()) * summerPart,
                winter.broken() + (summer.broken() - winter.broken()) * summerPart);
    }
}
