package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
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

    /** A letter as it lies in the mailbox of a house without a mail server. */
    private record Told(String id, String subject, String thread, String text, List<String> pictures) {
        static Told of(Path file) {
            try (InputStream bytes = Files.newInputStream(file)) {
                MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), bytes);
                List<Part> parts = new ArrayList<>();
                take(mail, parts);
                String text = "";
                List<String> pictures = new ArrayList<>();
                for (Part part : parts) {
                    if (part.isMimeType("text/plain")) {
                        text = (String) part.getContent();
                    } else if (part.isMimeType("image/png")) {
                        pictures.add(part.getFileName());
                    }
                }
                return new Told(
                        id(mail.getMessageID()),
                        mail.getSubject(),
                        id(mail.getHeader("In-Reply-To", null)),
                        text,
                        pictures);
            } catch (IOException | MessagingException e) {
                throw new AssertionError(file.toString(), e);
            }
        }

        private static void take(Part part, List<Part> parts) throws IOException, MessagingException {
            if (part.getContent() instanceof Multipart several) {
                for (int i = 0; i < several.getCount(); i++) {
                    take(several.getBodyPart(i), parts);
                }
            } else {
                parts.add(part);
            }
        }

        private static String id(String messageId) {
            return messageId == null ? "" : messageId.replaceAll("<(.*)@.*", "$1");
        }
    }

    private static List<Told> letters(House house) throws IOException {
        return house.below("mail").stream()
                .filter(file -> file.toString().endsWith(".eml"))
                .map(Told::of)
                .toList();
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
            List<Told> told = letters(house);
            assertThat(told).hasSize(2);
            String subject = "Solar: panel " + panel + " not producing since Fri 12 Jun 10:15";
            assertThat(told.get(0).id())
                    .startsWith("home.alert.20260612t")
                    .endsWith(".not-producing-" + panel.toLowerCase(Locale.ROOT));
            assertThat(told.get(0).subject()).isEqualTo(subject);
            assertThat(told.get(0).text()).contains("Middle of its group");
            assertThat(told.get(0).pictures()).containsExactly("incident-1.png");
            assertThat(told.get(1).subject()).isEqualTo("Re: " + subject);
            assertThat(told.get(1).thread()).isEqualTo(told.get(0).id());

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

            assertThat(letters(house)).singleElement().satisfies(letter -> {
                assertThat(letter.id()).isEqualTo("home.alert.watching-begins");
                assertThat(letter.subject()).startsWith("Solar: panel");
            });
        }
    }

    @Test
    void aTimeInWhichNobodyWatchedIsTold() throws Exception {
        try (House house = house().started()) {
            days(house, 0, 1.4);
            house.stopWatching();
            house.started();
            days(house, 2.5, 4);

            assertThat(letters(house)).singleElement().satisfies(letter -> {
                assertThat(letter.id()).startsWith("home.blind.2026061");
                assertThat(letter.subject())
                        .isEqualTo("Solar: nobody watched from Thu 11 Jun 09:30 to Fri 12 Jun 12:00");
                assertThat(letter.text()).containsPattern("The panels made \\d+\\.\\d kWh");
            });
        }
    }

    @Test
    void aPvsThatWasGoneIsToldWithTheGapAndWhatItsCountersBridge() throws Exception {
        try (House house = house("refused@2026-06-11T08:00/30h")
                .with("pvs.search-after", "0")
                .started()) {
            days(house, 0, 4.4); // it is told over after a whole good day, in the digest

            List<Told> told = letters(house);
            assertThat(told).hasSize(2);
            assertThat(told.get(0).subject()).isEqualTo("Solar: the PVS pvs1 does not answer since Thu 11 Jun 07:45");
            assertThat(told.get(1).text().replaceAll("\\s+", " "))
                    .contains("The PVS pvs1 answers again after 30 hours")
                    .containsPattern("Nothing was heard of it from Thu 11 Jun 07:45 to Fri 12 Jun 14:\\d\\d")
                    .containsPattern("The panels made \\d+\\.\\d kWh in it");
        }
    }
}
