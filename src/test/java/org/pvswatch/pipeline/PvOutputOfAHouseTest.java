package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.outlet.PvOutputStandIn;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;

/** From history to PVOutput, on the shipped routes. */
class PvOutputOfAHouseTest {
    private static final Instant NOON = Instant.parse("2026-06-10T19:00:00Z");
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @TempDir
    private Path data;

    @TempDir
    private Path secrets;

    private PvOutputStandIn pvOutput;
    private House house;

    @BeforeEach
    void start() throws Exception {
        begin(NOON);
    }

    private void begin(Instant moment) throws Exception {
        Path key = Files.writeString(secrets.resolve("key"), PvOutputStandIn.KEY + "\n");
        house = new House(data, "l0-61839", moment);
        pvOutput = new PvOutputStandIn(
                0, house.simulator().clock(), ZoneId.of(house.settings().get("site.zone")));
        house.with("pvoutput.url", pvOutput.url())
                .with("pvoutput.system-id", "12345")
                .with("pvoutput.key-file", key.toString())
                .with("pvoutput.pause-ms", "0")
                .started();
    }

    @AfterEach
    void stop() throws Exception {
        pvOutput.close();
        house.stopWatching();
        List<String> leaks = Leaks.in(data, house.everythingSaid(), List.of(PvOutputStandIn.KEY));
        house.close();
        assertThat(leaks).isEmpty();
    }

    /** A poll at some moment. */
    private void poll(Instant at, Double productionKw, Double lifetimeKwh, Conditions weather) throws Exception {
        Map<Quantity, Double> values = new TreeMap<>();
        values.put(Quantity.POWER_KW, productionKw);
        values.put(Quantity.LIFETIME_NET_KWH, lifetimeKwh);
        Reading meter = new Reading(
                "home",
                "pvs1",
                "M1p",
                DeviceKind.PRODUCTION_METER,
                at,
                at,
                at,
                at,
                "working",
                Quality.FRESH,
                values,
                Map.of(),
                weather);
        Reading panel = new Reading(
                "home",
                "pvs1",
                "E00900",
                DeviceKind.INVERTER,
                at,
                at,
                at,
                at,
                "working",
                Quality.FRESH,
                Map.of(Quantity.VOLTAGE_V, 241.26),
                Map.of(),
                weather);
        house.watch().history().store(List.of(meter, panel));
    }

    private void look(Instant at) {
        house.simulator().clock().stepTo(at);
        house.watch().send("direct:tell-outlets", null);
    }

    private List<String> said() {
        return house.warnings().stream()
                .filter(line -> line.contains("sink-pvoutput"))
                .toList();
    }

    @Test
    void aDayBeginsAtLocalMidnightAndWhatIsUnknownIsEmpty() throws Exception {
        poll(Instant.parse("2026-06-10T05:00:00Z"), 0.0, 1000.0, null); // the evening before
        poll(NOON, 2.345, 1006.5, new Conditions(NOON, 10.0, 24.34, null, null, null, null));
        poll(NOON.plusSeconds(120), 2.4, 1006.6, null); // in the same interval
        poll(NOON.plusSeconds(300), -0.002, 1006.49, null);
        look(NOON.plusSeconds(320));
        assertThat(pvOutput.statuses())
                .containsExactly(
                        Map.entry("20260609,22:00", "0,0,,,,241.3"),
                        Map.entry("20260610,12:00", "6500,2345,,,24.3,241.3"),
                        Map.entry("20260610,12:05", "6600,,,,,241.3"));
        assertThat(said()).isEmpty();
    }

    @Test
    void backFillsWhatIsStillTakenWithinTheLimitsOfAnHour() throws Exception {
        Instant begin = NOON.minus(Duration.ofDays(20));
        for (int hours = 0; hours < 20 * 24; hours += 1) {
            Instant at = begin.plus(Duration.ofHours(hours));
            int local = (hours + 12) % 24;
            poll(at, local > 6 && local < 19 ? 1.5 : 0, 1000.0 + hours, null);
        }
        look(NOON);
        assertThat(pvOutput.rows()).containsExactly(30, 30, 30, 30);
        for (int i = 1; i < 5; i++) {
            look(NOON.plus(FIVE_MINUTES.multipliedBy(i)));
        }
        assertThat(pvOutput.statuses()).hasSize(13 * 24 + 12);
        assertThat(pvOutput.statuses()).containsKey("20260528,00:00").doesNotContainKey("20260527,23:00");
        assertThat(pvOutput.statuses().get("20260610,11:00")).startsWith("12000,1500");
        assertThat(said()).isEmpty();
    }

    @Test
    void anOutageAKillBeforeTheMarkAndAReplayLeaveTheSame() throws Exception {
        poll(NOON, 1.0, 1000.0, null);
        look(NOON);
        Map<String, String> first = pvOutput.statuses();
        int port = pvOutput.port();
        pvOutput.close();
        poll(NOON.plusSeconds(300), 1.1, 1000.1, null);
        look(NOON.plusSeconds(300));
        poll(NOON.plusSeconds(600), 1.2, 1000.2, null);
        look(NOON.plusSeconds(600));
        assertThat(said()).hasSize(1);
        house.stopWatching();
        house.started();
        pvOutput = new PvOutputStandIn(
                port, house.simulator().clock(), ZoneId.of(house.settings().get("site.zone")));
        look(NOON.plusSeconds(900));
        assertThat(pvOutput.statuses()).hasSize(2);
        Files.delete(data.resolve("marks/sink-pvoutput.mark")); // taken there, and we died before the mark
        poll(NOON.minusSeconds(300), 0.9, 999.9, null); // heard late
        look(NOON.plusSeconds(1200));
        assertThat(pvOutput.statuses()).hasSize(4).containsKeys(first.keySet().toArray(String[]::new));
        int requests = pvOutput.rows().size();
        look(NOON.plusSeconds(1500));
        assertThat(pvOutput.rows()).as("nothing new, nothing sent").hasSize(requests);
    }

    @Test
    void theHourThatTheClockRepeatsIsSentOnce() throws Exception {
        Instant twoOClock = Instant.parse("2026-11-01T07:30:00Z"); // 00:30, and the clock goes back at 09:00Z
        for (int i = 0; i < 12; i++) {
            poll(twoOClock.plus(Duration.ofMinutes(15L * i)), 0.0, 1000.0 + i, null);
        }
        look(twoOClock.plus(Duration.ofHours(4)));
        assertThat(pvOutput.statuses().keySet())
                .containsExactly(
                        "20261101,00:30",
                        "20261101,00:45",
                        "20261101,01:00",
                        "20261101,01:15",
                        "20261101,01:30",
                        "20261101,01:45",
                        "20261101,02:00",
                        "20261101,02:15");
        assertThat(pvOutput.statuses().get("20261101,02:15")).startsWith("11000,");
        assertThat(said()).isEmpty();
    }

    @Test
    void whatCannotBeByNightIsNotSaidAndOneBadRowIsLeftOut() throws Exception {
        poll(Instant.parse("2026-06-10T09:00:00Z"), 0.004, 1000.0, null); // two at night, alone: nothing to say
        poll(NOON, 1.0, 1001.0, null);
        poll(NOON.plusSeconds(300), 9.9, 1001.1, null);
        poll(NOON.plusSeconds(600), 1.1, 1001.2, null);
        pvOutput.largest(5000);
        look(NOON.plusSeconds(600)); // four requests find the bad one
        look(NOON.plusSeconds(900));
        assertThat(pvOutput.statuses().keySet()).containsExactly("20260610,12:00", "20260610,12:10");
        assertThat(said())
                .singleElement()
                .asString()
                .contains("it does not take the status '20260610,12:05,1100,9900,,,,241.3', which is left out there");
    }

    @Test
    void anExceededLimitWaitsForItsHourAndAWrongKeyForTheOwner() throws Exception {
        poll(NOON, 1.0, 1000.0, null);
        pvOutput.says("403 Forbidden 403: Exceeded 60 requests per hour");
        look(NOON);
        look(NOON.plus(Duration.ofMinutes(59)));
        assertThat(pvOutput.statuses()).isEmpty();
        look(NOON.plus(Duration.ofMinutes(60)));
        assertThat(pvOutput.statuses()).hasSize(1);

        Files.writeString(secrets.resolve("key"), "revoked");
        poll(NOON.plusSeconds(3900), 1.0, 1001.0, null);
        look(NOON.plusSeconds(3900));
        assertThat(said()).anyMatch(line -> line.contains("Unauthorized 401: Invalid API Key"));
        Files.writeString(secrets.resolve("key"), PvOutputStandIn.KEY);
        look(NOON.plusSeconds(3900 + 3600));
        assertThat(pvOutput.statuses()).hasSize(2);
    }
}
