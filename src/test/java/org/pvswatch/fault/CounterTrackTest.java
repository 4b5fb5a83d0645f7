package org.pvswatch.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CounterTrackTest {
    private static final int NOON = 1_900_000;
    private static final long START = (long) NOON * Interval.SECONDS;

    private final CounterTrack track = new CounterTrack(0.05, false);

    private void measured(int minute, double kwh) {
        track.measured(START + 60L * minute, kwh, 1);
    }

    @Test
    void energyIsReadAtTheEdgesOfQuarterHours() {
        measured(-4, 10.00);
        measured(11, 10.15);
        measured(26, 10.45);

        assertThat(track.energyKwh(NOON)).isCloseTo(0.15 * 11 / 15 + 0.3 * 4 / 15, within(1e-9));
    }

    @Test
    void aLittleBeyondTheLastMeasurementItIsCarriedOnAndNothingIsLost() {
        measured(-3, 10.00);
        measured(12, 10.15);
        double first = track.energyKwh(NOON);
        measured(27, 10.45);
        double second = track.energyKwh(NOON + 1);
        measured(42, 10.45);
        double third = track.energyKwh(NOON + 2);

        assertThat(first).isCloseTo(0.15, within(1e-9));
        assertThat(first + second + third).isCloseTo(0.45 - 0.03, within(1e-9)); // minus the three minutes before
    }

    @Test
    void overAnHourNothingIsSaidOfTheQuartersButTheWholeIsKnown() {
        measured(0, 10.0);
        measured(75, 10.2);

        assertThat(track.energyKwh(NOON + 1)).isNaN();
        assertThat(track.takeGapKwh()).isCloseTo(0.2, within(1e-9));
        assertThat(track.takeGapKwh()).isNaN();
    }

    @Test
    void aZeroForAMomentIsPassedOver() {
        measured(0, 10.0);
        measured(15, 0.0);
        measured(30, 10.1);
        measured(45, 10.2);

        assertThat(track.energyKwh(NOON)).isNaN();
        assertThat(track.energyKwh(NOON + 2)).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void aCounterThatBeginsAnewGoesOnFromThere() {
        measured(0, 1000.0);
        measured(15, 0.1);
        measured(30, 0.2);
        measured(45, 0.3);

        assertThat(track.energyKwh(NOON + 2)).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void aJumpIsNoEnergy() {
        measured(0, 10.0);
        measured(15, 50.0);
        measured(30, 50.1);
        measured(45, 50.2);

        assertThat(track.energyKwh(NOON)).isNaN();
        assertThat(track.energyKwh(NOON + 2)).isCloseTo(0.1, within(1e-9));
    }
}
