package org.pvswatch.weather;

/** Directions as the weather service counts them; word of the route {@code ask-open-meteo}. Pure. */
public final class SouthBearing {
    /**
     * A compass direction counted from south.
     *
     * @param compassDegrees 0 to 360, 90 is east
     * @return -180 to 180: -90 is east, 90 west
     */
    public double of(double compassDegrees) {
        double turned = compassDegrees - 180;
        return turned > 180 ? turned - 360 : turned;
    }
}
