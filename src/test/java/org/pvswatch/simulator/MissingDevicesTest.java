package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Devices and counters the box loses for a while. */
class MissingDevicesTest {
    private static final Instant AFTERNOON = Instant.parse("2026-06-01T23:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-06-02T08:00:20Z");
    private static final String INVERTERS = "/vars?match=/sys/devices/inverter/";

    private static SimulatorOptions options(Profile profile, String... faults) {
        return SimulatorOptions.defaults()
                .withPanels(8)
                .withProfile(profile)
                .withClock(SimulatedClock.stepped(AFTERNOON))
                .withFaults(faults);
    }

    @Test
    void afterARestartAtNightTheInverterGroupIsEmptyUntilSunriseFillsIt() throws Exception {
        var options = options(Profile.V_61845, "restart@2026-06-02T00:30/5m");
        try (var simulator = Simulator.start(options)) {
            simulator.clock().stepTo(Instant.parse("2026-06-02T07:29:00Z"));
            assertThat(new PvsVisitor(simulator).loggedIn().get(INVERTERS).statusCode())
                    .isEqualTo(200);
            simulator.clock().stepTo(NIGHT);
            var visitor = new PvsVisitor(simulator).loggedIn();
            var empty = visitor.get(INVERTERS);
            assertThat(empty.statusCode()).isEqualTo(400);
            assertThat(empty.body())
                    .isEqualTo("{\"status\": 400, \"description\" : \"Bad request\", \"errorcode\" : \"0x0100\"}");
            assertThat(visitor.get("/vars?match=/sys/devices/meter/").statusCode())
                    .isEqualTo(200);
            assertThat(visitor.get("/vars?match=/").statusCode()).isEqualTo(200);
            var counts = new TreeSet<Integer>();
            for (int i = 0; i < 5 * 12; i++) {
                simulator.clock().stepTo(NIGHT.plusSeconds(4 * 3_600 + i * 300L));
                var answer = visitor.loggedIn().get(INVERTERS + "&fmt=obj");
                counts.add(
                        answer.statusCode() == 400
                                ? 0
                                : PvsVisitor.parse(answer.body()).size() / 12);
            }
            assertThat(counts).contains(0, 8).hasSizeGreaterThan(3);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Profile.class,
            names = {"L0_2019", "L0_61839"})
    void afterARestartAtNightTheListHasSleepersWithoutValues(Profile profile) throws Exception {
        try (var simulator = Simulator.start(options(profile, "restart@2026-06-02T00:30/5m"))) {
            simulator.clock().stepTo(NIGHT);
            var devices = new PvsVisitor(simulator).devices();
            for (var serial : simulator.panelSerials()) {
                assertThat(devices.get(serial).get("STATE").asText()).isEqualTo("error");
                assertThat(devices.get(serial).has("DATATIME")).isFalse();
                assertThat(devices.get(serial).has("ltea_3phsum_kwh")).isFalse();
            }
            simulator.clock().stepTo(NIGHT.plusSeconds(10 * 3_600));
            assertThat(new PvsVisitor(simulator)
                            .device(simulator.panelSerials().get(0))
                            .has("ltea_3phsum_kwh"))
                    .isTrue();
        }
    }

    @Test
    void invertersCanBeMissingByDay() throws Exception {
        try (var open = Simulator.start(options(Profile.L0_61839, "noinverters@2026-06-01T16:00/1h"));
                var closed = Simulator.start(options(Profile.V_61845, "noinverters@2026-06-01T16:00/1h"))) {
            assertThat(new PvsVisitor(open).devices()).hasSize(3);
            assertThat(new PvsVisitor(closed).loggedIn().get(INVERTERS).statusCode())
                    .isEqualTo(400);
            open.clock().stepTo(AFTERNOON.plusSeconds(3_600));
            closed.clock().stepTo(AFTERNOON.plusSeconds(3_600));
            assertThat(new PvsVisitor(open).devices()).hasSize(11);
            assertThat(new PvsVisitor(closed).loggedIn().get(INVERTERS).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void metersAreMissingUntilARestart() throws Exception {
        String[] faults = {"nometers@2026-06-01T16:00", "restart@2026-06-01T17:00/5m"};
        try (var open = Simulator.start(options(Profile.L0_61839, faults));
                var closed = Simulator.start(options(Profile.V_61845, faults))) {
            assertThat(new PvsVisitor(open).devices()).hasSize(9);
            var visitor = new PvsVisitor(closed).loggedIn();
            assertThat(visitor.get("/vars?match=/sys/devices/meter/").statusCode())
                    .isEqualTo(400);
            assertThat(visitor.get(INVERTERS).statusCode()).isEqualTo(200);
            open.clock().stepTo(AFTERNOON.plusSeconds(2 * 3_600));
            closed.clock().stepTo(AFTERNOON.plusSeconds(2 * 3_600));
            assertThat(new PvsVisitor(open).devices()).hasSize(11);
            assertThat(new PvsVisitor(closed)
                            .loggedIn()
                            .get("/vars?match=/sys/devices/meter/")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aPanelsCounterReadsZeroOnce() throws Exception {
        try (var open = Simulator.start(options(Profile.L0_61839, "zero:7@2026-06-01T16:05"));
                var closed = Simulator.start(options(Profile.V_61845, "zero:7@2026-06-01T16:05"))) {
            assertThat(energies(open, closed, 6)).allMatch(energy -> energy > 100);
            open.clock().stepTo(AFTERNOON.plusSeconds(320));
            closed.clock().stepTo(AFTERNOON.plusSeconds(320));
            assertThat(energies(open, closed, 6)).containsExactly(0.0, 0.0);
            assertThat(energies(open, closed, 5)).allMatch(energy -> energy > 100);
            assertThat(new PvsVisitor(open)
                            .device(open.panelSerials().get(6))
                            .get("p_3phsum_kw")
                            .asDouble())
                    .isPositive();
            open.clock().stepTo(AFTERNOON.plusSeconds(620));
            closed.clock().stepTo(AFTERNOON.plusSeconds(620));
            assertThat(energies(open, closed, 6)).allMatch(energy -> energy > 100);
        }
    }

    private static List<Double> energies(Simulator open, Simulator closed, int index) {
        return List.of(
                new PvsVisitor(open)
                        .device(open.panelSerials().get(index))
                        .get("ltea_3phsum_kwh")
                        .asDouble(),
                new PvsVisitor(closed)
                        .loggedIn()
                        .variables("ltea")
                        .get("/sys/devices/inverter/" + index + "/ltea3phsumKwh")
                        .asDouble());
    }

    @Test
    void theMetersCountersReadZeroOnce() throws Exception {
        try (var open = Simulator.start(options(Profile.L0_61839, "zero@2026-06-01T16:00"));
                var closed = Simulator.start(options(Profile.V_61845, "zero@2026-06-01T16:00"))) {
            var visitor = new PvsVisitor(open);
            assertThat(visitor.meter("PVS5-METER-P").get("net_ltea_3phsum_kwh").asText())
                    .isEqualTo("0");
            var consumption = visitor.meter("PVS5-METER-C");
            assertThat(consumption.get("pos_ltea_3phsum_kwh").asText()).isEqualTo("0");
            assertThat(consumption.get("neg_ltea_3phsum_kwh").asText()).isEqualTo("0");
            assertThat(consumption.get("p_3phsum_kw").asDouble()).isNotZero();
            JsonNode variables = new PvsVisitor(closed).loggedIn().variables("/");
            assertThat(variables.get("/sys/devices/meter/0/netLtea3phsumKwh").asDouble())
                    .isZero();
            assertThat(variables.get("/sys/livedata/pv_en").asDouble()).isZero();
            open.clock().stepTo(AFTERNOON.plusSeconds(300));
            assertThat(visitor.meter("PVS5-METER-P").get("net_ltea_3phsum_kwh").asDouble())
                    .isGreaterThan(100);
        }
    }

    /** Section 3.4: at night the production counter goes back by a tick now and then; a 32-bit float blurs its size. */
    @ParameterizedTest
    @EnumSource(
            value = Profile.class,
            names = {"L0_61839", "V_61840", "V_61845"})
    void theProductionCounterStepsDownAtNight(Profile profile) throws Exception {
        var idle = java.time.Duration.ofDays(3);
        try (var simulator = Simulator.start(options(profile).withPanels(24).withSessionIdle(idle))) {
            var visitor = new PvsVisitor(simulator);
            if (profile.isVarserver()) {
                visitor.loggedIn();
            }
            var steps = new ArrayList<Double>();
            double last = counter(visitor, profile);
            for (int mark = 1; mark <= 2 * 288; mark++) {
                simulator.clock().stepTo(AFTERNOON.plusSeconds(mark * 300L + 20));
                double now = counter(visitor, profile);
                if (now < last) {
                    steps.add(last - now);
                }
                last = now;
            }
            assertThat(steps).isNotEmpty().allSatisfy(step -> assertThat(step).isCloseTo(0.0096, within(0.0025)));
        }
    }

    private static double counter(PvsVisitor visitor, Profile profile) {
        if (!profile.isVarserver()) {
            return visitor.meter("PVS5-METER-P").get("net_ltea_3phsum_kwh").asDouble();
        }
        var meters = visitor.variables("/meter/");
        return (profile.hasBlobs()
                        ? meters.get("/sys/devices/11/meter/data").get("netLtea3phsumKwh")
                        : meters.get("/sys/devices/meter/0/netLtea3phsumKwh"))
                .asDouble();
    }
}
