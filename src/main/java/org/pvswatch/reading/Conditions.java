package org.pvswatch.reading;

import java.time.Instant;

/**
 * The weather at the site at one moment, from the weather service's model; each value {@code null} when not given.
 *
 * @param fetchedAt when the service was asked
 * @param cloudCoverPercent total cloud cover, 0 to 100
 * @param temperatureC air temperature two metres above ground
 * @param tiltedIrradianceWm2 irradiance on the plane of the panels, W/m2, mean of the clock hour the moment lies in
 * @param snowDepthM depth of lying snow, metres
 * @param snowfallCm new snow of the clock hour the moment lies in, centimetres
 * @param precipitationMm rain and melted snow of the clock hour the moment lies in, millimetres
 */
public record Conditions(
        Instant fetchedAt,
        Double cloudCoverPercent,
        Double temperatureC,
        Double tiltedIrradianceWm2,
        Double snowDepthM,
        Double snowfallCm,
        Double precipitationMm) {}
