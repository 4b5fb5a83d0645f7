package org.pvswatch.simulator;

/**
 * A tree, chimney or hill that hides the sun from one panel: as high as {@code elevationDegrees} in its middle and
 * rounded off to its sides.
 *
 * @param azimuthDegrees compass direction of its middle
 * @param widthDegrees from side to side
 * @param elevationDegrees of its top, seen from the panel
 * @param kind what it lets through
 */
record Obstacle(double azimuthDegrees, double widthDegrees, double elevationDegrees, Kind kind) {
    private static final double THROUGH_LEAVES = 0.12;
    private static final double THROUGH_TWIGS = 0.5;
    private static final int LEAVES_COME = 110;
    private static final int LEAVES_FALL = 300;

    /** What an obstacle lets through. */
    enum Kind {
        /** Nothing. */
        SOLID,
        /** Some of the beam, more of it in winter. */
        LEAFY
    }

    /** Part of the beam that reaches the panel, 0 to 1; the edge is two degrees soft. @param dayOfYear from 1 */
    double beamPart(SunPosition sun, int dayOfYear) {
        double off = Math.abs(Math.IEEEremainder(sun.azimuthDegrees() - azimuthDegrees, 360)) / (widthDegrees / 2);
        if (off >= 1) {
            return 1;
        }
        double top = elevationDegrees * Math.sqrt(1 - off * off);
        double above = Math.max(0, Math.min(1, (sun.elevationDegrees() - top + 1) / 2));
        double through = through(dayOfYear);
        return through + (1 - through) * above;
    }

    private double through(int dayOfYear) {
        if (kind == Kind.SOLID) {
            return 0;
        }
        return dayOfYear >= LEAVES_COME && dayOfYear <= LEAVES_FALL ? THROUGH_LEAVES : THROUGH_TWIGS;
    }
}
