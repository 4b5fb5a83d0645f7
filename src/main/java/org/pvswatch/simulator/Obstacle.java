package org.pvswatch.simulator;

/**
 * A tree, chimney or hill that hides the sun from one panel: as high as {@code elevationDegrees} in its middle and
 * rounded off to its sides.
 *
 * @param azimuthDegrees compass direction of its middle
 * @param widthDegrees from side to side
 * @param elevationDegrees of its top, seen from the panel
 * @param through part of the beam that comes through: leaves let some pass
 */
record Obstacle(double azimuthDegrees, double widthDegrees, double elevationDegrees, double through) {

    /** Part of the beam that reaches the panel, 0 to 1; the edge is two degrees soft. */
    double beamPart(SunPosition sun) {
        double off = Math.abs(Math.IEEEremainder(sun.azimuthDegrees() - azimuthDegrees, 360)) / (widthDegrees / 2);
        if (off >= 1) {
            return 1;
        }
        double top = elevationDegrees * Math.sqrt(1 - off * off);
        double above = Math.max(0, Math.min(1, (sun.elevationDegrees() - top + 1) / 2));
        return through + (1 - through) * above;
    }
}
