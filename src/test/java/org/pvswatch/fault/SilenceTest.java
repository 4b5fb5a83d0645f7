package org.pvswatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private final Roof roof = new Roof(24);
    private final Instant when = Roof.at(20, 9, 30);

    @Test
    void oneThatIsSilentAndMakesNothingIsFoundByTheMeter() {
        roof.heard = (panel, at) -> panel != 3 || at.isBefore(when);
        roof.works = (panel, at) -> panel == 3 && at.isAfter(when) ? 0.0 : 1.0;
        roof.live(24);

        assertThat(roof.opened()).containsExactly("open not-producing p3");
        assertThat(roof.sunHours(when, roof.mailedAt("open", "not-producing", "p3")))
                .isBetween(1.1, 2.6);
    }

    @Test
    void oneThatIsOnlySilentForDaysIsNoMail() {
        roof.heard = (panel, at) -> panel != 3 || at.isBefore(when) || at.isAfter(Roof.at(23, 9, 30));
        roof.live(40);

        assertThat(roof.told()).isEmpty();
    }

    @Test
    void oneThatStaysSilentIsToldOfAfterAWeek() {
        roof.heard = (panel, at) -> panel != 3 || at.isBefore(when);
        roof.live(40);

        assertThat(roof.opened()).containsExactly("open not-reporting p3");
        assertThat(roof.mailedAt("open", "not-reporting", "p3")).isBetween(Roof.at(23, 0, 0), Roof.at(30, 0, 0));
    }

    @Test
    void withoutAMeterASilentPanelIsToldOfAfterSixSunHours() {
        roof.meter = null;
        roof.heard = (panel, at) -> panel != 3 || at.isBefore(when);
        roof.live(40);

        assertThat(roof.opened()).containsExactly("open not-reporting p3");
        assertThat(roof.sunHours(when, roof.mailedAt("open", "not-reporting", "p3")))
                .isBetween(4.5, 8.5);
    }

    @Test
    void aDeadOneIsToldFromASilentOneBesideIt() {
        roof.heard =
                (panel, at) -> (panel != 3 || at.isBefore(when)) && (panel != 8 || at.isBefore(Roof.at(22, 9, 30)));
        roof.works = (panel, at) -> panel == 8 && at.isAfter(Roof.at(22, 9, 30)) ? 0.0 : 1.0;
        roof.live(24);

        assertThat(roof.opened()).containsExactly("open not-producing p8");
    }

    @Test
    void aMeterThatIsWrongTwoPerCentFromTheFirstDayStillTells() {
        roof.meter = at -> 1.02;
        roof.heard = (panel, at) -> panel != 3 || at.isBefore(when);
        roof.works = (panel, at) -> panel == 3 && at.isAfter(when) ? 0.0 : 1.0;
        roof.live(24);

        assertThat(roof.opened()).containsExactly("open not-producing p3");
    }
}
