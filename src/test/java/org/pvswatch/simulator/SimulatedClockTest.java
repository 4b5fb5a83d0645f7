package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SimulatedClockTest {
    private static final Instant START = Instant.parse("2026-03-29T00:00:00Z");

    @Test
    void standsUntilStepped() {
        var clock = SimulatedClock.stepped(START);
        var elsewhere = clock.withZone(ZoneId.of("America/Los_Angeles"));
        clock.stepTo(START.plusSeconds(300));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(300));
        assertThat(elsewhere.instant()).isEqualTo(START.plusSeconds(300));
        assertThat(clock.isStepped()).isTrue();
    }

    @Test
    void runsAndStandsAgain() {
        var clock = SimulatedClock.running(START, 1_000);
        assertThat(clock.instant()).isAfterOrEqualTo(START);
        assertThat(clock.isStepped()).isFalse();
        clock.stepTo(START);
        assertThat(clock.instant()).isEqualTo(START);
        assertThatThrownBy(() -> clock.runFrom(START, 0)).hasMessageContaining("above 0");
    }
}
