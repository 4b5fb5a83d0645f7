package org.pvswatch.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.history.History;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.history.Judgements.Memory;
import org.pvswatch.outlet.Outages;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;
import org.pvswatch.settings.Settings;

/** What the topics shall hold, from a history of our own making. */
class HomeAssistantTest {
    private static final Instant NOON = Instant.parse("2026-06-10T19:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OLD = "solar/home/panel/E1/state";
    private static final String OLD_DEVICE = "homeassistant/device/pvswatch_home_E1/config";

    @TempDir
    private Path folder;

    private final Map<String, String> held = new TreeMap<>();
    private History history;

    @BeforeEach
    void open() {
        history = new History(folder.resolve("history.db").toString());
    }

    @AfterEach
    void close() throws Exception {
        history.close();
    }

    private HomeAssistant started(Instant now) {
        Map<String, String> settings = new HashMap<>(Settings.shipped());
        settings.put("letter.panel-names", "E1: row 2, left");
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new HomeAssistant(
                settings,
                folder.resolve("outlets").toString(),
                history,
                clock,
                new MqttLink(settings, clock, new Outages()));
    }

    /** Has everything told, as the route does. */
    private List<String> tell(HomeAssistant home) throws Exception {
        List<String> told = new ArrayList<>();
        for (Message message : home.messages()) {
            told.add(message.topic());
            if (message.payload().isEmpty()) {
                held.remove(message.topic());
            } else {
                held.put(message.topic(), message.payload());
            }
            home.told(message);
        }
        return told;
    }

    private JsonNode at(String topic) throws Exception {
        return JSON.readTree(held.get(topic));
    }

    private void poll(Instant at, Reading... readings) throws Exception {
        history.store(List.of(readings));
    }

    private static Reading panel(String serial, Instant at, Quality quality, Map<Quantity, Double> values) {
        return new Reading(
                "home", "pvs1", serial, DeviceKind.INVERTER, at, at, null, at, null, quality, values, Map.of(), null);
    }

    private static Reading works(String serial, Instant at, double kw, double kwh) {
        return panel(serial, at, Quality.FRESH, Map.of(Quantity.POWER_KW, kw, Quantity.LIFETIME_ENERGY_KWH, kwh));
    }

    private static Reading absent(String serial, Instant at) {
        return Reading.absent("home", "pvs1", serial, DeviceKind.INVERTER, at, null);
    }

    @Test
    void withoutHistoryWeAreThereAndThatIsAll() throws Exception {
        assertThat(tell(started(NOON))).containsExactly("solar/home/status");
    }

    @Test
    void onlyWhatChangedIsTold() throws Exception {
        poll(NOON, works("E1", NOON, 0.2, 100), works("E2", NOON, 0.2, 200));
        HomeAssistant home = started(NOON);
        assertThat(tell(home)).contains(OLD, OLD_DEVICE).last().isEqualTo("solar/home/status");
        assertThat(HomeAssistantRules.of(held).broken()).isEmpty();
        assertThat(at(OLD_DEVICE).path("dev").path("name").asText()).isEqualTo("Panel E1 (row 2, left)");
        assertThat(tell(home)).isEmpty();
        Instant next = NOON.plusSeconds(300);
        poll(next, works("E1", next, 0.2, 100), works("E2", next, 0.3, 200));
        assertThat(tell(home)).containsExactlyInAnyOrder("solar/home/panel/E2/state", "solar/home/state");
    }

    @Test
    void aPanelThatIsNotHeardKeepsItsCounterThroughARestartAndGivesNoPower() throws Exception {
        poll(NOON, works("E1", NOON, 0.2, 100), works("E2", NOON, 0.2, 200));
        Instant next = NOON.plusSeconds(300);
        poll(next, absent("E1", next), works("E2", next, 0.2, 200));
        tell(started(next));
        assertThat(at(OLD).path("lifetime_energy_kwh").asDouble()).isEqualTo(100);
        assertThat(at(OLD).path("power_kw").isNull()).isTrue();
        assertThat(at(OLD).path("condition").asText()).isEqualTo("absent");
        assertThat(at("solar/home/state").path("production_energy_kwh").asDouble())
                .isEqualTo(300);
        assertThat(HomeAssistantRules.of(held).broken()).isEmpty();
    }

    @Test
    void aPanelThatIsGoneForAMonthIsTakenBackAfterARestartToo() throws Exception {
        poll(NOON, works("E1", NOON, 0.2, 100), works("E2", NOON, 0.2, 200));
        tell(started(NOON));
        Instant later = NOON.plus(Duration.ofDays(1));
        poll(later, absent("E1", later), works("E2", later, 0.2, 201), works("E3", later, 0.2, 0.5));
        tell(started(later));
        assertThat(held).containsKeys(OLD_DEVICE, "homeassistant/device/pvswatch_home_E3/config");
        Instant month = later.plus(Duration.ofDays(31));
        poll(month, absent("E1", month), works("E2", month, 0.2, 231), works("E3", month, 0.2, 30));
        assertThat(tell(started(month))).contains(OLD_DEVICE);
        assertThat(held).doesNotContainKey(OLD_DEVICE).containsKey("homeassistant/device/pvswatch_home_E2/config");
        assertThat(tell(started(month))).doesNotContain(OLD_DEVICE);
    }

    @Test
    void whatIsWrongIsSaidOfTheSiteAndOfEachPanelItConcerns() throws Exception {
        poll(NOON, works("E1", NOON, 0, 100), works("E2", NOON, 0.2, 200), works("E3", NOON, 0.2, 300));
        keep("not-producing", "E1", "open", "[]");
        keep("circuit-off", "A", "acknowledged", "[\"E2\"]");
        keep("hot", "E3", "resolved", "[]");
        HomeAssistant home = started(NOON);
        tell(home);
        assertThat(at("solar/home/state").path("problem").asText()).isEqualTo("ON");
        assertThat(at("solar/home/state").path("incident_count").asInt()).isEqualTo(2);
        assertThat(at("solar/home/incidents")
                        .path("incidents")
                        .get(0)
                        .path("subject")
                        .asText())
                .isEqualTo("A");
        assertThat(at(OLD).path("condition").asText()).isEqualTo("not-producing");
        assertThat(at("solar/home/panel/E2/state").path("condition").asText()).isEqualTo("circuit-off");
        assertThat(at("solar/home/panel/E3/state").path("condition").asText()).isEqualTo("ok");
        assertThat(HomeAssistantRules.of(held).broken()).isEmpty();
        keep("not-producing", "E1", "resolved", "[]");
        assertThat(tell(home)).containsExactlyInAnyOrder("solar/home/incidents", OLD, "solar/home/state");
        assertThat(at(OLD).path("problem").asText()).isEqualTo("OFF");
    }

    private void keep(String kind, String subject, String state, String members) throws Exception {
        IncidentRow row = new IncidentRow(
                "home." + kind, kind, subject, state, "normal", NOON, NOON, NOON, null, 1, 0.44, "{}", members, null);
        history.judgements().keep("home", List.of(row), List.of(), new Memory(1, NOON, "", "", new byte[0]));
    }
}
