package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.replay.Replay;

/** From the box to the incident, on the shipped routes and thresholds. */
class FaultsOfAHouseTest {
    private static final Instant BEGIN = Instant.parse("2026-06-10T07:00:00Z");
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path data;

    private List<IncidentRow> incidents(House house) throws Exception {
        return house.watch().history().judgements().incidents("home");
    }

    private String dead(House house) {
        return house.simulator().panelSerials().get(2);
    }

    @Test
    void aDeadPanelIsOneIncidentThroughRestartsAndReplays() throws Exception {
        try (House house = new House(data, "l0-61839", BEGIN, "dead:3@2026-06-12T10:00")
                .with("config.dir", data.resolve("config").toString())
                .started()) {
            for (int half = 0; half < 8; half++) { // a restart each noon and midnight
                house.pollEvery(
                        QUARTER,
                        BEGIN.plus(DAY.dividedBy(2).multipliedBy(half)),
                        BEGIN.plus(DAY.dividedBy(2).multipliedBy(half + 1)));
                house.stopWatching();
                house.started();
            }
            List<IncidentRow> live = incidents(house);
            assertThat(live).singleElement().satisfies(incident -> {
                assertThat(incident.kind()).isEqualTo("not-producing");
                assertThat(incident.subject()).isEqualTo(dead(house));
                assertThat(incident.state()).isEqualTo("open");
                assertThat(incident.since())
                        .isBetween(Instant.parse("2026-06-12T16:45:00Z"), Instant.parse("2026-06-12T17:30:00Z"));
                assertThat(incident.openedAt()).isBefore(Instant.parse("2026-06-13T01:00:00Z"));
            });
            assertThat(house.everythingSaid()).containsOnlyOnce("open: not-producing of " + dead(house));
            house.stopWatching();
            Files.delete(data.resolve("history.db"));
            house.with("poll.sinks", "").started();
            new Replay(house.watch(), house.settings())
                    .all(Replay.answersIn(data.resolve("archive")), false, outcome -> {});
            house.watch().send("direct:judge-faults", null);
            assertThat(incidents(house)).singleElement().satisfies(incident -> {
                assertThat(incident.id()).isEqualTo(live.get(0).id());
                assertThat(incident.since()).isEqualTo(live.get(0).since());
                assertThat(incident.openedAt()).isEqualTo(live.get(0).openedAt());
                assertThat(incident.evidence()).isEqualTo(live.get(0).evidence());
            });
        }
    }

    @Test
    void aPvsThatIsGoneIsNoAbsenceOfOurs() throws Exception {
        try (House house = new House(data, "l0-61839", BEGIN, "refused@2026-06-11T08:00/30h")
                .with("pvs.search-after", "0")
                .with("config.dir", data.resolve("config").toString())
                .started()) {
            house.pollEvery(QUARTER, BEGIN, BEGIN.plus(DAY.multipliedBy(3)));
            List<IncidentRow> live = incidents(house);
            assertThat(live).extracting(IncidentRow::kind).containsExactly("pvs-unreachable");
            house.stopWatching();
            Files.delete(data.resolve("history.db"));
            house.with("poll.sinks", "").started();
            new Replay(house.watch(), house.settings())
                    .all(Replay.answersIn(data.resolve("archive")), false, outcome -> {});
            house.watch().send("direct:judge-faults", null);
            assertThat(incidents(house))
                    .extracting(IncidentRow::id)
                    .containsExactly(live.get(0).id());
        }
    }

    @Test
    void theOwnersWordCountsFromTheNextJudgementOn() throws Exception {
        Path config = Files.createDirectory(data.resolve("config"));
        try (House house = new House(data, "l0-61839", BEGIN, "dead:3@2026-06-11T10:00")
                .with("config.dir", config.toString())
                .started()) {
            house.pollEvery(QUARTER, BEGIN, BEGIN.plus(DAY.multipliedBy(2)));
            String id = incidents(house).get(0).id();
            Files.writeString(config.resolve("incidents.txt"), "2026-06-11T20:00 ack " + id + "\nno word\n");
            house.pollEvery(
                    QUARTER,
                    BEGIN.plus(DAY.multipliedBy(2)),
                    BEGIN.plus(DAY.multipliedBy(2)).plus(QUARTER.multipliedBy(3)));
            assertThat(incidents(house))
                    .singleElement()
                    .extracting(IncidentRow::state)
                    .isEqualTo("acknowledged");
            assertThat(house.warnings().stream().filter(line -> line.contains("'no word' is not understood")))
                    .hasSize(1);
        }
    }

    @Test
    void pollsThatComeLateAreJudgedTooAndNothingIsToldTwice() throws Exception {
        try (House house = new House(data, "l0-61839", BEGIN, "dead:3@2026-06-12T10:00")
                .with("config.dir", data.resolve("config").toString())
                .started()) {
            house.pollEvery(QUARTER, BEGIN, BEGIN.plus(DAY));
            house.stopWatching();
            Path early = data.resolveSibling(data.getFileName() + "-early");
            Files.move(data.resolve("archive"), early);
            Files.delete(data.resolve("history.db"));
            house.started();
            house.pollEvery(QUARTER, BEGIN.plus(DAY), BEGIN.plus(DAY.multipliedBy(4)));
            List<IncidentRow> before = incidents(house);
            assertThat(before).hasSize(1);
            new Replay(house.watch(), house.settings()).all(Replay.answersIn(early), false, outcome -> {});
            house.pollAt(BEGIN.plus(DAY.multipliedBy(4)));
            assertThat(house.everythingSaid()).contains("all is judged anew");
            assertThat(incidents(house))
                    .singleElement()
                    .extracting(IncidentRow::subject)
                    .isEqualTo(dead(house));
            assertThat(house.everythingSaid()).containsOnlyOnce("open: not-producing of " + dead(house));
        }
    }
}
