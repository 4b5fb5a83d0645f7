package org.pvswatch.simulator;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** A place with a climate and a roof. */
public enum SiteModel {
    /** New England: two planes, cold winters. */
    NORTH(
            42.4,
            -71.1,
            "America/New_York",
            List.of(new RoofPlane("south", 30, 180), new RoofPlane("west", 25, 270)),
            new Climate(10.5, 12.5, 5.0, new SkyWeights(0.45, 0.35), new SkyWeights(0.30, 0.30))),
    /** California's central valley: three planes, a long dry summer. */
    VALLEY(
            38.6,
            -121.5,
            "America/Los_Angeles",
            List.of(new RoofPlane("east", 20, 90), new RoofPlane("south", 20, 180), new RoofPlane("west", 20, 270)),
            new Climate(16.5, 8.5, 7.5, new SkyWeights(0.88, 0.09), new SkyWeights(0.38, 0.30))),
    /** Puget Sound: two planes, much cloud. */
    MARINE(
            47.6,
            -122.3,
            "America/Los_Angeles",
            List.of(new RoofPlane("south", 35, 180), new RoofPlane("southwest", 35, 225)),
            new Climate(11.5, 7.0, 4.5, new SkyWeights(0.55, 0.25), new SkyWeights(0.12, 0.28)));

    private final double latitudeDegrees;
    private final double longitudeDegrees;
    private final ZoneId zone;
    private final List<RoofPlane> planes;
    private final Climate climate;

    SiteModel(double latitudeDegrees, double longitudeDegrees, String zone, List<RoofPlane> planes, Climate climate) {
        this.latitudeDegrees = latitudeDegrees;
        this.longitudeDegrees = longitudeDegrees;
        this.zone = ZoneId.of(zone);
        this.planes = planes;
        this.climate = climate;
    }

    /** North is positive. */
    public double latitudeDegrees() {
        return latitudeDegrees;
    }

    /** East is positive. */
    public double longitudeDegrees() {
        return longitudeDegrees;
    }

    /** What the clocks of the house show. */
    public ZoneId zone() {
        return zone;
    }

    /** The sides of the roof; panels are spread over them in equal blocks. */
    public List<RoofPlane> planes() {
        return planes;
    }

    Climate climate() {
        return climate;
    }

    /** The name used on the command line, such as {@code valley}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
