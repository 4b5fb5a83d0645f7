package org.pvswatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pvswatch.incident.Incident;

/** What a judge says does not depend on when the program was started. */
class RestartTest {
    private final Roof roof = new Roof(12);
    private final List<Heard> stream = eventfulStream();

    private List<Heard> eventfulStream() {
        roof.works = (panel, at) -> {
            boolean dead = panel == 3 && at.isAfter(Roof.at(12, 9, 0));
            boolean cut = panel == 7
                    && at.isAfter(Roof.at(20, 0, 0))
                    && at.atZone(Roof.ZONE).getHour() == 13;
            boolean circuit = panel > 7 && at.isAfter(Roof.at(30, 9, 0)) && at.isBefore(Roof.at(31, 9, 0));
            return dead || cut || circuit ? 0.0 : panel == 5 && at.isAfter(Roof.at(35, 0, 0)) ? 0.7 : 1.0;
        };
        roof.heard = (panel, at) -> panel != 2 || at.isBefore(Roof.at(25, 9, 0));
        roof.meter = at -> at.isAfter(Roof.at(40, 9, 0)) ? 0.5 : 1.0;
        roof.asked = at -> at.isBefore(Roof.at(22, 9, 0)) || at.isAfter(Roof.at(23, 9, 0));
        roof.snowM = at -> at.isAfter(Roof.at(17, 9, 0)) && at.isBefore(Roof.at(18, 9, 0)) ? 0.1 : 0.0;
        return roof.stream(Roof.START.plus(Duration.ofDays(55)));
    }

    private static List<String> described(FaultJudge judge) {
        return judge.incidents().stream()
                .map((Incident incident) -> "%s %s %s %s %.9f %s"
                        .formatted(
                                incident.id(),
                                incident.state(),
                                incident.openedAt(),
                                incident.mailedAt(),
                                incident.lostKwh(),
                                incident.evidence()))
                .sorted()
                .toList();
    }

    @Test
    void stoppedAndStartedAtAnyPointGivesTheSame() {
        FaultJudge unbroken = roof.newJudge();
        List<Notice> expected = new ArrayList<>();
        stream.forEach(heard -> expected.addAll(unbroken.hear(heard)));
        assertThat(expected).hasSizeGreaterThan(5);

        Random dice = new Random(4);
        for (int run = 0; run < 5; run++) {
            FaultJudge judge = roof.newJudge();
            List<Notice> mails = new ArrayList<>();
            for (Heard heard : stream) {
                mails.addAll(judge.hear(heard));
                if (dice.nextInt(150) == 0) {
                    byte[] snapshot = judge.snapshot();
                    judge = roof.newJudge();
                    assertThat(judge.restore(snapshot)).isTrue();
                }
            }
            assertThat(mails).isEqualTo(expected);
            assertThat(described(judge)).isEqualTo(described(unbroken));
        }
    }

    @Test
    void judgedAgainFromTheBeginningGivesTheSame() {
        FaultJudge first = roof.newJudge();
        FaultJudge second = roof.newJudge();
        List<Notice> mails = new ArrayList<>();
        List<Notice> again = new ArrayList<>();
        stream.forEach(heard -> mails.addAll(first.hear(heard)));
        stream.forEach(heard -> again.addAll(second.hear(heard)));

        assertThat(again).isEqualTo(mails);
        assertThat(described(second)).isEqualTo(described(first));
        assertThat(second.snapshot()).isEqualTo(first.snapshot());
    }

    @Test
    void theMemoryDoesNotGrowWithTheYears() {
        Roof small = new Roof(4);
        small.works = (panel, at) -> panel == 3 && at.getEpochSecond() / 86_400 % 40 < 3 ? 0.0 : 1.0;
        small.live(2 * 365);
        int afterTwo = small.judge().snapshot().length;
        small.live(2 * 365);

        assertThat(small.judge().snapshot())
                .hasSizeLessThan((int) (1.15 * afterTwo))
                .hasSizeLessThan(200_000);
    }

    @Test
    void aSnapshotOfAnotherShapeIsNotTaken() {
        assertThat(roof.newJudge().restore(new byte[] {1, 2, 3})).isFalse();
    }

    @Test
    void theClocksGoingForwardDoesNotMatter() {
        Instant change = Instant.parse("2025-03-09T10:00:00Z");
        Roof plain = new Roof(6);
        plain.works = (panel, at) -> panel == 2 && at.isAfter(change.minus(Duration.ofHours(20))) ? 0.0 : 1.0;
        plain.live(15);

        assertThat(plain.opened()).containsExactly("open not-producing p2");
    }
}
