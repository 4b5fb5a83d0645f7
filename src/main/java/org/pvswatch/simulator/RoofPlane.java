package org.pvswatch.simulator;

/**
 * One side of the roof; also the name of the circuit its panels hang on.
 *
 * @param name such as {@code south}
 * @param tiltDegrees from the horizontal
 * @param azimuthDegrees compass: 0 north, 90 east, 180 south
 */
public record RoofPlane(String name, double tiltDegrees, double azimuthDegrees) {

    /** Cosine of the angle between the sun and the plane's normal, 0 when the sun is behind. */
    double incidenceCosine(SunPosition sun) {
        double elevation = Math.toRadians(sun.elevationDegrees());
        double tilt = Math.toRadians(tiltDegrees);
        double turn = Math.toRadians(sun.azimuthDegrees() - azimuthDegrees);
        return Math.max(
                0, Math.sin(elevation) * Math.cos(tilt) + Math.cos(elevation) * Math.sin(tilt) * Math.cos(turn));
    }

    /** Part of an evenly bright sky that the plane sees. */
    double skyView() {
        return (1 + Math.cos(Math.toRadians(tiltDegrees))) / 2;
    }
}
