package org.pvswatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupsTest {
    /** Panels 1 to 6 face east, the others west; every third has a tree in the afternoon. */
    private static double eastAndWest(Roof roof, int panel, Instant at) {
        double hour = (roof.sun.position(at).azimuthDegrees() - 180) / 90;
        double faces = panel <= 6 ? 1 - 0.5 * hour : 1 + 0.5 * hour;
        boolean shaded = panel % 3 == 0 && hour > 0.6;
        return Math.max(0.1, faces) * (shaded ? 0.4 : 1);
    }

    @Test
    void theSidesOfARoofAreLearnedAndThenOneCircuitIsOneSide() {
        Roof roof = new Roof(12);
        Instant off = Roof.at(60, 10, 0);
        roof.works = (panel, at) -> panel > 6 && at.isAfter(off) ? 0.0 : eastAndWest(roof, panel, at);
        roof.live(62);

        assertThat(roof.opened()).containsExactly("open circuit-off circuit-2");
    }

    @Test
    void aPanelThatWasDeadThenFindsItsSideLater() {
        Roof roof = new Roof(12);
        roof.works = (panel, at) -> panel == 9 && at.isBefore(Roof.at(40, 0, 0)) ? 0.0 : eastAndWest(roof, panel, at);
        roof.live(200);

        assertThat(roof.opened()).containsExactly("open not-producing p9");
    }

    @Test
    void whatIsWrittenInTheSettingsIsRead() {
        assertThat(FaultSite.sets("south: E1 E2; west: E3,E4;"))
                .isEqualTo(Map.of("south", List.of("E1", "E2"), "west", List.of("E3", "E4")));
        assertThat(FaultSite.sets(" ")).isEmpty();
    }

    @Test
    void panelsThatLieAlikeDifferLittleAndShadeDoesNotMatter() {
        double[] south = new double[24];
        double[] shaded = new double[24];
        double[] west = new double[24];
        for (int hour = 6; hour < 18; hour++) {
            south[hour] = 1;
            shaded[hour] = hour < 10 ? 0.3 : 1.02;
            west[hour] = 0.5 + (hour - 6) / 12.0;
        }

        assertThat(Groups.distance(south, shaded)).isLessThan(0.01);
        assertThat(Groups.distance(south, west)).isGreaterThan(0.06);
    }
}
