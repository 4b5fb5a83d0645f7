package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers for Prometheus, on the shipped routes. */
class MetricsOfAHouseTest {
    private static final Instant NOON = Instant.parse("2026-06-10T19:00:00Z");

    @TempDir
    private Path data;

    @Test
    void offItLoadsNothing() throws Exception {
        try (House house = new House(data, "l0-61839", NOON).started()) {
            house.watch().startTriggers();
            assertThat(house.watch().context().getRoute("serve-metrics")).isNull();
            assertThat(house.watch().context().getComponentNames()).doesNotContain("platform-http");
            assertThat(house.watch().word("metricsDoor", HttpDoor.class).getServerPort())
                    .isZero();
        }
    }

    @Test
    void answersOnceTriggersRun() throws Exception {
        try (House house =
                new House(data, "l0-61839", NOON).with("metrics.listen", "0").started()) {
            HttpDoor door = house.watch().word("metricsDoor", HttpDoor.class);
            assertThat(door.getServerPort()).isZero();
            house.watch().context().getRouteController().startRoute("serve-metrics");
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + door.getServerPort() + "/metrics"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
