package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.history.Judgements.Memory;
import org.pvswatch.history.StoredPoll;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;

/** Numbers for Prometheus, on the shipped routes, and a real Prometheus that asks for them. */
class MetricsOfAHouseTest {
    private static final Instant NOON = Instant.parse("2026-06-10T19:00:00Z");
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @TempDir
    private Path data;

    @TempDir
    private Path tools;

    private House house;

    @BeforeEach
    void start() throws Exception {
        house = new House(data, "l0-61839", NOON);
    }

    @AfterEach
    void stop() throws Exception {
        house.close();
    }

    @Test
    void offItLoadsNothing() throws Exception {
        house.started().watch().startTriggers();

        assertThat(house.watch().context().getRoute("serve-metrics")).isNull();
        assertThat(house.watch().context().getComponentNames()).doesNotContain("platform-http");
        assertThat(house.watch().word("metricsDoor", HttpDoor.class).getServerPort())
                .isZero();
    }

    @Test
    void prometheusTakesThemAndKnowsWhatHistoryKnows() throws Exception {
        open();
        house.pollEvery(FIVE_MINUTES, NOON, NOON.plus(FIVE_MINUTES.multipliedBy(3)));
        incident();
        assertThat(Prometheus.check(tools, page())).isEmpty();

        StoredPoll poll = house.watch().history().pollsAfter(2, 1).get(0);
        Reading panel = poll.inverters().get(0);
        String ofPanel = "{panel=\"" + panel.device() + "\"}";
        try (Prometheus prometheus = new Prometheus(tools, port())) {
            same(prometheus, "pvswatch_production_watts", poll.totals().productionKw(), "1000");
            same(prometheus, "pvswatch_net_import_watts", poll.totals().netImportKw(), "1000");
            same(prometheus, "pvswatch_production_joules_total", poll.totals().lifetimeProductionKwh(), "3600000");
            same(prometheus, "pvswatch_panel_power_watts" + ofPanel, panel.value(Quantity.POWER_KW), "1000");
            assertThat(prometheus.value("count(pvswatch_panel_power_watts)", "6"))
                    .isEqualTo("6");
            assertThat(prometheus.value("pvswatch_incidents_open{severity=\"normal\"}", "1"))
                    .isEqualTo("1");
            assertThat(prometheus.value("pvswatch_incidents_open{severity=\"critical\"}", "0"))
                    .isEqualTo("0");
        }
    }

    @Test
    void whatIsOldIsNotRepeated() throws Exception {
        open();
        house.pollAt(NOON);
        assertThat(page()).contains("pvswatch_production_watts{", "pvswatch_panel_power_watts{");

        house.simulator().clock().stepTo(NOON.plus(Duration.ofMinutes(16)));
        assertThat(page())
                .doesNotContain("pvswatch_production", "pvswatch_panel_power_watts", "pvswatch_panel_energy", "weather")
                .contains(
                        "pvswatch_pvs_last_poll_timestamp_seconds{site=\"home\",pvs=\"pvs1\"} "
                                + NOON.plusSeconds(20).getEpochSecond(),
                        "pvswatch_panel_last_measurement_timestamp_seconds{");
    }

    @Test
    void aPanelThatIsNotHeardLosesItsNumbersAndKeepsWhatIsSaidOfIt() throws Exception {
        open();
        store(NOON, 0.2, 812.5, Quality.FRESH);
        assertThat(page()).contains("pvswatch_panel_power_watts{site=\"home\",panel=\"E00900\"} 200\n");

        Instant later = NOON.plus(FIVE_MINUTES);
        house.simulator().clock().stepTo(later);
        house.watch()
                .history()
                .store(List.of(
                        Reading.absent("home", "pvs1", "E00900", DeviceKind.INVERTER, later, null),
                        reading("E00901", later, 0.1, 3.0, Quality.FRESH)));
        assertThat(page())
                .doesNotContain("panel_power_watts{site=\"home\",panel=\"E00900\"}")
                .contains(
                        "panel_power_watts{site=\"home\",panel=\"E00901\"} 100\n",
                        "panel=\"E00900\",quality=\"absent\"} 1\n",
                        "panel=\"E00900\",quality=\"fresh\"} 0\n");
        house.stopWatching();
        open();
        assertThat(page()).as("after a restart").contains("panel=\"E00900\",quality=\"absent\"} 1\n");
    }

    @Test
    void aCounterNeverStepsBackATickAndBeginsAnewWithANewMeter() throws Exception {
        open();
        metered(NOON, 1000.02);
        metered(NOON.plusSeconds(300), 1000.01); // as meters do at dusk
        house.stopWatching();
        open();
        assertThat(page()).contains("pvswatch_production_joules_total{site=\"home\"} 3600072000\n");
        metered(NOON.plusSeconds(600), 2.5);
        assertThat(page()).contains("pvswatch_production_joules_total{site=\"home\"} 9000000\n");
    }

    @Test
    void aHistoryThatFailsIsSaidOnceAndPrometheusIsToldSo() throws Exception {
        open();
        house.pollAt(NOON);
        page();
        house.watch().history().close();
        Files.move(data.resolve("history.db"), data.resolve("elsewhere"));
        Files.createDirectory(data.resolve("history.db"));
        assertThat(get().statusCode()).isEqualTo(503);
        assertThat(get().statusCode()).isEqualTo(503);
        Files.delete(data.resolve("history.db"));
        Files.move(data.resolve("elsewhere"), data.resolve("history.db"));
        assertThat(get().statusCode()).isEqualTo(200);
        assertThat(house.warnings())
                .filteredOn(line -> line.contains("serve-metrics"))
                .hasSize(1);
        assertThat(house.everythingSaid()).containsOnlyOnce("INFO serve-metrics - works again");
    }

    private void open() throws Exception {
        house.with("metrics.listen", "0").started();
        house.watch().context().getRouteController().startRoute("serve-metrics");
    }

    private int port() {
        return house.watch().word("metricsDoor", HttpDoor.class).getServerPort();
    }

    private HttpResponse<String> get() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port() + "/metrics");
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private String page() throws Exception {
        HttpResponse<String> answer = get();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4");
        return answer.body();
    }

    private static void same(Prometheus prometheus, String query, Double value, String factor) throws Exception {
        String expected = String.valueOf(
                BigDecimal.valueOf(value).multiply(new BigDecimal(factor)).doubleValue());
        String seen = prometheus.value(query, plain(expected));
        assertThat(seen).as(query).isEqualTo(plain(expected));
    }

    private static String plain(String number) {
        return new BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    private void store(Instant at, double powerKw, double energyKwh, Quality quality) throws Exception {
        house.simulator().clock().stepTo(at);
        house.watch().history().store(List.of(reading("E00900", at, powerKw, energyKwh, quality)));
    }

    private static Reading reading(String serial, Instant at, double powerKw, double energyKwh, Quality quality) {
        return of(
                serial,
                DeviceKind.INVERTER,
                at,
                quality,
                Map.of(Quantity.POWER_KW, powerKw, Quantity.LIFETIME_ENERGY_KWH, energyKwh));
    }

    private void metered(Instant at, double lifetimeKwh) throws Exception {
        house.simulator().clock().stepTo(at);
        house.watch()
                .history()
                .store(List.of(of(
                        "PVS6M1p",
                        DeviceKind.PRODUCTION_METER,
                        at,
                        Quality.FRESH,
                        Map.of(Quantity.POWER_KW, 1.0, Quantity.LIFETIME_NET_KWH, lifetimeKwh))));
    }

    private static Reading of(
            String serial, DeviceKind kind, Instant at, Quality quality, Map<Quantity, Double> values) {
        return new Reading("home", "pvs1", serial, kind, at, at, at, at, "working", quality, values, Map.of(), null);
    }

    private void incident() throws Exception {
        IncidentRow row = new IncidentRow(
                "home.not-producing.e00900",
                "not-producing",
                "E00900",
                "open",
                "normal",
                NOON,
                NOON,
                NOON,
                null,
                1,
                0,
                "{\"figures\":{},\"days\":[],\"diagnosis\":null}",
                "[]",
                null);
        house.watch()
                .history()
                .judgements()
                .keep("home", List.of(row), List.of(), new Memory(1, NOON, "", "", new byte[0]));
    }
}
