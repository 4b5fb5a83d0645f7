package org.pvswatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MeterTest {
    private final Roof roof = new Roof(12);
    private final Instant when = Roof.at(30, 9, 0);

    private void counts(double share) {
        roof.meter = at -> at.isAfter(when) ? share : 1.01;
    }

    @Test
    void oneThatCountsTooMuchIsToldOfAfterTwoDays() {
        counts(1.09);
        roof.live(34);

        assertThat(roof.opened()).containsExactly("open meter-wrong prod");
    }

    @Test
    void oneThatSeesHalfIsToldOf() {
        counts(0.5);
        roof.live(34);

        assertThat(roof.opened()).containsExactly("open meter-wrong prod");
    }

    @Test
    void oneThatCountsBackwardsIsToldOfOnTheSameDay() {
        counts(-1);
        roof.live(31);

        assertThat(roof.opened()).containsExactly("open meter-wrong prod");
    }

    @Test
    void oneThatCountsNothingIsToldOfOnTheSameDay() {
        counts(0);
        roof.live(31);

        assertThat(roof.opened()).containsExactly("open meter-off prod");
    }

    @Test
    void metersThatVanishAreToldOfInOneMailAndTheirReturnInAnother() {
        roof.meters = at -> at.isBefore(when) || at.isAfter(Roof.at(33, 9, 0));
        roof.live(37);

        assertThat(roof.opened()).containsExactlyInAnyOrder("open meter-off prod", "open meter-off grid");
        assertThat(roof.mails).hasSize(2);
        assertThat(roof.told()).contains("resolved meter-off prod", "resolved meter-off grid");
    }

    @Test
    void aHouseThatExportsAtNightHasItsMeterTheWrongWayRound() {
        roof.grid = at -> at.isAfter(when) ? -1.0 : 1.0;
        roof.live(34);

        assertThat(roof.opened()).containsExactly("open consumption-reversed grid");
    }
}
