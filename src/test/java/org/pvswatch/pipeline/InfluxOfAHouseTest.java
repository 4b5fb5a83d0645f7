package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.pvswatch.history.StoredPoll;
import org.pvswatch.outlet.InfluxStandIn;
import org.pvswatch.reading.Quantity;

/** From history to InfluxDB, on the shipped routes. */
class InfluxOfAHouseTest {
    private static final Instant NOON = Instant.parse("2026-06-10T19:00:00Z");
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final String SITE = "pvs_site,site=home ";

    @TempDir
    private Path data;

    @TempDir
    private Path secrets;

    private InfluxStandIn influx;
    private House house;

    @BeforeEach
    void start() throws Exception {
        influx = new InfluxStandIn(0);
        Path token = Files.writeString(secrets.resolve("token"), InfluxStandIn.TOKEN + "\n");
        house = new House(data, "l0-61839", NOON)
                .with("influx.url", influx.url() + "/api/v2/write?org=home&bucket=solar")
                .with("influx.token-file", token.toString())
                .started();
    }

    @AfterEach
    void stop() throws Exception {
        influx.close();
        house.stopWatching();
        List<String> leaks = Leaks.in(data, house.everythingSaid(), List.of(InfluxStandIn.TOKEN, "secret"));
        house.close();
        assertThat(leaks).isEmpty();
    }

    private void poll(int first, int before) {
        house.pollEvery(
                FIVE_MINUTES,
                NOON.plus(FIVE_MINUTES.multipliedBy(first)),
                NOON.plus(FIVE_MINUTES.multipliedBy(before)));
    }

    private void look(Duration later) {
        house.simulator().clock().stepTo(house.simulator().clock().instant().plus(later));
        house.watch().send("direct:tell-outlets", null);
    }

    private long sites() {
        return influx.points().keySet().stream()
                .filter(series -> series.startsWith(SITE))
                .count();
    }

    @Test
    void itHoldsWhatHistoryHolds() throws Exception {
        poll(0, 3);
        List<StoredPoll> polls = house.watch().history().pollsAfter(0, 10);
        assertThat(polls).hasSize(3);
        for (StoredPoll poll : polls) {
            Map<String, String> site =
                    influx.points().get(SITE + poll.polledAt().getEpochSecond());
            assertThat(site)
                    .containsEntry("production_kw", poll.totals().productionKw().toString())
                    .doesNotContainKey("battery_discharge_kw");
            poll.inverters().forEach(panel -> assertThat(influx.points()
                            .get("pvs_panel,site=home,panel=" + panel.device() + " "
                                    + panel.at().getEpochSecond()))
                    .containsEntry("power_kw", panel.value(Quantity.POWER_KW).toString())
                    .containsEntry(
                            "lifetime_energy_kwh",
                            panel.value(Quantity.LIFETIME_ENERGY_KWH).toString()));
        }
        assertThat(house.warnings()).isEmpty();
    }

    @Test
    void anOutageARestartAndALostMarkChangeNothingButTheTime() throws Exception {
        poll(0, 2);
        int port = influx.port();
        Map<String, Map<String, String>> first = influx.points();
        influx.close();
        poll(2, 5);
        assertThat(house.warnings())
                .filteredOn(line -> line.contains("sink-influx"))
                .hasSize(1);
        house.stopWatching();
        house.started();
        influx = new InfluxStandIn(port);
        look(FIVE_MINUTES);
        assertThat(sites()).isEqualTo(3);

        // as if we had died between its "taken" and our mark, of all there is
        Files.delete(data.resolve("marks/sink-influx.mark"));
        look(FIVE_MINUTES);
        Map<String, Map<String, String>> again = influx.points();
        assertThat(again).containsAllEntriesOf(first);
        assertThat(sites()).isEqualTo(5);
        int requests = influx.lines().size();
        look(FIVE_MINUTES);
        assertThat(influx.lines()).as("nothing new, nothing sent").hasSize(requests);
    }

    @Test
    void oneBadLineIsLeftOutAndTheOthersGoOn() throws Exception {
        String panel = "E00122107305268";
        influx.poison(panel);
        poll(0, 1);
        assertThat(influx.points().keySet()).noneMatch(series -> series.contains(panel));
        assertThat(influx.points()).hasSize(1 + 5);
        assertThat(house.warnings())
                .filteredOn(line -> line.contains("sink-influx"))
                .singleElement()
                .asString()
                .contains("it does not take 'pvs_panel,site=home,panel=" + panel + "' of 2026-06-10T19:00:00Z");
    }

    @Test
    void aPartialWriteIsSaidOnceAndNotRepeated() throws Exception {
        influx.integer("pvs_site.production_kw");
        poll(0, 3);
        assertThat(sites()).isZero();
        assertThat(influx.points()).hasSize(18);
        assertThat(influx.lines()).hasSize(3);
        assertThat(house.warnings())
                .filteredOn(line -> line.contains("sink-influx"))
                .singleElement()
                .asString()
                .contains("leaves out some", "field type conflict dropped=1");
    }

    @Test
    void whoAsksForTimeGetsItAndAWrongTokenHoldsEverythingBack() throws Exception {
        influx.says("503 400");
        poll(0, 1);
        look(FIVE_MINUTES);
        assertThat(sites()).isZero();
        look(FIVE_MINUTES);
        assertThat(sites()).isEqualTo(1);

        Files.writeString(secrets.resolve("token"), "another secret");
        poll(3, 4);
        assertThat(house.warnings()).anyMatch(line -> line.contains("refuses us (status 401, unauthorized access)"));
        Files.writeString(secrets.resolve("token"), InfluxStandIn.TOKEN);
        look(Duration.ofHours(1));
        assertThat(sites()).isEqualTo(2);
    }

    @Test
    void whatRefusesEverythingIsNotTheFaultOfALine() throws Exception {
        influx.poison("site=");
        poll(0, 1);
        assertThat(influx.points()).isEmpty();
        assertThat(influx.lines()).hasSizeLessThan(12);
        assertThat(house.warnings())
                .filteredOn(line -> line.contains("sink-influx"))
                .singleElement()
                .asString()
                .contains("look at influx.url");
        influx.poison(null);
        look(Duration.ofHours(1));
        assertThat(influx.points()).hasSize(7);
    }

    @Test
    void versionOneWithAUserAndAPassword() throws Exception {
        house.stopWatching();
        Files.writeString(secrets.resolve("token"), "me:secret");
        house.with("influx.url", influx.url() + "/write?db=solar").started();
        poll(0, 1);
        assertThat(sites()).isEqualTo(1);
    }

    @Test
    void aRealInfluxDbTakesAllOfItAndTheSameAgain() throws Exception {
        try (Influxd influxd = new Influxd(secrets)) {
            house.stopWatching();
            house.with("influx.url", influxd.url() + "/write?db=solar").started();
            poll(0, 3);
            Files.delete(data.resolve("marks/sink-influx.mark"));
            look(FIVE_MINUTES);
            StoredPoll poll = house.watch().history().pollsAfter(2, 1).get(0);
            assertThat(influxd.query("SELECT count(production_kw) FROM pvs_site"))
                    .contains(",3]]");
            assertThat(influxd.query("SELECT count(power_kw) FROM pvs_panel")).contains(",18]]");
            assertThat(influxd.query("SELECT last(lifetime_production_kwh) FROM pvs_site"))
                    .contains("[" + poll.polledAt().getEpochSecond() + ","
                            + poll.totals().lifetimeProductionKwh());
            assertThat(house.warnings()).isEmpty();
        }
    }
}
