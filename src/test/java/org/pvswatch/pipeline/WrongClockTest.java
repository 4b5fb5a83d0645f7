package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.history.StoredPoll;
import org.pvswatch.simulator.SimulatedClock;

/** A Pi without a clock of its own starts in the past: nothing is stored under a time that was not. */
class WrongClockTest {
    private static final Instant NOON = Instant.parse("2026-06-10T19:00:00Z");
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @TempDir
    private Path data;

    @Test
    void theTimeOfThePvsCountsUntilOursAgrees() throws Exception {
        SimulatedClock ours = SimulatedClock.stepped(NOON.minus(Duration.ofDays(3)));
        try (House house = new House(data, "l0-61839", NOON).started(ours)) {
            house.watch().send("direct:ask-weather", null);
            house.pollAt(NOON);
            ours.stepTo(NOON.minus(Duration.ofDays(3)).plus(FIVE_MINUTES));
            house.pollAt(NOON.plus(FIVE_MINUTES));
            assertThat(house.warnings()).hasSize(2);
            assertThat(house.warnings().get(0))
                    .startsWith("WARN archive-raw - nothing taken, the next try is on schedule: our clock shows"
                            + " 2026-06-07T19:00:00Z and the weather service tells of other days; set the clock");
            assertThat(house.warnings().get(1))
                    .startsWith(
                            "WARN archive-raw - our clock shows 2026-06-07T19:00:00Z and pvs1 shows 2026-06-10T19:00:")
                    .endsWith("set the clock or wait until the network does");
            ours.stepTo(NOON.plus(FIVE_MINUTES).plus(FIVE_MINUTES));
            house.watch().send("direct:ask-weather", null);
            house.pollAt(NOON.plus(FIVE_MINUTES).plus(FIVE_MINUTES));
            List<StoredPoll> polls = house.watch().history().pollsAfter(0, 10);
            assertThat(polls).hasSize(3).extracting(StoredPoll::polledAt).isSorted();
            assertThat(polls).allSatisfy(poll -> assertThat(poll.polledAt())
                    .isBetween(NOON.minusSeconds(60), NOON.plus(FIVE_MINUTES).plus(FIVE_MINUTES)));
            assertThat(polls.get(2).weather()).isNotNull();
            assertThat(house.warnings()).hasSize(2);
            assertThat(house.below("archive/2026/06/07")).isEmpty();
        }
    }

    @Test
    void aPvsThatIsAheadDoesNotChangeAClockThatTheWeatherAgreesWith() throws Exception {
        SimulatedClock ours = SimulatedClock.stepped(NOON.minus(Duration.ofHours(7)));
        try (House house = new House(data, "l0-61839", NOON).started(ours)) {
            house.watch().send("direct:ask-weather", null);
            house.pollAt(NOON);
            assertThat(house.watch().history().pollsAfter(0, 10))
                    .extracting(StoredPoll::polledAt)
                    .containsExactly(NOON.minus(Duration.ofHours(7)));
        }
    }
}
