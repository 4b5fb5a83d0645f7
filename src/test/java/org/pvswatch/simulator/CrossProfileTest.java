package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One plant, two firmwares: a day polled from both tells the same. */
class CrossProfileTest {
    private static final Map<String, String> NAMES = Map.of(
            "ltea_3phsum_kwh", "ltea3phsumKwh",
            "p_3phsum_kw", "p3phsumKw",
            "vln_3phavg_v", "vln3phavgV",
            "i_3phsum_a", "i3phsumA",
            "p_mppt1_kw", "pMppt1Kw",
            "v_mppt1_v", "vMppt1V",
            "i_mppt1_a", "iMppt1A",
            "t_htsnk_degc", "tHtsnkDegc",
            "freq_hz", "freqHz");

    @Test
    void oneDayLooksTheSameThroughBoth() throws Exception {
        var start = Instant.parse("2026-06-01T07:00:00Z");
        var base = SimulatorOptions.defaults().withSeed(7).withPanels(9).withSessionIdle(java.time.Duration.ofDays(2));
        try (var open = Simulator.start(base.withClock(SimulatedClock.stepped(start)));
                var closed =
                        Simulator.start(base.withProfile(Profile.V_61845).withClock(SimulatedClock.stepped(start)))) {
            var openVisitor = new PvsVisitor(open);
            var closedVisitor = new PvsVisitor(closed).loggedIn();
            int inverters = 0;
            for (int poll = 0; poll < 288; poll++) {
                // marks, marks + 20 s and odd seconds in turn
                var now = start.plusSeconds(poll * 300L + new int[] {0, 20, 137}[poll % 3]);
                open.clock().stepTo(now);
                closed.clock().stepTo(now);
                var devices = openVisitor.devices();
                var variables = closedVisitor.variables("/");
                inverters += compareInverters(devices, variables);
                compareLive(devices, variables);
            }
            assertThat(inverters).isGreaterThan(288 * 8);
        }
    }

    private static int compareInverters(Map<String, JsonNode> devices, JsonNode variables) {
        int compared = 0;
        for (int i = 0; variables.has("/sys/devices/inverter/" + i + "/sn"); i++) {
            String path = "/sys/devices/inverter/" + i + "/";
            var device = devices.get(variables.get(path + "sn").asText());
            assertThat(device.get("DATATIME").asText().replaceAll("\\D", ""))
                    .isEqualTo(variables.get(path + "msmtEps").asText().replaceAll("\\D", ""));
            for (var name : NAMES.entrySet()) {
                float expected = Float.parseFloat(device.get(name.getKey()).asText());
                assertThat(Float.parseFloat(
                                variables.get(path + name.getValue()).asText()))
                        .as(name.getKey())
                        .isEqualTo(expected);
            }
            compared++;
        }
        return compared;
    }

    private static void compareLive(Map<String, JsonNode> devices, JsonNode variables) {
        var meters = new HashMap<String, JsonNode>();
        devices.values().forEach(device -> meters.put(device.path("TYPE").asText(), device));
        var production = meters.get("PVS5-METER-P");
        var consumption = meters.get("PVS5-METER-C");
        float pv = number(production, "p_3phsum_kw");
        float net = number(consumption, "p_3phsum_kw");
        assertThat(live(variables, "pv_p")).isEqualTo(pv);
        assertThat(live(variables, "net_p")).isEqualTo(net);
        assertThat(live(variables, "site_load_p")).isCloseTo(pv + net, within(0.000_01f));
        assertThat(live(variables, "pv_en")).isEqualTo(number(production, "net_ltea_3phsum_kwh"));
        assertThat(live(variables, "net_en")).isEqualTo(number(consumption, "net_ltea_3phsum_kwh"));
        assertThat(live(variables, "site_load_en"))
                .isCloseTo(live(variables, "pv_en") + live(variables, "net_en"), within(0.01f));
        long time = variables.get("/sys/livedata/time").asLong();
        assertThat(time % 15).isZero();
        assertThat(production.get("DATATIME").asText())
                .isEqualTo(java.time.format.DateTimeFormatter.ofPattern("uuuu,MM,dd,HH,mm,ss")
                        .withZone(java.time.ZoneOffset.UTC)
                        .format(Instant.ofEpochSecond(time)));
    }

    private static float number(JsonNode device, String name) {
        return Float.parseFloat(device.get(name).asText());
    }

    private static float live(JsonNode variables, String name) {
        return Float.parseFloat(variables.get("/sys/livedata/" + name).asText());
    }
}
