package org.pvswatch.simulator;

import java.time.Instant;
import java.util.List;

/**
 * The whole plant as a PVS shows it at one simulated instant.
 *
 * @param now the instant asked for
 * @param inverters in list order; measurements are visible 15 s after their mark
 * @param visibleMark the latest mark whose measurements are visible
 * @param live the meters on the 15-second grid
 * @param atMark the meters at {@code visibleMark}
 */
record PlantSnapshot(
        Instant now, List<InverterView> inverters, long visibleMark, MeterSample live, MeterSample atMark) {}
