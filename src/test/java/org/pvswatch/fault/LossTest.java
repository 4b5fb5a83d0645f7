package org.pvswatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.pvswatch.incident.Incident;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.OwnerWord;
import org.pvswatch.incident.Severity;

class LossTest {
    private final Roof roof = new Roof(8);
    private final Instant when = Roof.at(60, 0, 0);

    private void losing(double share) {
        roof.works = (panel, at) -> panel == 5 && at.isAfter(when) ? share : 1.0;
    }

    @Test
    void aThirdOfAPanelIsToldOfWithinAWeek() {
        losing(0.67);
        roof.dcVoltageV = (panel, at) -> panel == 5 && at.isAfter(when) ? 38.0 : 57.0;
        roof.live(70);

        assertThat(roof.opened()).containsExactly("open underperforming p5");
        assertThat(roof.mailedAt("open", "underperforming", "p5")).isBefore(when.plus(Duration.ofDays(7)));
        assertThat(roof.incident(Kind.UNDERPERFORMING, "p5"))
                .get()
                .extracting(incident -> incident.evidence().diagnosis())
                .isEqualTo("a bypass diode, or one third of the panel: its voltage is lower by a third too");
    }

    @Test
    void aSixthIsToldOfWithinTwoWeeks() {
        losing(0.83);
        roof.live(76);

        assertThat(roof.opened()).containsExactly("open underperforming p5");
    }

    @Test
    void aLossThatDirtMayBeIsOnTheWatchListOnly() {
        losing(0.92);
        roof.live(110);

        assertThat(roof.told()).isEmpty();
        assertThat(roof.incident(Kind.UNDERPERFORMING, "p5"))
                .get()
                .satisfies(incident -> assertThat(incident.severity()).isEqualTo(Severity.INFO));
    }

    @Test
    void aLossThatRainDoesNotWashOffIsMailed() {
        losing(0.884);
        roof.rainMm = at -> at.isAfter(Roof.at(90, 3, 0)) && at.isBefore(Roof.at(90, 9, 0)) ? 2.0 : 0.0;
        roof.live(130);

        assertThat(roof.opened()).containsExactly("open underperforming p5");
        assertThat(roof.mailedAt("open", "underperforming", "p5")).isAfter(Roof.at(90, 9, 0));
    }

    @Test
    void aFixedObstacleThatTheSunSinksBehindIsNoLoss() {
        roof.works = (panel, at) -> panel == 5 && roof.sun.elevationDegrees(at) < 35 ? 0.3 : 1.0;
        roof.live(365);

        assertThat(roof.told()).isEmpty();
    }

    @Test
    void whatTheOwnerAcceptsIsTheNewNormal() {
        losing(0.67);
        roof.live(70);
        String id = roof.incident(Kind.UNDERPERFORMING, "p5").orElseThrow().id();
        roof.judge().told(OwnerWord.on(roof.now(), OwnerWord.Verb.ACCEPT, id));
        roof.mails.clear();
        roof.live(60);

        assertThat(roof.told()).isEmpty();
    }

    private void growATree() {
        roof.works = (panel, at) -> {
            double azimuth = roof.sun.position(at).azimuthDegrees();
            return panel == 5 && at.isAfter(Roof.at(90, 0, 0)) && azimuth > 235 && azimuth < 275 ? 0.5 : 1.0;
        };
        roof.live(170);
    }

    @Test
    void aTreeThatGrowsIsToldAsShadeAndNotAsALoss() {
        roof.settings.put("fault.shade.mailed-after-days", "60");
        growATree();
        assertThat(roof.opened()).containsExactly("open shade-growth p5");
    }

    @Test
    void inTheFirstYearThatIsALineOfTheReport() {
        growATree();
        assertThat(roof.told()).isEmpty();
        Incident shade = roof.incident(Kind.SHADE_GROWTH, "p5").orElseThrow();
        assertThat(shade.severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void aPanelThatCutsOutEachNoonWorksOnAndOff() {
        roof.works = (panel, at) -> {
            int hour = at.atZone(Roof.ZONE).getHour();
            return panel == 5 && at.isAfter(when) && hour == 13 ? 0.0 : 1.0;
        };
        roof.live(66);

        assertThat(roof.opened()).containsExactly("open intermittent p5");
    }
}
