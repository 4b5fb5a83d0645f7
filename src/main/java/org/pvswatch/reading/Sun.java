package org.pvswatch.reading;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import net.e175.klaus.solarpositioning.DeltaT;
import net.e175.klaus.solarpositioning.Grena3;
import net.e175.klaus.solarpositioning.SolarPosition;

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
        return position(moment).elevationDegrees();
    }

    /** Where the sun's middle stands. */
    public Position position(Instant moment) {
        ZonedDateTime time = moment.atZone(ZoneOffset.UTC);
        SolarPosition position = Grena3.calculateSolarPosition(
                time, latitudeDegrees, longitudeDegrees, DeltaT.estimate(time.toLocalDate()));
        return new Position(90 - position.zenithAngle(), position.azimuth());
    }

    /** Degrees east of Greenwich. */
    public double longitudeDegrees() {
        return longitudeDegrees;
    }

    /**
     * A place in the sky.
     *
     * @param elevationDegrees above the horizon, without refraction; negative at night
     * @param azimuthDegrees compass direction, 90 is east
     */
    public record Position(double elevationDegrees, double azimuthDegrees) {}
}
