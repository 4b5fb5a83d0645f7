package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.mqtt.Ear;
import org.pvswatch.mqtt.HomeAssistantRules;
import org.pvswatch.mqtt.Mosquitto;
import org.pvswatch.mqtt.Wire;

/** What a real broker, and so Home Assistant, is told of a house on the shipped routes. */
class MqttOfAHouseTest {
    private static final Instant BEGIN = Instant.parse("2026-06-10T18:00:00Z");
    private static final Duration PERIOD = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATUS = "solar/home/status";
    private static final String STATE = "solar/home/state";
    private static final String SITE = "homeassistant/device/pvswatch_home/config";

    @TempDir
    private static Path folder;

    private static Mosquitto broker;
    private static Wire wire;
    private static House house;
    private static Instant mark = BEGIN;
    private Ear ear;

    @BeforeAll
    static void start() throws Exception {
        broker = new Mosquitto(folder);
        wire = new Wire(broker.port());
        house = new House(folder.resolve("data"), "l0-61839", BEGIN)
                .with("mqtt.url", wire.url())
                .with("outlet.timeout-ms", "1000")
                .started();
    }

    @AfterAll
    static void stop() throws Exception {
        house.close();
        wire.close();
        broker.close();
    }

    /** Everything told by now is held by the broker. */
    @BeforeEach
    void listen() throws Exception {
        ear = new Ear(broker.url());
        poll();
    }

    @AfterEach
    void stopListening() throws Exception {
        ear.close();
    }

    private void poll() throws Exception {
        mark = mark.plus(PERIOD);
        house.pollAt(mark);
        String moment = house.simulator().clock().instant().toString();
        ear.until(
                "the poll of " + moment,
                topics -> topics.getOrDefault(STATE, "").contains("\"polled_at\":\"" + moment)
                        && "online".equals(topics.get(STATUS)));
    }

    private static JsonNode json(Map<String, String> topics, String topic) throws Exception {
        return JSON.readTree(topics.get(topic));
    }

    @Test
    void allOfItIsAsHomeAssistantWantsIt() throws Exception {
        Map<String, String> topics = ear.all();
        HomeAssistantRules rules = HomeAssistantRules.of(topics);
        assertThat(rules.broken()).isEmpty();
        assertThat(rules.inEnergyDashboard())
                .contains(
                        "sensor.solar_home_production_energy",
                        "sensor.solar_home_import_energy",
                        "sensor.solar_home_export_energy")
                .hasSize(5 + 6);
        JsonNode state = json(topics, STATE);
        assertThat(state.path("production_power_kw").asDouble()).isBetween(0.5, 3.0);
        assertThat(state.path("production_energy_kwh").asDouble()).isPositive();
        assertThat(state.path("problem").asText()).isEqualTo("OFF");
        List<String> panels = topics.keySet().stream()
                .filter(topic -> topic.startsWith("solar/home/panel/"))
                .toList();
        assertThat(panels).hasSize(6);
        for (String panel : panels) {
            assertThat(json(topics, panel).path("condition").asText()).isEqualTo("ok");
            assertThat(json(topics, panel).path("power_kw").asDouble()).isBetween(0.05, 0.5);
        }
        assertThat(topics.keySet())
                .filteredOn(topic -> topic.startsWith("homeassistant/device/"))
                .hasSize(1 + 6);
        assertThat(topics.get(SITE)).hasSizeLessThan(6_000);
    }

    @Test
    void anUnchangedAnnouncementIsNotRepeatedUntilHomeAssistantIsBorn() throws Exception {
        ear.heard();
        poll();
        assertThat(ear.heard()).contains(STATE).noneMatch(topic -> topic.endsWith("/config"));
        ear.say("homeassistant/status", "online", false);
        ear.untilHeard(STATUS);
        assertThat(ear.heard())
                .contains(SITE, STATE)
                .filteredOn(topic -> topic.endsWith("/config"))
                .hasSize(7);
    }

    @Test
    void whoeverDiesIsOfflineAndBackWithTheNextPoll() throws Exception {
        wire.cut();
        ear.until("we are gone", topics -> "offline".equals(topics.get(STATUS)));
        poll();
        assertThat(ear.at(STATUS)).isEqualTo("online");
    }

    @Test
    void aBrokerThatHangsHoldsUpNoPoll() throws Exception {
        int before = house.archived().size();
        wire.hang(true);
        try {
            for (int i = 0; i < 3; i++) {
                mark = mark.plus(PERIOD);
                house.pollAt(mark);
            }
            assertThat(house.archived()).hasSize(before + 3);
            ear.until("we are not there", topics -> "offline".equals(topics.get(STATUS)));
        } finally {
            wire.hang(false);
        }
        poll();
    }

    @Test
    void aBrokerThatDiesIsSaidOnceAndHasAllAgainWhenItIsBack() throws Exception {
        int before = house.warnings().size();
        ear.close();
        broker.kill();
        for (int i = 0; i < 3; i++) {
            mark = mark.plus(PERIOD);
            house.pollAt(mark);
        }
        broker.start();
        ear = new Ear(broker.url());
        poll();
        assertThat(ear.all()).containsKeys(SITE, STATE, STATUS);
        assertThat(house.warnings().subList(before, house.warnings().size()))
                .singleElement()
                .asString()
                .contains("feed-mqtt - ", "tried again after the next poll");
    }

    @Test
    void aPvsThatSaysNothingIsNotHeardAndItsCountersStay() throws Exception {
        double energy = json(ear.all(), STATE).path("production_energy_kwh").asDouble();
        mark = mark.plus(Duration.ofMinutes(20));
        house.simulator().clock().stepTo(mark);
        house.watch().send("direct:feed-mqtt", null);
        Map<String, String> topics = ear.until("nobody is heard", all -> "offline".equals(all.get("solar/home/heard")));
        assertThat(topics).containsEntry("solar/home/pvs/pvs1/heard", "offline").containsEntry(STATUS, "online");
        assertThat(json(topics, STATE).path("production_energy_kwh").asDouble()).isEqualTo(energy);
        poll();
        ear.until("it is heard again", all -> "online".equals(all.get("solar/home/pvs/pvs1/heard")));
    }

    @Test
    void aStopIsSaidAndAStartGoesOnWithTheSameCounters() throws Exception {
        double energy = json(ear.all(), STATE).path("production_energy_kwh").asDouble();
        house.stopWatching();
        ear.until("we have stopped", topics -> "offline".equals(topics.get(STATUS)));
        house.started();
        house.watch().send("direct:feed-mqtt", null); // before anything was polled
        Map<String, String> topics = ear.until("we are back", all -> "online".equals(all.get(STATUS)));
        assertThat(json(topics, STATE).path("production_energy_kwh").asDouble()).isEqualTo(energy);
    }
}
