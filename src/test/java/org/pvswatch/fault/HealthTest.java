package org.pvswatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;

class HealthTest {
    private final Roof roof = new Roof(6);
    private final Instant when = Roof.at(40, 9, 0);

    @Test
    void aPvsThatStartsEveryThreeHoursIsToldOf() {
        roof.uptimeS = at -> at.isBefore(when) ? at.getEpochSecond() - 1.7e9 : at.getEpochSecond() % 10_800.0;
        roof.live(42);

        assertThat(roof.opened()).containsExactly("open pvs-restarts pvs1");
    }

    @Test
    void oneThatStartsOnceADayIsNot() {
        roof.uptimeS = at -> at.getEpochSecond() % 86_400.0;
        roof.live(60);

        assertThat(roof.told()).isEmpty();
    }

    @Test
    void flashThatFillsUpIsToldOfAndALogThatIsRotatedIsNot() {
        roof.flashKib = at -> {
            double days = Duration.between(Roof.START, at).toMinutes() / 1440.0;
            double sawtooth = 96_000 - 1_440 * (days % 20);
            return at.isBefore(when) ? sawtooth : Math.max(0, sawtooth - 3_000 * (days - 40));
        };
        roof.live(40);
        assertThat(roof.told()).isEmpty();
        roof.live(30);

        assertThat(roof.opened()).containsExactly("open pvs-storage pvs1");
    }

    @Test
    void aPvsThatDoesNotAnswerIsMailedAfterADay() {
        roof.answers = at -> at.isBefore(when) || at.isAfter(Roof.at(42, 9, 0));
        roof.live(45);

        assertThat(roof.opened()).containsExactly("open pvs-unreachable pvs1");
        assertThat(roof.mailedAt("open", "pvs-unreachable", "pvs1")).isAfter(when.plus(Duration.ofHours(24)));
    }

    @Test
    void ourOwnAbsenceIsNotedAndNotMailed() {
        roof.asked = at -> at.isBefore(when) || at.isAfter(Roof.at(42, 9, 0));
        roof.live(43);

        assertThat(roof.told()).isEmpty();
        assertThat(roof.incident(Kind.OWN_ABSENCE, "home")).get().satisfies(incident -> assertThat(incident.severity())
                .isEqualTo(Severity.INFO));
    }

    @Test
    void aLooseNeutralIsToldOfAtAnyHour() {
        Instant night = Roof.at(40, 1, 0);
        roof.legs = (leg, at) -> at.isBefore(night) ? 120.0 : leg.equals("1") ? 128.0 : 112.0;
        roof.live(41);

        assertThat(roof.opened()).containsExactly("open leg-imbalance home");
        assertThat(roof.mailedAt("open", "leg-imbalance", "home")).isBefore(Roof.at(40, 3, 0));
    }

    @Test
    void theMiddleSlopeDoesNotSeeOneJumpBack() {
        assertThat(PvsHealth.slope(List.of(10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 18.0)))
                .isNegative();
    }
}
