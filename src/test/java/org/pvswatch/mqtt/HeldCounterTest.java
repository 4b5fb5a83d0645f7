package org.pvswatch.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeldCounterTest {
    private static final Instant NOON = Instant.parse("2026-06-10T12:00:00Z");
    private final HeldCounter counter = new HeldCounter();

    private Double after(Double told, int hours) {
        counter.take(told, NOON.plusSeconds(3600L * hours));
        return counter.kwh();
    }

    @Test
    void knowsNothingUntilItIsTold() {
        assertThat(after(null, 0)).isNull();
        assertThat(after(100.0, 1)).isEqualTo(100);
        assertThat(after(null, 2)).isEqualTo(100);
    }

    @Test
    void neverStepsBackALittle() {
        after(100.0, 0);
        assertThat(after(99.9, 1)).isEqualTo(100);
        assertThat(after(99.9, 48)).isEqualTo(100);
        assertThat(after(100.2, 49)).isEqualTo(100.2);
    }

    @Test
    void aCounterThatBeganAnewIsBelievedAfterADay() {
        after(100.0, 0);
        assertThat(after(0.0, 1)).isEqualTo(100);
        assertThat(after(2.0, 24)).isEqualTo(100);
        assertThat(after(2.5, 25)).isEqualTo(2.5);
    }

    @Test
    void aFallThatIsMendedIsForgotten() {
        after(100.0, 0);
        after(0.0, 1);
        after(101.0, 2);
        assertThat(after(0.0, 30)).isEqualTo(101);
    }
}
