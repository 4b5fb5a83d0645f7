package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.health.Pulse;
import org.pvswatch.replay.Backlog;

/** What whoever watches the watcher hears, over HTTP. */
class HealthOfAHouseTest {
    private static final Instant NOON = Instant.parse("2026-06-10T19:00:00Z");

    @TempDir
    private Path data;

    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<String> ask(House house, String path) throws Exception {
        int port = house.watch().word("healthDoor", HttpDoor.class).getServerPort();
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private House house(String... faults) throws Exception {
        House house = new House(data, "l0-61839", NOON, faults)
                .with("pvs.search-after", "0")
                .with("health.listen", "0");
        return house;
    }

    private static void open(House house) throws Exception {
        house.watch().context().getRouteController().startRoute("serve-health");
    }

    private static JsonNode check(HttpResponse<String> answer, String name) throws Exception {
        for (JsonNode check : new ObjectMapper().readTree(answer.body()).path("checks")) {
            if (check.path("name").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError(name + " is not in " + answer.body());
    }

    @Test
    void aPvsThatIsAwayIsSaidAndIsNoReasonToStartAnew() throws Exception {
        try (House house = house("refused@2026-06-10T12:10/1d").started()) {
            open(house);
            house.pollAt(NOON);
            HttpResponse<String> all = ask(house, "/observe/health");
            assertThat(all.statusCode()).isEqualTo(200);
            assertThat(all.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(check(all, "pvs").path("status").asText()).isEqualTo("UP");
            assertThat(check(all, "polls").path("data").path(0).asText())
                    .isEqualTo("last round ended 2026-06-10T19:00:20Z");
            house.pollAt(NOON.plusSeconds(900));
            all = ask(house, "/observe/health");
            assertThat(all.statusCode()).isEqualTo(200);
            assertThat(check(all, "pvs").path("status").asText()).isEqualTo("DOWN");
            assertThat(check(all, "pvs").path("data").path(0).asText()).isEqualTo("no answer from pvs1");
            assertThat(ask(house, "/observe/health/live").statusCode()).isEqualTo(200);
            assertThat(ask(house, "/observe/health/ready").statusCode()).isEqualTo(200);
            assertThat(ask(house, "/observe/health/started").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aFileOfTheOwnerThatWasLeftOutIsNotReady() throws Exception {
        Path own = Files.createDirectories(data.resolve("own"));
        Files.writeString(own.resolve("mine.camel.yaml"), "- route:\n    id: mine\n    form: {}\n");
        try (House house = house().with("routes.own", own.toString()).started()) {
            open(house);
            HttpResponse<String> ready = ask(house, "/observe/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(check(ready, "configuration").path("data").path(0).asText())
                    .startsWith("left out: ")
                    .contains("mine.camel.yaml:3", "'form'");
            assertThat(ask(house, "/observe/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void pollsThatHistoryGetsNothingOfAreNoSignOfLife() throws Exception {
        ExecutorService stuck = Executors.newSingleThreadExecutor();
        try (House house = house().started()) {
            Backlog backlog = house.watch().word("backlog", Backlog.class);
            Pulse pulse = house.watch().word("pulse", Pulse.class);
            house.pollAt(NOON);
            stuck.submit(() -> backlog.waiting(null)).get(); // and takes nothing of it
            house.pollAt(NOON.plusSeconds(900));
            assertThat(house.archived()).as("the truth does not wait for it").hasSize(2);
            assertThat(pulse.lastAt()).isEqualTo(NOON.plusSeconds(20));
            stuck.shutdown();
            assertThat(stuck.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            house.pollAt(NOON.plusSeconds(1800));
            assertThat(pulse.lastAt()).isEqualTo(NOON.plusSeconds(1820));
            assertThat(backlog.lateAnswers()).isEqualTo(1);
        } finally {
            stuck.shutdownNow();
        }
    }

    @Test
    void withoutTheSettingThereIsNoPort() throws Exception {
        try (House house = house().with("health.listen", "").started()) {
            assertThat(house.watch().context().getRoute("serve-health")).isNull();
            assertThat(house.watch().word("healthDoor", HttpDoor.class).getServerPort())
                    .isZero();
        }
    }
}
