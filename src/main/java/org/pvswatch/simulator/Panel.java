package org.pvswatch.simulator;

/**
 * One panel with its micro-inverter, as it was built.
 *
 * @param number 1 to n, the position in every list
 * @param serial of the inverter
 * @param moduleSerial of the panel itself
 * @param plane side of the roof, also its circuit
 * @param gain its own yield against the fleet's, about 1
 * @param obstacle what shades it, or null
 * @param lifetimeShareKwh lifetime energy before the simulation begins, kWh
 */
record Panel(
        int number,
        String serial,
        String moduleSerial,
        RoofPlane plane,
        double gain,
        Obstacle obstacle,
        double lifetimeShareKwh) {
    /** DC power under full sun when new. */
    static final double RATED_WATTS = 360;
    /** What dust and the glass's reflections leave. */
    private static final double THROUGH_GLASS = 0.95;

    private static final double PER_KELVIN = -0.0032;
    private static final double CELL_HEATING_KELVIN_PER_KILOWATT = 30;
    private static final double INVERTER_EFFICIENCY = 0.965;
    private static final double INVERTER_OWN_WATTS = 1.2;
    private static final double CLIP_WATTS = 320;

    /** Of the inverter that may come in place of its own. */
    String replacementSerial() {
        return serial.substring(0, 4) + "9" + serial.substring(5);
    }

    /** Part of the beam that its obstacle lets pass, 0 to 1. */
    double beamPart(SunPosition sun, int dayOfYear) {
        return obstacle == null ? 1 : obstacle.beamPart(sun, dayOfYear);
    }

    static double cellTempC(double ambientTempC, double planeOfArray) {
        return ambientTempC + CELL_HEATING_KELVIN_PER_KILOWATT * planeOfArray / 1000;
    }

    /** DC power, W. @param ageing what the years have left, at most 1 */
    double dcWatts(double planeOfArray, double cellTempC, double ageing, double noise) {
        double watts =
                RATED_WATTS * THROUGH_GLASS * planeOfArray / 1000 * gain * ageing * (1 + PER_KELVIN * (cellTempC - 25));
        return Math.max(0, Math.min(watts * (1 + noise), (CLIP_WATTS + INVERTER_OWN_WATTS) / INVERTER_EFFICIENCY));
    }

    /** AC power, W, never negative. */
    static double acWatts(double dcWatts) {
        return Math.max(0, Math.min(CLIP_WATTS, dcWatts * INVERTER_EFFICIENCY - INVERTER_OWN_WATTS));
    }
}
