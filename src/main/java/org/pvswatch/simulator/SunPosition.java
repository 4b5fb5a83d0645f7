package org.pvswatch.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import net.e175.klaus.solarpositioning.DeltaT;
import net.e175.klaus.solarpositioning.Grena3;

/**
 * Where the sun stands, seen from a site, without refraction.
 *
 * @param elevationDegrees above the horizon, negative at night
 * @param azimuthDegrees compass: 0 north, 90 east, 180 south
 */
record SunPosition(double elevationDegrees, double azimuthDegrees) {

    static SunPosition at(SiteModel site, long epochSecond) {
        var time = Instant.ofEpochSecond(epochSecond).atZone(ZoneOffset.UTC);
        var position = Grena3.calculateSolarPosition(
                time,
                site.latitudeDegrees(),
                site.longitudeDegrees(),
                DeltaT.estimate(LocalDate.of(time.getYear(), 7, 1)));
        return new SunPosition(90 - position.zenithAngle(), position.azimuth());
    }
}
