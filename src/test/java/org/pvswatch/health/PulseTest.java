package org.pvswatch.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.pvswatch.simulator.SimulatedClock;

class PulseTest {
    private static final Instant NOON = Instant.parse("2026-06-10T19:00:20Z");

    private final SimulatedClock clock = SimulatedClock.stepped(NOON);
    private final AtomicLong nanos = new AtomicLong();

    private Pulse pulse(String cron) throws Exception {
        ServiceManager nobody = new ServiceManager(Map.of(), "systemd-notify", nanos::get);
        return new Pulse(clock, cron, "America/Los_Angeles", 60, nobody, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void isStuckWhenTheNextRoundIsOverdueByMoreThanTheGrace() throws Exception {
        Pulse pulse = pulse("20 0/5 * * * ?");
        assertThat(pulse.allowed()).isEqualTo(Duration.ofMinutes(65));
        pass(Duration.ofMinutes(65));
        assertThat(pulse.isBeating()).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(pulse.isBeating()).isFalse();
        pulse.beat();
        assertThat(pulse.isBeating()).isTrue();
        assertThat(pulse.lastAt()).isEqualTo(NOON);
    }

    @Test
    void whoAsksOnceADayIsNotStuckForADay() throws Exception {
        Pulse pulse = pulse("20 0 12 * * ?");
        assertThat(pulse.allowed()).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void aClockThatJumpsMovesNothing() throws Exception {
        Pulse pulse = pulse("20 0/5 * * * ?");
        clock.stepTo(NOON.plus(Duration.ofDays(3000)));
        assertThat(pulse.isBeating()).isTrue();
        pass(Duration.ofMinutes(66));
        clock.stepTo(NOON);
        assertThat(pulse.isBeating()).isFalse();
    }
}
