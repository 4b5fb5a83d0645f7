package org.pvswatch.simulator;

import java.time.LocalDate;
import java.util.List;

/** What reaches the panels of a roof at one five-minute mark: sky, sides of the roof, snow and dirt. */
final class RoofMoment {
    private final SkyMoment moment;
    private final Snow snow;
    private final int[] planeOf;
    private final long mark;
    private final int dayOfYear;
    private final double ageing;
    private final double[] beam;
    private final double[] diffuse;
    private final double[] throughDirt;

    /**
     * @param planes sides of the roof
     * @param planeOf number of the side on which each panel lies
     * @param ageing what the years have left of the panels' power, at most 1
     */
    RoofMoment(Sky sky, Dirt dirt, List<RoofPlane> planes, int[] planeOf, long mark, double ageing) {
        long day = Math.floorDiv(mark, (long) Sky.MARKS_PER_DAY);
        this.moment = sky.at(mark);
        this.snow = sky.snow();
        this.planeOf = planeOf;
        this.mark = mark;
        this.dayOfYear = LocalDate.ofEpochDay(day).getDayOfYear();
        this.ageing = ageing;
        this.beam = new double[planes.size()];
        this.diffuse = new double[planes.size()];
        this.throughDirt = dirt.parts(day);
        for (int i = 0; i < beam.length; i++) {
            beam[i] = moment.irradiance().beamNormal() * planes.get(i).incidenceCosine(moment.sun());
            diffuse[i] = moment.irradiance().diffuseOn(planes.get(i));
        }
    }

    SkyMoment sky() {
        return moment;
    }

    /** Whether anything reaches the roof. */
    boolean isDark() {
        return moment.irradiance().globalHorizontal() == 0;
    }

    /**
     * Radiation that gets through to the cells of a panel, W/m².
     *
     * @param i place of the panel
     * @param treePart part of the beam that a fault's tree lets pass
     */
    double planeOfArray(int i, Panel panel, double treePart) {
        if (isDark()) {
            return 0;
        }
        int plane = planeOf[i];
        double beamHere = beam[plane] == 0 ? 0 : beam[plane] * panel.beamPart(moment.sun(), dayOfYear) * treePart;
        return (beamHere + diffuse[plane]) * throughDirt[i] * snow.part(panel, plane, mark);
    }

    double cellTempC(double planeOfArray) {
        return Panel.cellTempC(moment.ambientTempC(), planeOfArray);
    }

    /** DC power of a panel without faults, W. @param noise of its own, about 0 */
    double dcWatts(Panel panel, double planeOfArray, double noise) {
        return planeOfArray == 0 ? 0 : panel.dcWatts(planeOfArray, cellTempC(planeOfArray), ageing, noise);
    }
}
