package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.mqtt.Ear;
import org.pvswatch.mqtt.HomeAssistantRules;
import org.pvswatch.mqtt.Mosquitto;
import org.pvswatch.replay.Replay;

/** Inverters that publish themselves at a real broker, as yasdi2mqtt has them, in a house without a PVS; with a login. */
class InvertersOnMqttTest {
    private static final Instant BEGIN = Instant.parse("2026-06-10T18:00:00Z");
    private static final String SECRET = "broker-s3cret-word";

    @TempDir
    private Path folder;

    private static String message(int serial, Instant at, int watts, double kwh) {
        return ("{\"sn\":%d,\"time\":%d,\"values\":{\"Iac\":12580,\"Uac\":239,\"Fac\":50.019998881965876,\"Pac\":%d,"
                        + "\"Zac\":0.17,\"Upv-Ist\":416,\"PPV\":3013,\"E-Total\":%s,\"h-Total\":47797.77,"
                        + "\"Seriennummer\":%d,\"Status\":\"Mpp\",\"Fehler\":\"-------\"}}")
                .formatted(serial, at.getEpochSecond(), watts, kwh, serial);
    }

    private Mosquitto withLogin() throws Exception {
        Path passwords = folder.resolve("passwords");
        new ProcessBuilder("mosquitto_passwd", "-b", "-c", passwords.toString(), "solar", SECRET)
                .start()
                .waitFor();
        Files.writeString(folder.resolve("acl"), "topic readwrite #\n\nuser solar\ntopic readwrite #\n");
        return new Mosquitto(
                folder, "allow_anonymous true", "acl_file " + folder.resolve("acl"), "password_file " + passwords);
    }

    @Test
    void fromATopicToTheSpreadsheetAndTheSameByAReplay() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "wrong\n");
        Path data = folder.resolve("data");
        try (Mosquitto broker = withLogin();
                Ear owner = new Ear(broker.url());
                House house = new House(data, "l0-61839", BEGIN)
                        .with("pvs.url", "")
                        .with("mqtt.url", broker.url())
                        .with("mqtt.user", "solar")
                        .with("mqtt.password-file", password.toString())
                        .with("mqtt.source.topic", "solar/inverter/+")
                        .with("inverter.rated-kw", "3.3")
                        .started()) {
            owner.say("solar/inverter/2001", message(2001, BEGIN.minus(Duration.ofHours(20)), 2500, 45358.1), true);
            house.pollAt(BEGIN);
            untilRefused(house);
            assertThat(house.warnings()).singleElement().asString().contains("look at mqtt.user");
            Files.writeString(password, SECRET + "\n");
            Instant at = BEGIN.plus(Duration.ofMinutes(5));
            house.pollAt(at);
            owner.until("we are there", topics -> "online".equals(topics.get("solar/home/status")));
            untilWeHeard(owner);
            house.pollAt(at);
            assertThat(house.archived()).hasSize(1);
            assertThat(house.watch().history().pollsAfter(0, 9).get(0).totals().productionKw())
                    .as("what the broker kept is not of now")
                    .isNull();

            Instant now = at.plus(Duration.ofMinutes(5));
            say(owner, now, 3006, 45358.5);
            house.pollAt(now);
            say(owner, now.plusSeconds(300), 3100, 45358.76);
            house.pollAt(now.plusSeconds(300));
            house.pollAt(now.plusSeconds(600)); // nothing new
            assertThat(house.archived()).hasSize(3);
            assertThat(House.text(house.archived().get(1)))
                    .contains("\"Pac\":3006")
                    .doesNotContain(SECRET);
            List<String> rows = Files.readAllLines(data.resolve("csv/inverters-2026-06.csv"));
            assertThat(rows).hasSize(1 + 1 + 2 + 2);
            assertThat(rows.get(2)).contains("2001", "3.006", "45358.5");
            assertThat(house.warnings()).hasSize(1);

            owner.until(
                    "both are told",
                    topics -> topics.keySet().stream()
                                    .filter(topic -> topic.startsWith("solar/home/panel/"))
                                    .count()
                            == 2);
            assertThat(HomeAssistantRules.of(owner.all()).broken()).isEmpty();
            replayGivesTheSame(house, data);
            assertThat(Leaks.in(data, house.everythingSaid(), List.of(SECRET))).isEmpty();
        }
    }

    private static void untilRefused(House house) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (house.warnings().isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** Both inverters. */
    private static void say(Ear owner, Instant at, int watts, double kwh) throws Exception {
        Instant measured = at.minusSeconds(10);
        owner.say("solar/inverter/2002", message(2002, measured, watts - 100, kwh + 10), false);
        owner.say("solar/inverter/2001", message(2001, measured, watts, kwh), false);
        untilWeHeard(owner);
    }

    /** The broker hands on in order, and what is said last is answered. */
    private static void untilWeHeard(Ear owner) throws Exception {
        owner.heard();
        owner.say("homeassistant/status", "online", false);
        owner.untilHeard("solar/home/status");
    }

    private void replayGivesTheSame(House house, Path data) throws Exception {
        List<List<String>> before = new ArrayList<>();
        for (Path file : house.below("csv")) {
            before.add(Files.readAllLines(file));
        }
        house.stopWatching();
        for (String made : List.of("history.db", "history.db-wal", "history.db-shm")) {
            Files.deleteIfExists(data.resolve(made));
        }
        for (Path file : house.below("csv")) {
            Files.delete(file);
        }
        house.with("mqtt.url", "tcp://127.0.0.1:1").started();
        new Replay(house.watch(), house.settings())
                .all(Replay.answersIn(data.resolve("archive")), false, outcome -> assertThat(outcome.problem())
                        .isNull());
        List<List<String>> after = new ArrayList<>();
        for (Path file : house.below("csv")) {
            after.add(Files.readAllLines(file));
        }
        assertThat(after).isEqualTo(before);
    }
}
