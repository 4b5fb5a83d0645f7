package org.pvswatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pvswatch.incident.IncidentState;
import org.pvswatch.incident.Kind;

class NotProducingTest {
    private final Roof roof = new Roof(12);

    @Test
    void aHealthyRoofIsSilent() {
        roof.live(120);

        assertThat(roof.told()).isEmpty();
        assertThat(roof.judge().incidents()).isEmpty();
    }

    @Test
    void aPanelThatSaysZeroIsToldOfOnTheSameDay() {
        Instant death = Roof.at(20, 9, 30);
        roof.works = (panel, at) -> panel == 3 && at.isAfter(death) ? 0.0 : 1.0;
        roof.live(22);

        assertThat(roof.opened()).containsExactly("open not-producing p3");
        Instant mailed = roof.mailedAt("open", "not-producing", "p3");
        assertThat(Duration.between(death, mailed)).isLessThan(Duration.ofHours(4));
        assertThat(roof.sunHours(death, mailed)).isBetween(0.6, 1.4);
        assertThat(roof.incident(Kind.NOT_PRODUCING, "p3")).get().satisfies(incident -> {
            assertThat(incident.since()).isBetween(death.minusSeconds(1800), death.plusSeconds(1800));
            assertThat(incident.lostKwh()).isGreaterThan(0.3);
            assertThat(incident.evidence().figures()).containsKeys("evidence_sun_hours", "dc_voltage_v");
            assertThat(incident.evidence().days()).hasSize(8);
        });
    }

    @Test
    void oneThatDiesAtDuskIsToldOfTheNextMorning() {
        Instant death = Roof.at(20, 18, 0);
        roof.works = (panel, at) -> panel == 3 && at.isAfter(death) ? 0.0 : 1.0;
        roof.live(23);

        assertThat(roof.mailedAt("open", "not-producing", "p3")).isBefore(Roof.at(21, 12, 0));
    }

    @Test
    void neitherTheSecondDeadPanelNorTheSixthIsHiddenByThoseBefore() {
        roof.works = (panel, at) -> panel <= 8 && at.isAfter(Roof.at(15 + 3 * panel, 10, 0)) ? 0.0 : 1.0;
        roof.live(45);

        for (int panel = 1; panel <= 8; panel++) {
            assertThat(roof.mailedAt("open", "not-producing", "p" + panel))
                    .isBetween(Roof.at(15 + 3 * panel, 10, 0), Roof.at(16 + 3 * panel, 12, 0));
        }
        assertThat(roof.opened()).hasSize(8);
    }

    @Test
    void itIsToldToBeBackAfterOneFullGoodDay() {
        roof.works = (panel, at) ->
                panel == 3 && at.isAfter(Roof.at(20, 9, 30)) && at.isBefore(Roof.at(24, 9, 30)) ? 0.0 : 1.0;
        roof.live(40);

        assertThat(roof.told())
                .containsExactly("open not-producing p3", "reminder not-producing p3", "resolved not-producing p3");
        assertThat(roof.mailedAt("resolved", "not-producing", "p3")).isBetween(Roof.at(25, 9, 0), Roof.at(26, 9, 0));
    }

    @Test
    void twoHoursWithoutEnergyAreNoIncident() {
        roof.works = (panel, at) ->
                panel == 3 && at.isAfter(Roof.at(20, 12, 0)) && at.isBefore(Roof.at(20, 13, 30)) ? 0.0 : 1.0;
        roof.live(25);

        assertThat(roof.told()).isEmpty();
    }

    @Test
    void aPanelInTheShadeOfAChimneyEveryMorningIsNotDead() {
        roof.works = (panel, at) -> panel == 3 && at.atZone(Roof.ZONE).getHour() < 11 ? 0.06 : 1.0;
        roof.live(60);

        assertThat(roof.told()).isEmpty();
    }

    @Test
    void panelsThatLieUnderSnowForDaysAreNotDead() {
        Instant snow = Roof.at(20, 3, 0);
        roof.snowM = at -> at.isAfter(snow) && at.isBefore(snow.plus(Duration.ofDays(2))) ? 0.1 : 0.0;
        roof.works =
                (panel, at) -> at.isAfter(snow) && at.isBefore(snow.plus(Duration.ofDays(2 + panel / 3))) ? 0.0 : 1.0;
        roof.live(40);

        assertThat(roof.told()).isEmpty();
    }

    @Test
    void aPanelThatDiedUnderSnowIsToldOfWhenTheOthersHaveLongBeenFree() {
        Instant snow = Roof.at(20, 3, 0);
        roof.snowM = at -> at.isAfter(snow) && at.isBefore(snow.plus(Duration.ofDays(1))) ? 0.1 : 0.0;
        roof.works = (panel, at) ->
                at.isAfter(snow) && (panel == 3 || at.isBefore(snow.plus(Duration.ofDays(2)))) ? 0.0 : 1.0;
        roof.live(40);

        assertThat(roof.opened()).containsExactly("open not-producing p3");
        assertThat(roof.mailedAt("open", "not-producing", "p3")).isBetween(Roof.at(22, 0, 0), Roof.at(29, 0, 0));
    }

    @Test
    void aPanelThatDiedWhileNobodyAskedIsFoundAfterwards() {
        roof.asked = at -> at.isBefore(Roof.at(20, 9, 0)) || at.isAfter(Roof.at(22, 9, 0));
        roof.works = (panel, at) -> panel == 3 && at.isAfter(Roof.at(21, 9, 0)) ? 0.0 : 1.0;
        roof.live(24);

        assertThat(roof.opened()).containsExactly("open not-producing p3");
        assertThat(roof.mailedAt("open", "not-producing", "p3")).isBefore(Roof.at(22, 14, 0));
    }

    @Test
    void oneThatWasNeverSeenToProduceNeedsMoreOfIt() {
        roof.works = (panel, at) -> panel == 3 ? 0.0 : 1.0;
        roof.live(10);

        Instant mailed = roof.mailedAt("open", "not-producing", "p3");
        assertThat(roof.sunHours(Roof.START, mailed)).isBetween(4.5, 9.0);
    }

    @Test
    void everythingThatOpensTogetherIsOneMail() {
        Set<Integer> dead = Set.of(2, 9);
        roof.works = (panel, at) -> dead.contains(panel) && at.isAfter(Roof.at(20, 9, 30)) ? 0.0 : 1.0;
        roof.live(21);

        assertThat(roof.mails).hasSize(1);
        assertThat(roof.mails.get(0).items()).hasSize(2);
    }

    @Test
    void whatComesBackWithinTwoWeeksIsTheSameIncident() {
        roof.works = (panel, at) -> {
            boolean first = at.isAfter(Roof.at(20, 9, 0)) && at.isBefore(Roof.at(21, 9, 0));
            boolean second = at.isAfter(Roof.at(27, 9, 0)) && at.isBefore(Roof.at(28, 9, 0));
            return panel == 3 && (first || second) ? 0.0 : 1.0;
        };
        roof.live(35);

        assertThat(roof.mails.stream()
                        .flatMap(mail -> mail.items().stream())
                        .map(Notice.Item::incident)
                        .distinct())
                .hasSize(1);
        assertThat(roof.incident(Kind.NOT_PRODUCING, "p3"))
                .get()
                .satisfies(incident -> assertThat(incident.openings()).isEqualTo(2))
                .satisfies(incident -> assertThat(incident.state()).isEqualTo(IncidentState.RESOLVED));
    }
}
