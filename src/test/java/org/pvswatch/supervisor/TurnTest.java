package org.pvswatch.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnTest {
    private static final Instant NOON = Instant.parse("2026-06-10T19:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Turn turn = new Turn();

    /** Minutes after noon at which a box that never answers is asked, ticks of five minutes for so many hours. */
    private List<Long> askedInVain(int hours) {
        List<Long> asked = new ArrayList<>();
        for (int minute = 0; minute < hours * 60; minute += 5) {
            if (turn.take(NOON.plus(MINUTE.multipliedBy(minute)), MINUTE)) {
                asked.add((long) minute);
            }
        }
        return asked;
    }

    @Test
    void waitsLongerEachTimeAndNeverBeyondHalfAnHour() {
        assertThat(askedInVain(3)).containsExactly(0L, 5L, 10L, 15L, 25L, 45L, 75L, 105L, 135L, 165L);
    }

    @Test
    void asksAtEveryTickWhatAnswers() {
        for (int tick = 0; tick < 12; tick++) {
            assertThat(turn.take(NOON.plus(MINUTE.multipliedBy(5L * tick)), MINUTE))
                    .isTrue();
            assertThat(turn.heard()).isNull();
        }
        assertThat(turn.inVain()).isZero();
    }

    @Test
    void tellsSinceWhenItWasInVain() {
        assertThat(askedInVain(1)).hasSize(6);
        assertThat(turn.heard()).isEqualTo(NOON);
        assertThat(turn.take(NOON.plus(Duration.ofHours(1)), MINUTE)).isTrue();
        assertThat(turn.heard()).isNull();
    }

    @Test
    void asksAtEveryTickWhoIsNotThere() {
        for (int tick = 0; tick < 50; tick++) {
            assertThat(turn.take(NOON.plus(MINUTE.multipliedBy(5L * tick)), MINUTE))
                    .isTrue();
            turn.notReached();
        }
        assertThat(turn.heard()).isEqualTo(NOON);
    }

    @Test
    void keepsItsDistance() {
        assertThat(turn.take(NOON, MINUTE)).isTrue();
        turn.heard();
        assertThat(turn.take(NOON.plusSeconds(59), MINUTE)).isFalse();
        assertThat(turn.take(NOON.plusSeconds(60), MINUTE)).isTrue();
    }

    @Test
    void doesNotWaitForAClockThatWasSetBack() {
        assertThat(turn.take(NOON, MINUTE)).isTrue();
        turn.heard();
        assertThat(turn.take(NOON.minus(Duration.ofDays(300)), MINUTE)).isTrue();
    }
}
