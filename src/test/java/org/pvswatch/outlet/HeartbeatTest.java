package org.pvswatch.outlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.simulator.SimulatedClock;

class HeartbeatTest {
    private static final Instant NOW = Instant.parse("2026-05-03T17:15:20Z");
    private final SimulatedClock clock = SimulatedClock.stepped(NOW);
    private final Heartbeat heartbeat = new Heartbeat("http://x/1", 15, clock, new Outages());

    private static RawAnswer answer(int status) {
        return new RawAnswer("pvs1", NOW, status, "{}");
    }

    @Test
    void isDueAtMostEveryFewMinutesAndAtOnceAgainAfterAFailure() {
        assertThat(heartbeat.isDue(answer(200))).isTrue();
        heartbeat.answered(503);
        assertThat(heartbeat.isDue(answer(200))).isTrue();
        heartbeat.answered(200);
        assertThat(heartbeat.isDue(answer(200))).isFalse();
        clock.stepTo(NOW.plus(Duration.ofMinutes(15)).minusMillis(1));
        assertThat(heartbeat.isDue(answer(200))).isFalse();
        clock.stepTo(NOW.plus(Duration.ofMinutes(15)));
        assertThat(heartbeat.isDue(answer(200))).isTrue();
    }

    @Test
    void isNoneWhereThereIsNoAddressNoAnswerOrARefusal() {
        assertThat(new Heartbeat("", 15, clock, new Outages()).isDue(answer(200)))
                .isFalse();
        assertThat(heartbeat.isDue(null)).isFalse();
        assertThat(heartbeat.isDue(answer(503))).isFalse();
    }
}
