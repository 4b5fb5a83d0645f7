package org.pvswatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.pvswatch.incident.IncidentState;
import org.pvswatch.incident.Kind;

class CircuitAndSystemTest {
    private final Roof roof = new Roof(12);
    private final Instant when = Roof.at(20, 10, 0);

    @Test
    void halfOfTheSiteThatStopsTogetherIsOneIncident() {
        roof.works = (panel, at) -> panel <= 6 && at.isAfter(when) ? 0.0 : 1.0;
        roof.live(22);

        assertThat(roof.opened()).hasSize(1).first().asString().startsWith("open circuit-off");
        assertThat(roof.mails.get(0).at()).isBefore(Roof.at(20, 13, 0));
        assertThat(roof.judge().incidents())
                .filteredOn(incident -> incident.kind() == Kind.CIRCUIT_OFF)
                .singleElement()
                .satisfies(incident ->
                        assertThat(incident.members()).containsExactlyInAnyOrder("p1", "p2", "p3", "p4", "p5", "p6"));
        assertThat(roof.incident(Kind.NOT_PRODUCING, "p2")).get().satisfies(incident -> assertThat(incident.state())
                .isEqualTo(IncidentState.ABSORBED));
    }

    @Test
    void aPanelThatStaysDeadAfterItsCircuitIsBackIsToldOf() {
        roof.works = (panel, at) ->
                panel <= 6 && at.isAfter(when) && (panel == 2 || at.isBefore(Roof.at(21, 10, 0))) ? 0.0 : 1.0;
        roof.live(26);

        assertThat(roof.opened()).hasSize(2).last().isEqualTo("open not-producing p2");
    }

    @Test
    void nothingProducedInSunshineIsCritical() {
        roof.works = (panel, at) -> at.isAfter(when) && at.isBefore(Roof.at(22, 10, 0)) ? 0.0 : 1.0;
        roof.live(30);

        assertThat(roof.opened()).containsExactly("open system-off home");
        assertThat(roof.mailedAt("open", "system-off", "home")).isBefore(Roof.at(20, 12, 30));
        assertThat(roof.told()).contains("resolved system-off home");
    }

    @Test
    void anOutageOfTheStreetIsNobodysFault() {
        roof.works = (panel, at) -> at.isAfter(when) && at.isBefore(when.plusSeconds(5 * 3600)) ? 0.0 : 1.0;
        roof.legs = (leg, at) -> at.isAfter(when) && at.isBefore(when.plusSeconds(5 * 3600)) ? 10.0 : 120.0;
        roof.live(25);

        assertThat(roof.told()).isEmpty();
    }

    @Test
    void aRoofUnderSnowIsNotOff() {
        roof.snowM = at -> at.isAfter(when) && at.isBefore(Roof.at(22, 10, 0)) ? 0.1 : 0.0;
        roof.works = (panel, at) -> at.isAfter(when) && at.isBefore(Roof.at(24, 10, 0)) ? 0.01 : 1.0;
        roof.live(30);

        assertThat(roof.told()).isEmpty();
    }

    @Test
    void aRoofThatMakesHalfOfWhatTheWeatherAllowsIsToldOfAfterDays() {
        roof.works = (panel, at) -> at.isAfter(Roof.at(40, 0, 0)) ? 0.45 : 1.0;
        roof.live(50);

        assertThat(roof.opened()).containsExactly("open system-low home");
    }

    @Test
    void withoutIrradianceCloudsAloneBlameNobody() {
        roof.irradianceKnown = false;
        roof.sky = at -> at.isAfter(when) && at.isBefore(Roof.at(30, 0, 0)) ? 0.08 : 0.9;
        roof.works = (panel, at) -> at.isAfter(Roof.at(40, 0, 0)) ? 0.45 : 1.0;
        roof.live(55);

        assertThat(roof.told()).isEmpty();
    }

    @Test
    void withoutIrradianceWhatIsOffIsStillFound() {
        roof.irradianceKnown = false;
        roof.works = (panel, at) ->
                at.isAfter(when) && at.isBefore(Roof.at(22, 10, 0)) || panel == 3 && at.isAfter(Roof.at(30, 10, 0))
                        ? 0.0
                        : 1.0;
        roof.live(35);

        assertThat(roof.opened()).containsExactly("open system-off home", "open not-producing p3");
    }
}
