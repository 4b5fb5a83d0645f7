package org.pvswatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.pvswatch.incident.IncidentState;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.OwnerWord;
import org.pvswatch.incident.OwnerWord.Verb;

class OwnerTest {
    private final Roof roof = new Roof(12);
    private final Instant when = Roof.at(20, 9, 30);

    private String deadPanel() {
        roof.works = (panel, at) -> panel == 3 && at.isAfter(when) ? 0.0 : 1.0;
        roof.live(21);
        return roof.incident(Kind.NOT_PRODUCING, "p3").orElseThrow().id();
    }

    @Test
    void whoKnowsIsNotReminded() {
        String id = deadPanel();
        roof.judge().told(OwnerWord.on(roof.now(), Verb.ACKNOWLEDGE, id));
        roof.live(40);

        assertThat(roof.told()).containsExactly("open not-producing p3");
    }

    @Test
    void snoozingLastsFourteenDays() {
        String id = deadPanel();
        roof.judge().told(OwnerWord.on(roof.now(), Verb.SNOOZE, id));
        roof.live(13);
        assertThat(roof.told()).hasSize(1);
        roof.live(4);

        assertThat(roof.told()).contains("reminder not-producing p3");
    }

    @Test
    void whatIsAcceptedStaysQuietUntilItIsOver() {
        String id = deadPanel();
        roof.judge().told(OwnerWord.on(roof.now(), Verb.ACCEPT, id));
        roof.live(40);
        assertThat(roof.incident(Kind.NOT_PRODUCING, "p3")).get().satisfies(incident -> assertThat(incident.state())
                .isEqualTo(IncidentState.ACCEPTED));
        roof.works = (panel, at) -> 1.0;
        roof.live(3);

        assertThat(roof.told()).containsExactly("open not-producing p3");
        assertThat(roof.incident(Kind.NOT_PRODUCING, "p3")).get().satisfies(incident -> assertThat(incident.state())
                .isEqualTo(IncidentState.RESOLVED));
    }

    @Test
    void duringMaintenanceNothingOpens() {
        roof.judge().told(OwnerWord.maintenance(Roof.START, null, Roof.at(20, 8, 0), Roof.at(22, 18, 0)));
        roof.works = (panel, at) -> panel <= 6 && at.isAfter(when) && at.isBefore(Roof.at(22, 17, 0)) ? 0.0 : 1.0;
        roof.live(30);

        assertThat(roof.told()).isEmpty();
    }

    @Test
    void aSwappedInverterTakesThePlaceOfTheOldOne() {
        roof.names = panel -> panel == 3 && roof.now().isAfter(when) ? "new3" : "p" + panel;
        roof.until(when);
        roof.judge().told(OwnerWord.swap(roof.now(), "p3", "new3"));
        roof.live(30);

        assertThat(roof.told()).isEmpty();
        roof.works = (panel, at) -> panel == 3 ? 0.0 : 1.0;
        roof.live(2);
        assertThat(roof.opened()).containsExactly("open not-producing new3");
    }

    @Test
    void aReplacedInverterIsNoticedWithoutAWord() {
        roof.names = panel -> panel == 3 && roof.now().isAfter(when) ? "new3" : "p" + panel;
        roof.counted = (panel, kwh) -> panel == 3 && roof.now().isAfter(when) ? kwh - 500 - 20 * 1.2 : kwh;
        roof.live(50);

        assertThat(roof.told()).isEmpty();
    }

    @Test
    void aRetiredPanelIsNotMissed() {
        roof.heard = (panel, at) -> panel != 3 || at.isBefore(when);
        roof.works = (panel, at) -> panel == 3 && !at.isBefore(when) ? 0.0 : 1.0;
        roof.until(when);
        roof.judge().told(new OwnerWord(roof.now(), Verb.RETIRE, "p3", null, null, null));
        roof.live(60);

        assertThat(roof.told()).isEmpty();
    }

    @Test
    void aPanelThatIsNewAfterAGapIsTaken() {
        roof.asked = at -> at.isBefore(when) || at.isAfter(Roof.at(21, 9, 30));
        roof.heard = (panel, at) -> panel != 12 || at.isAfter(Roof.at(21, 9, 30));
        roof.works = (panel, at) -> panel == 12 && at.isBefore(Roof.at(21, 9, 30)) ? 0.0 : 1.0;
        roof.live(40);

        assertThat(roof.told()).isEmpty();
    }
}
