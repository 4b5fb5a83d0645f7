package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvswatch.history.StoredPoll;
import org.pvswatch.settings.Settings;

/** A house whose PVS is shared: others are told what it said last, and it does not notice. */
class SharedPvsTest {
    private static final Instant NOON = Instant.parse("2026-06-10T19:00:00Z");
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private House house(String profile) throws Exception {
        return new House(folder.resolve("data"), profile, NOON)
                .with("share.listen", "0")
                .with("weather.url", "http://127.0.0.1:1/none")
                .started();
    }

    private static String shared(House house) throws Exception {
        house.watch().context().getRouteController().startRoute("share-pvs");
        return "http://127.0.0.1:"
                + house.watch().word("shareDoor", HttpDoor.class).getServerPort();
    }

    private static HttpResponse<String> get(String address) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"l0-61839", "v-storage", "l0-61839-ess"})
    void aSecondWatchReadsTheSameThere(String profile) throws Exception {
        try (House house = house(profile)) {
            String url = shared(house);
            for (int i = 0; i < 2; i++) {
                Instant mark = NOON.plus(FIVE_MINUTES.multipliedBy(i));
                house.pollAt(mark);
            }
            house.pollAt(NOON.plus(FIVE_MINUTES.multipliedBy(2)));
            long asked = house.simulator().requestCount();
            Settings other = Settings.load(
                    Path.of("config"),
                    java.util.Map.of(),
                    java.util.Map.of(
                            "site.zone", house.settings().get("site.zone"),
                            "site.latitude", house.settings().get("site.latitude"),
                            "site.longitude", house.settings().get("site.longitude"),
                            "pvs.url", url,
                            "data.dir", folder.resolve("other").toString()));
            try (Watch second =
                    new Watch(other, Path.of("routes"), house.simulator().clock())) {
                second.start();
                second.send("direct:ask-every-pvs", null);
                List<StoredPoll> here = house.watch().history().pollsAfter(2, 9);
                List<StoredPoll> there = second.history().pollsAfter(0, 9);
                assertThat(there).hasSize(1);
                assertThat(there.get(0))
                        .usingRecursiveComparison()
                        .ignoringFields("seq", "polledAt", "lastReadingAt", "firstReadingAt")
                        .isEqualTo(here.get(0));
            }
            assertThat(house.simulator().requestCount()).isEqualTo(asked);
            assertThat(house.warnings()).isEmpty();
        }
    }

    @Test
    void itIsReadOnlyAndSaysHowOldItIs() throws Exception {
        try (House house = house("v-storage")) {
            String url = shared(house);
            assertThat(get(url + "/vars?match=/sys/&fmt=obj"))
                    .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(503))
                    .satisfies(answer -> assertThat(answer.body()).contains("pvs1 has not answered since"));
            house.pollAt(NOON);
            long asked = house.simulator().requestCount();
            house.simulator().clock().stepTo(NOON.plusSeconds(80));
            HttpResponse<String> answer = get(url + "/vars?match=/sys/devices/meter/&fmt=obj");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).startsWith("{\"/sys/devices/meter/0/");
            assertThat(answer.headers().firstValue("Age")).contains("60");
            assertThat(answer.headers().firstValue("Last-Modified")).contains("Wed, 10 Jun 2026 19:00:20 GMT");
            assertThat(get(url + "/pvs1/vars?name=/sys/info/model").body()).contains("\"count\":1", "PVS6");
            assertThat(get(url + "/vars?name=/sys/info/model,/no/such").statusCode())
                    .isEqualTo(400);
            assertThat(get(url + "/vars?match=/no/such").body()).contains("\"errorcode\" : \"0x0100\"");
            assertThat(get(url + "/vars?match=/sys/livedata/&cache=live").statusCode())
                    .isEqualTo(200);
            assertThat(get(url + "/vars?cache=live&fmt=obj").body()).contains("/sys/livedata/pv_p");
            assertThat(get(url + "/auth?login").headers().firstValue("Set-Cookie"))
                    .isPresent();
            assertThat(get(url + "/vars?set=/sys/telemetryws/enable=1").statusCode())
                    .isEqualTo(403);
            for (String method : List.of("POST", "PUT", "DELETE")) {
                assertThat(send(HttpRequest.newBuilder(URI.create(url + "/vars?match=/sys/"))
                                        .method(method, BodyPublishers.ofString("set=/sys/telemetryws/enable=1")))
                                .statusCode())
                        .isEqualTo(405);
            }
            assertThat(get(url + "/etc/passwd").statusCode()).isEqualTo(404);
            house.simulator().clock().stepTo(NOON.plus(Duration.ofMinutes(16)));
            assertThat(get(url + "/cgi-bin/dl_cgi/supervisor/info"))
                    .satisfies(old -> assertThat(old.statusCode()).isEqualTo(503))
                    .satisfies(old -> assertThat(old.body()).contains("2026-06-10T19:00:20Z, which is too old"));
            assertThat(house.simulator().requestCount()).isEqualTo(asked);
            assertThat(house.simulator().secrets()).noneMatch(answer.body()::contains);
        }
    }

    @Test
    void whatActsIsNotKnownHere() throws Exception {
        try (House house = house("l0-61839")) {
            String url = shared(house) + "/cgi-bin/dl_cgi";
            house.pollAt(NOON);
            assertThat(get(url + "?Command=DeviceList").body()).contains("\"result\":", "\"devices\":");
            assertThat(get(url + "?Command=Start").body()).isEqualTo("{\"result\":\"unknown command\"}");
            assertThat(get(url + "/network/interfaceConfig/dhcp/wan").statusCode())
                    .isEqualTo(404);
            assertThat(get(url.replace("/cgi-bin/dl_cgi", "/auth?login")).statusCode())
                    .isEqualTo(404);
        }
    }
}
