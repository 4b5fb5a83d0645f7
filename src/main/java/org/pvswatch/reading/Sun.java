package org.pvswatch.reading;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import net.e175.klaus.solarpositioning.DeltaT;
import net.e175.klaus.solarpositioning.Grena3;

/**
 * The sun over the site, for whatever depends on daylight. Pure, thread-safe; good to 0.01 degrees from 2010 to 2110
 * (Grena's third algorithm).
 */
public final class Sun {
    private final double latitudeDegrees;
    private final double longitudeDegrees;

    /**
     * @param latitude degrees north
     * @param longitude degrees east, negative in the west
     */
    public Sun(String latitude, String longitude) {
        this.latitudeDegrees = Double.parseDouble(latitude);
        this.longitudeDegrees = Double.parseDouble(longitude);
    }

    /** Height of the sun's middle above the horizon, degrees, without refraction; negative at night. */
    public double elevationDegrees(Instant moment) {
        ZonedDateTime time = moment.atZone(ZoneOffset.UTC);
        return 90
                - Grena3.calculateSolarPosition(
                                time, latitudeDegrees, longitudeDegrees, DeltaT.estimate(time.toLocalDate()))
                        .zenithAngle();
    }
}
