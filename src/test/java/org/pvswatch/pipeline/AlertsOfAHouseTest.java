package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.replay.Replay;

/** From the box to the letter, on the shipped routes, templates and thresholds. */
class AlertsOfAHouseTest {
    private static final Instant BEGIN = Instant.parse("2026-06-10T07:00:00Z");
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path data;

    private House house(String... faults) throws Exception {
        return new House(data, "l0-61839", BEGIN, faults)
                .with("config.dir", data.resolve("config").toString());
    }

    /** Subject and thread of each letter, in the order of their names. */
    private List<String> letters(House house) throws IOException {
        return house.below("mail").stream()
                .filter(file -> file.endsWith("letter.txt"))
                .map(AlertsOfAHouseTest::head)
                .toList();
    }

    private static String head(Path letter) {
        try {
            return letter.getParent().getFileName() + " | "
                    + Files.readString(letter).split("\n\n")[0].replace("\n", " | ");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void days(House house, double from, double to) {
        house.pollEvery(
                QUARTER, BEGIN.plus(Duration.ofMinutes((long) (from * 1440))), BEGIN.plus(Duration.ofMinutes((long)
                        (to * 1440))));
    }

    @Test
    void aDeadPanelIsOneLetterAndItsReturnASecondInTheSameThreadThroughRestartsAndReplays() throws Exception {
        try (House house = house("dead:3@2026-06-12T10:00/30h").started()) {
            for (int half = 0; half < 12; half++) { // a restart each noon and midnight
                days(house, half / 2.0, half / 2.0 + 0.5);
                house.stopWatching();
                house.started();
            }
            String panel = house.simulator().panelSerials().get(2);
            List<String> told = letters(house);
            assertThat(told).hasSize(2);
            assertThat(told.get(0))
                    .startsWith("home.alert.20260612t")
                    .endsWith(".not-producing-" + panel.toLowerCase(java.util.Locale.ROOT) + " | Subject: Solar: panel "
                            + panel + " not producing since Fri 12 Jun 10:15");
            assertThat(told.get(1))
                    .contains("Subject: Re: Solar: panel " + panel + " not producing since Fri 12 Jun 10:15")
                    .endsWith("Thread: " + told.get(0).split(" ")[0]);
            Path first = data.resolve("mail").resolve(told.get(0).split(" ")[0]);
            assertThat(Files.readString(first.resolve("letter.txt"))).contains("Middle of its group");
            assertThat(first.resolve("incident-1.png")).exists();

            house.stopWatching();
            Files.delete(data.resolve("history.db"));
            house.with("poll.sinks", "").started();
            new Replay(house.watch(), house.settings())
                    .all(Replay.answersIn(data.resolve("archive")), false, outcome -> {});
            house.watch().send("direct:judge-faults", null);
            house.watch().send("direct:sink-alert", null);
            assertThat(house.watch().history().judgements().notices("home", BEGIN))
                    .hasSize(2);
            assertThat(letters(house)).isEqualTo(told);

            house.stopWatching(); // as if the end had come between the letters and the mark
            Files.delete(data.resolve("mail/alerts.json"));
            Files.writeString(data.resolve("mail/alerts.json"), "{\"until\":\"2026-06-11T00:00:00Z\",\"threads\":{}}");
            house.started();
            house.watch().send("direct:sink-alert", null);
            assertThat(letters(house)).isEqualTo(told);
        }
    }

    @Test
    void whoBeginsToWatchIsToldOnceWhatIsWrongAlready() throws Exception {
        try (House house = house("dead:3@2026-06-11T10:00").started()) {
            days(house, 0, 2);
            house.stopWatching();
            try (var files = Files.walk(data.resolve("mail"))) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
            house.started();
            days(house, 2, 2.1);
            house.stopWatching();
            house.started();
            days(house, 2.1, 2.2);

            assertThat(letters(house))
                    .singleElement()
                    .asString()
                    .startsWith("home.alert.watching-begins | Subject: Solar: panel");
        }
    }

    @Test
    void aTimeInWhichNobodyWatchedIsTold() throws Exception {
        try (House house = house().started()) {
            days(house, 0, 1.4);
            house.stopWatching();
            house.started();
            days(house, 2.5, 4);

            assertThat(letters(house))
                    .singleElement()
                    .asString()
                    .startsWith("home.blind.2026061")
                    .endsWith("Subject: Solar: nobody watched from Thu 11 Jun 09:30 to Fri 12 Jun 12:00");
            assertThat(Files.readString(house.below("mail").stream()
                            .filter(file -> file.endsWith("letter.txt"))
                            .findFirst()
                            .orElseThrow()))
                    .containsPattern("The panels made \\d+\\.\\d kWh");
        }
    }

    @Test
    void aPvsThatWasGoneIsToldWithTheGapAndWhatItsCountersBridge() throws Exception {
        try (House house = house("refused@2026-06-11T08:00/30h").started()) {
            days(house, 0, 4.4); // it is told over after a whole good day, in the digest

            List<String> told = letters(house);
            assertThat(told).hasSize(2);
            assertThat(told.get(0)).contains("Subject: Solar: the PVS pvs1 does not answer since Thu 11 Jun 07:45");
            Path end = data.resolve("mail").resolve(told.get(1).split(" ")[0]).resolve("letter.txt");
            assertThat(Files.readString(end).replaceAll("\\s+", " "))
                    .contains("The PVS pvs1 answers again after 30 hours")
                    .containsPattern("Nothing was heard of it from Thu 11 Jun 07:45 to Fri 12 Jun 14:\\d\\d")
                    .containsPattern("The panels made \\d+\\.\\d kWh in it");
        }
    }
}
