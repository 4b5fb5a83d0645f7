package org.pvswatch.weather;

import java.time.Instant;

/**
 * What the US weather service calls our place.
 *
 * @param grid path of the cell's forecast
 * @param station the nearest, {@code null} when there is none
 * @param since when that was asked
 */
record NwsPlace(String grid, String station, Instant since) {}
