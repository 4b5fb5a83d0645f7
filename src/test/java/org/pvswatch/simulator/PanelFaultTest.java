package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class PanelFaultTest {
    private static final Instant START = Instant.parse("2026-06-01T07:00:00Z");
    private static final Instant NOON = Instant.parse("2026-06-01T20:00:20Z");
    private static final Instant NEXT_NOON = NOON.plusSeconds(86_400);

    private static SimulatorOptions options(String... faults) {
        return SimulatorOptions.defaults()
                .withPanels(6)
                .withClock(SimulatedClock.stepped(START))
                .withFaults(faults);
    }

    private static double energy(JsonNode device) {
        return device.get("ltea_3phsum_kwh").asDouble();
    }

    private static double meterGain(SimulatorOptions options) throws Exception {
        try (var simulator = Simulator.start(options)) {
            var visitor = new PvsVisitor(simulator);
            simulator.clock().stepTo(NOON);
            double before = energyOfMeter(visitor);
            simulator.clock().stepTo(NEXT_NOON);
            return energyOfMeter(visitor) - before;
        }
    }

    private static double energyOfMeter(PvsVisitor visitor) {
        return visitor.meter("PVS5-METER-P").get("net_ltea_3phsum_kwh").asDouble();
    }

    @Test
    void aDeadPanelStopsAndStaysStopped() throws Exception {
        try (var simulator = Simulator.start(options("dead:2@2026-06-01T10:15"))) {
            var visitor = new PvsVisitor(simulator);
            var serial = simulator.panelSerials().get(1);
            simulator.clock().stepTo(NOON);
            var device = visitor.device(serial);
            assertThat(device.get("STATE").asText()).isEqualTo("error");
            assertThat(device.get("DATATIME").asText()).isEqualTo("2026,06,01,17,10,00");
            simulator.clock().stepTo(NEXT_NOON);
            assertThat(energy(visitor.device(serial))).isEqualTo(energy(device));
            assertThat(visitor.device(simulator.panelSerials().get(0))
                            .get("STATE")
                            .asText())
                    .isEqualTo("working");
        }
    }

    @Test
    void theMeterMissesTheDeadButNotTheSilent() throws Exception {
        double healthy = meterGain(options());
        assertThat(meterGain(options("silent:2@2026-06-01T10:15/3d"))).isCloseTo(healthy, within(1e-6));
        assertThat(meterGain(options("dead:2@2026-06-01T10:15"))).isBetween(healthy * 0.75, healthy * 0.9);
    }

    @Test
    void aSilentPanelComesBackWithAllItsEnergy() throws Exception {
        try (var silent = Simulator.start(options("silent:2@2026-06-01T10:15/3h"));
                var healthy = Simulator.start(options())) {
            var serial = silent.panelSerials().get(1);
            var silentVisitor = new PvsVisitor(silent);
            silent.clock().stepTo(NOON);
            assertThat(silentVisitor.device(serial).get("STATE").asText()).isEqualTo("error");
            silent.clock().stepTo(NOON.plusSeconds(3_600));
            healthy.clock().stepTo(NOON.plusSeconds(3_600));
            assertThat(silentVisitor.device(serial)).isEqualTo(new PvsVisitor(healthy).device(serial));
        }
    }

    @Test
    void aCircuitIsNumbersOrASideOfTheRoof() throws Exception {
        try (var byNumber = Simulator.start(options("circuit:1-3@2026-06-01T10:15"));
                var bySide = Simulator.start(options("circuit:south@2026-06-01T10:15"))) {
            assertThat(working(byNumber)).containsExactly(4, 5, 6);
            assertThat(working(bySide)).containsExactly(1, 2, 5, 6);
        }
    }

    private static java.util.List<Integer> working(Simulator simulator) {
        simulator.clock().stepTo(NOON);
        var devices = new PvsVisitor(simulator).devices();
        var numbers = new ArrayList<Integer>();
        for (int i = 0; i < simulator.panelSerials().size(); i++) {
            if (devices.get(simulator.panelSerials().get(i))
                    .get("STATE")
                    .asText()
                    .equals("working")) {
                numbers.add(i + 1);
            }
        }
        return numbers;
    }

    @Test
    void badInputsOfOnePanel() throws Exception {
        try (var simulator = Simulator.start(options(
                "nan:1@2026-06-01", "duplicate:2@2026-06-01", "noserial:3@2026-06-01", "naserial:4@2026-06-01"))) {
            simulator.clock().stepTo(NOON);
            var visitor = new PvsVisitor(simulator);
            var serials = new ArrayList<String>();
            PvsVisitor.parse(visitor.deviceListText())
                    .get("devices")
                    .forEach(device -> serials.add(device.get("SERIAL").asText()));
            assertThat(serials)
                    .filteredOn(simulator.panelSerials().get(1)::equals)
                    .hasSize(2);
            assertThat(serials)
                    .contains("", "n/a")
                    .doesNotContain(
                            simulator.panelSerials().get(2),
                            simulator.panelSerials().get(3));
            assertThat(visitor.device(simulator.panelSerials().get(0))
                            .get("p_3phsum_kw")
                            .asText())
                    .isEqualTo("nan");
        }
    }

    @Test
    void badInputsOfOnePanelAsVariables() throws Exception {
        var options =
                options("nan:1@2026-06-01", "duplicate:2@2026-06-01", "noserial:3@2026-06-01", "naserial:4@2026-06-01");
        try (var simulator = Simulator.start(options.withProfile(Profile.V_61845))) {
            simulator.clock().stepTo(NOON);
            var variables = new PvsVisitor(simulator).loggedIn().variables("/sys/devices/inverter/");
            assertThat(variables.get("/sys/devices/inverter/0/p3phsumKw").asText())
                    .isEqualTo("nan");
            assertThat(variables.get("/sys/devices/inverter/1/sn"))
                    .isEqualTo(variables.get("/sys/devices/inverter/2/sn"));
            assertThat(variables.get("/sys/devices/inverter/3/sn").asText()).isEmpty();
            assertThat(variables.get("/sys/devices/inverter/4/sn").asText()).isEqualTo("n/a");
            assertThat(variables.has("/sys/devices/inverter/6/sn")).isTrue();
        }
    }

    @Test
    void aDeadPanelsVariablesGrowOld() throws Exception {
        var options = options("dead:1@2026-06-01T10:15").withProfile(Profile.V_61845);
        try (var simulator = Simulator.start(options)) {
            simulator.clock().stepTo(NOON);
            var variables = new PvsVisitor(simulator).loggedIn().variables("/sys/devices/inverter/");
            assertThat(variables.get("/sys/devices/inverter/0/msmtEps").asText())
                    .isEqualTo("2026-06-01T17:10:00Z");
            assertThat(variables.get("/sys/devices/inverter/1/msmtEps").asText())
                    .isEqualTo("2026-06-01T20:00:00Z");
        }
    }
}
