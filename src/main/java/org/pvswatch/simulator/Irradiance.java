package org.pvswatch.simulator;

/**
 * Radiation on the ground at one moment, W/m².
 *
 * @param globalHorizontal all of it on a level square metre
 * @param diffuseHorizontal the part from the sky's dome
 * @param beamNormal the part straight from the sun, on a surface facing it
 */
record Irradiance(double globalHorizontal, double diffuseHorizontal, double beamNormal) {
    static final Irradiance NONE = new Irradiance(0, 0, 0);
    private static final double ALBEDO = 0.2;
    private static final double SOLAR_CONSTANT = 1361;

    /**
     * Haurwitz clear sky times a clearness, split by Erbs.
     *
     * @param clearness part of the clear sky's radiation that arrives, about 0.05 to 1.1
     */
    static Irradiance of(SunPosition sun, double clearness) {
        double cosZenith = Math.sin(Math.toRadians(sun.elevationDegrees()));
        if (cosZenith <= 0.001) {
            return NONE;
        }
        double global = 1098 * cosZenith * Math.exp(-0.059 / cosZenith) * clearness;
        double diffuse = global * diffusePart(global / (SOLAR_CONSTANT * cosZenith));
        // below one degree a beam on a steep plane would be a division by almost nothing
        double beam = cosZenith < 0.017 ? 0 : (global - diffuse) / cosZenith;
        return new Irradiance(global, cosZenith < 0.017 ? global : diffuse, beam);
    }

    private static double diffusePart(double kt) {
        if (kt <= 0.22) {
            return 1 - 0.09 * kt;
        }
        if (kt <= 0.8) {
            return 0.9511 - 0.1604 * kt + 4.388 * kt * kt - 16.638 * kt * kt * kt + 12.336 * kt * kt * kt * kt;
        }
        return 0.165;
    }

    /** Beam on a level square metre, W/m². */
    double directHorizontal() {
        return globalHorizontal - diffuseHorizontal;
    }

    /** What arrives on a plane from dome and ground, W/m²: an evenly bright sky, albedo 0.2. */
    double diffuseOn(RoofPlane plane) {
        return diffuseHorizontal * plane.skyView() + globalHorizontal * ALBEDO * (1 - plane.skyView());
    }

    /** What arrives on an unshaded plane, W/m². */
    double totalOn(RoofPlane plane, SunPosition sun) {
        return beamNormal * plane.incidenceCosine(sun) + diffuseOn(plane);
    }
}
