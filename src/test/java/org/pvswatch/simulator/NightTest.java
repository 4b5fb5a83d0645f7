package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NightTest {
    private static final Instant AFTERNOON = Instant.parse("2026-06-01T23:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-06-02T08:00:20Z");

    private static SimulatorOptions options(Profile profile) {
        return SimulatorOptions.defaults()
                .withProfile(profile)
                .withPanels(8)
                .withClock(SimulatedClock.stepped(AFTERNOON));
    }

    @Test
    void in2019SleepersHaveNoValues() throws Exception {
        try (var simulator = Simulator.start(options(Profile.L0_2019))) {
            var visitor = new PvsVisitor(simulator);
            var serial = simulator.panelSerials().get(0);
            assertThat(visitor.device(serial).has("p_mpptsum_kw")).isTrue();
            simulator.clock().stepTo(NIGHT);
            var device = visitor.device(serial);
            assertThat(device.get("STATE").asText()).isEqualTo("error");
            assertThat(device.has("DATATIME")).isFalse();
            assertThat(device.has("ltea_3phsum_kwh")).isFalse();
            var names = new ArrayList<String>();
            device.fieldNames().forEachRemaining(names::add);
            assertThat(names).isSorted();
        }
    }

    @Test
    void sleepersKeepTheirLastWords() throws Exception {
        try (var simulator = Simulator.start(options(Profile.L0_61839))) {
            var visitor = new PvsVisitor(simulator);
            simulator.clock().stepTo(NIGHT);
            for (var serial : simulator.panelSerials()) {
                var device = visitor.device(serial);
                assertThat(device.get("STATE").asText()).isEqualTo("error");
                assertThat(device.get("p_3phsum_kw").asText()).isEqualTo("0");
                assertThat(device.get("p_mppt1_kw").asDouble()).isBetween(0.0004, 0.002);
                assertThat(device.get("v_mppt1_v").asDouble()).isBetween(18.0, 26.0);
                assertThat(device.get("DATATIME").asText()).startsWith("2026,06,02,0");
            }
        }
    }

    @Test
    void oneMeasurementTimeAlwaysMeansTheSameValues() throws Exception {
        try (var simulator = Simulator.start(options(Profile.L0_61839))) {
            var visitor = new PvsVisitor(simulator);
            var seen = new HashMap<String, String>();
            var states = new TreeSet<String>();
            for (int i = 0; i < 22 * 12; i++) {
                simulator.clock().stepTo(AFTERNOON.plusSeconds(i * 300L + 20));
                var devices = visitor.devices();
                for (var serial : simulator.panelSerials()) {
                    var device = devices.get(serial);
                    String key = serial + " " + device.get("DATATIME").asText();
                    assertThat(seen.computeIfAbsent(key, k -> values(device))).isEqualTo(values(device));
                    states.add(device.get("STATE").asText());
                }
            }
            assertThat(states).containsExactly("error", "working");
        }
    }

    private static String values(JsonNode device) {
        return device.get("ltea_3phsum_kwh").asText()
                + device.get("p_3phsum_kw")
                + device.get("p_mppt1_kw")
                + device.get("v_mppt1_v")
                + device.get("vln_3phavg_v")
                + device.get("t_htsnk_degc");
    }

    @Test
    void invertersWakeOneByOne() throws Exception {
        try (var simulator = Simulator.start(options(Profile.L0_61839))) {
            var visitor = new PvsVisitor(simulator);
            var counts = new TreeSet<Long>();
            for (int i = 0; i < 5 * 12; i++) {
                simulator.clock().stepTo(NIGHT.plusSeconds(4 * 3_600 + i * 300L));
                counts.add(visitor.devices().values().stream()
                        .filter(device -> device.path("TYPE").asText().equals("SOLARBRIDGE"))
                        .filter(device -> device.get("STATE").asText().equals("working"))
                        .count());
            }
            assertThat(counts).contains(0L, 8L).hasSizeGreaterThan(3);
        }
    }

    @Test
    void variablesKeepSleepersWithTheirOldTime() throws Exception {
        try (var simulator = Simulator.start(options(Profile.V_61845))) {
            simulator.clock().stepTo(NIGHT);
            var variables = new PvsVisitor(simulator).loggedIn().variables("/sys/devices/inverter/");
            for (int i = 0; i < 8; i++) {
                String path = "/sys/devices/inverter/" + i + "/";
                assertThat(variables.get(path + "p3phsumKw").asText()).isEqualTo("0.000000");
                assertThat(Instant.parse(variables.get(path + "msmtEps").asText()))
                        .isBetween(NIGHT.minusSeconds(7 * 3_600), NIGHT.minusSeconds(4 * 3_600));
            }
        }
    }

    @Test
    void aPvs5HasNoBuildNumberAndADeadProductionMeter() throws Exception {
        try (var simulator = Simulator.start(options(Profile.L0_PVS5))) {
            var visitor = new PvsVisitor(simulator);
            var info = visitor.json("/cgi-bin/dl_cgi/supervisor/info").get("supervisor");
            assertThat(info.has("BUILD")).isFalse();
            assertThat(info.get("MODEL").asText()).isEqualTo("PVS5");
            var meter = visitor.meter("PVS5-METER-P");
            assertThat(meter.get("p_3phsum_kw").asText()).isEqualTo("0");
            assertThat(meter.get("tot_pf_rto").asText()).isEqualTo("1");
            assertThat(simulator.panelSerials()).allMatch(serial -> serial.matches("\\d{15}"));
            Map<String, JsonNode> devices = visitor.devices();
            assertThat(devices.get(simulator.panelSerials().get(0)).has("p_mpptsum_kw"))
                    .isTrue();
            assertThat(visitor.meter("PVS5-METER-C").has("p1_kw")).isFalse();
        }
    }
}
