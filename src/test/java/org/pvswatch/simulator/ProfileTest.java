package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What tells one firmware from another. */
class ProfileTest {
    private static final Instant NOON = Instant.parse("2026-06-01T19:07:20Z");
    private static final Instant NIGHT = Instant.parse("2026-06-02T08:00:20Z");

    private static SimulatorOptions options(Profile profile) {
        return SimulatorOptions.defaults()
                .withProfile(profile)
                .withPanels(4)
                .withSessionIdle(Duration.ofDays(1))
                .withClock(SimulatedClock.stepped(NOON));
    }

    private static PvsVisitor visitor(Simulator simulator, Profile profile) {
        var visitor = new PvsVisitor(simulator);
        return profile.isVarserver() ? visitor.loggedIn() : visitor;
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @ParameterizedTest
    @CsvSource({
        "l0-2019, 'PVS6', '2019.5, Build 4150', 4150, http, ",
        "l0-pvs5, 'PVS5', '2020.1, Build 3008', 0, http, ",
        "l0-2024, 'PVS6', '2024.2, Build 61640', 61640, http, ",
        "l0-61839, 'PVS6', '2025.06, Build 61839', 61839, http, ",
        "l0-61839-ess, 'PVS6', '2025.06, Build 61839', 61839, http, ",
        "v-61840, 'PVS6', '2025.06, Build 61840', 61840, https, 2025.06.24.61840",
        "v-61845, 'PVS6', '2025.09, Build 61845', 61845, https, 2025.09.04.61845",
        "v-61846, 'PVS6', '2025.10, Build 61846', 61846, https, 2025.10.08.61846",
        "v-storage, 'PVS6', '2025.09, Build 61845', 61845, https, 2025.09.04.61845",
        "v-61846-storage, 'PVS6', '2025.10, Build 61846', 61846, https, 2025.10.08.61846",
        "v-pvs5, 'PVS5', '2025.11, Build 5412', 0, https, 0.0.25.5412",
    })
    void saysWhoItIs(String name, String model, String version, int build, String scheme, String revision)
            throws Exception {
        var profile = Profile.named(name);
        try (var simulator = Simulator.start(options(profile))) {
            assertThat(simulator.pvsUrl().getScheme()).isEqualTo(scheme);
            var info = new PvsVisitor(simulator)
                    .json("/cgi-bin/dl_cgi/supervisor/info")
                    .get("supervisor");
            assertThat(info.get("MODEL").asText()).isEqualTo(model);
            assertThat(info.get("SWVER").asText()).isEqualTo(version);
            assertThat(info.path("BUILD").asInt()).isEqualTo(build);
            assertThat(info.has("BUILD")).isEqualTo(build != 0);
            var visitor = visitor(simulator, profile);
            var supervisor = visitor.devices().values().iterator().next();
            assertThat(supervisor.get("SWVER").asText()).isEqualTo(version);
            assertThat(supervisor.get("MODEL").asText()).isEqualTo("PV Supervisor " + model);
            assertThat(visitor.devices().keySet()).containsAll(simulator.panelSerials());
            if (revision == null) {
                assertThat(visitor.get("/vars?match=/").statusCode()).isEqualTo(404);
                assertThat(visitor.get("/auth?login").statusCode()).isEqualTo(404);
            } else {
                assertThat(visitor.variables("sw_rev").get("/sys/info/sw_rev").asText())
                        .isEqualTo(revision);
                assertThat(visitor.variables("model").get("/sys/info/model").asText())
                        .isEqualTo(model);
            }
        }
    }

    @Test
    void everyProfileIsNamedAbove() {
        assertThat(Profile.names())
                .containsExactlyInAnyOrder(
                        "l0-2019",
                        "l0-pvs5",
                        "l0-2024",
                        "l0-61839",
                        "l0-61839-ess",
                        "v-61840",
                        "v-61845",
                        "v-61846",
                        "v-storage",
                        "v-61846-storage",
                        "v-pvs5");
    }

    @ParameterizedTest
    @CsvSource({
        "L0_2019, p_mpptsum_kw, false",
        "L0_PVS5, p_mpptsum_kw, false",
        "L0_2024, p_mppt1_kw, true",
        "L0_61839, p_mppt1_kw, true",
        "V_PVS5, p_mppt1_kw, true"
    })
    void dcPowerAndSleepersChangedWith2021(Profile profile, String dcPower, boolean stale) throws Exception {
        try (var simulator = Simulator.start(options(profile))) {
            var visitor = visitor(simulator, profile);
            String serial = simulator.panelSerials().get(0);
            assertThat(names(visitor.device(serial)))
                    .contains(dcPower)
                    .doesNotContain(dcPower.equals("p_mppt1_kw") ? "p_mpptsum_kw" : "p_mppt1_kw");
            simulator.clock().stepTo(NIGHT);
            assertThat(visitor.device(serial).get("STATE").asText()).isEqualTo("error");
            assertThat(visitor.device(serial).has("DATATIME")).isEqualTo(stale);
            assertThat(visitor.device(serial).has(dcPower)).isEqualTo(stale);
        }
    }

    @Test
    void in2024ReportsStandOnMarksAndModulesHaveSerials() throws Exception {
        try (var newer = Simulator.start(options(Profile.L0_2024));
                var last = Simulator.start(options(Profile.L0_61839))) {
            var supervisor = new PvsVisitor(newer).devices().values().iterator().next();
            assertThat(supervisor.get("DATATIME").asText()).isEqualTo("2026,06,01,19,05,00");
            var panel = new PvsVisitor(newer).device(newer.panelSerials().get(0));
            assertThat(panel.get("module_serial").asText()).startsWith("M2107");
            assertThat(panel.get("MOD_SN").asText()).isEmpty();
            var odd = new PvsVisitor(last).devices().values().iterator().next();
            assertThat(odd.get("DATATIME").asText()).doesNotEndWith(",00");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Profile.class,
            names = {"L0_61839_ESS", "V_STORAGE", "V_61846_STORAGE"})
    void aBatterySiteListsAllItsParts(Profile profile) throws Exception {
        try (var simulator = Simulator.start(options(profile))) {
            var visitor = visitor(simulator, profile);
            var devices = visitor.devices();
            var types = devices.values().stream().collect(Collectors.groupingBy(device -> device.get("DEVICE_TYPE")
                    .asText()));
            assertThat(types.keySet())
                    .containsExactlyInAnyOrder(
                            "PVS",
                            "Power Meter",
                            "Inverter",
                            "HUB+",
                            "ESS Hub",
                            "PV Disconnect",
                            "Gateway",
                            "Storage Inverter",
                            "ESS BMS",
                            "Battery",
                            "Energy Storage System");
            for (String type : Set.of("HUB+", "PV Disconnect", "Gateway", "Storage Inverter", "ESS BMS", "Battery")) {
                assertThat(types.get(type)).allSatisfy(device -> {
                    assertThat(device.get("STATE").asText()).isEqualTo("error");
                    assertThat(device.has("DATATIME")).isFalse();
                });
            }
            var hub = types.get("ESS Hub").get(0);
            assertThat(hub.get("t_degc").isTextual()).isTrue();
            assertThat(hub.get("slave").isInt()).isTrue();
            var whole = types.get("Energy Storage System").get(0);
            assertThat(whole.get("SERIAL").asText()).hasSizeGreaterThan(72);
            assertThat(whole.get("DESCR").asText()).hasSize(63);

            var report =
                    visitor.json("/cgi-bin/dl_cgi/energy-storage-system/status").get("ess_report");
            assertThat(names(report))
                    .containsExactly(
                            "battery_status",
                            "ess_state",
                            "ess_status",
                            "hub_plus_status",
                            "inverter_status",
                            "pcs_settings",
                            "last_updated");
            assertThat(report.at("/battery_status/0/serial_number").asText())
                    .isEqualTo(types.get("ESS BMS").get(0).get("SERIAL").asText());
            assertThat(report.at("/ess_status/0/serial_number").asText())
                    .isEqualTo(whole.get("SERIAL").asText());
            assertThat(report.at("/hub_plus_status/serial_number").asText())
                    .isEqualTo(types.get("HUB+").get(0).get("SERIAL").asText());
            assertThat(report.at("/battery_status/0/battery_voltage/value").isNumber())
                    .isTrue();
            assertThat(report.at("/ess_state/permission_to_operate").isBoolean())
                    .isTrue();
            assertThat(report.get("last_updated").asText()).isEqualTo("2026-06-01 19:07:15");
            double amps = report.at("/battery_status/0/battery_amperage/value").asDouble();
            double volts = report.at("/battery_status/0/battery_voltage/value").asDouble();
            double kilowatts =
                    report.at("/ess_status/0/ess_meter_reading/agg_power/value").asDouble();
            assertThat(amps * volts / 1000).isCloseTo(-kilowatts, within(0.02));
        }
    }

    @Test
    void build61840PacksADeviceIntoOneObject() throws Exception {
        try (var simulator = Simulator.start(options(Profile.V_61840));
                var flat = Simulator.start(options(Profile.V_61845))) {
            var visitor = new PvsVisitor(simulator).loggedIn();
            var meters = visitor.variables("meter/data");
            assertThat(names(meters)).containsExactly("/sys/devices/11/meter/data", "/sys/devices/12/meter/data");
            var inverters = visitor.variables("inverter/data");
            assertThat(inverters).hasSize(4);
            var first = inverters.get("/sys/devices/21/inverter/data");
            assertThat(names(first))
                    .containsExactly(
                            "freqHz",
                            "i3phsumA",
                            "iMppt1A",
                            "ltea3phsumKwh",
                            "msmtEps",
                            "p3phsumKw",
                            "pMppt1Kw",
                            "prodMdlNm",
                            "sn",
                            "tHtsnkDegc",
                            "vMppt1V",
                            "vldFld2Msk",
                            "vldFldMsk",
                            "vln3phavgV");
            assertThat(first.get("p3phsumKw").isNumber()).isTrue();
            assertThat(first.get("vldFldMsk").asText()).isEqualTo("8191");
            var same = new PvsVisitor(flat).loggedIn().variables("/sys/devices/inverter/0/");
            assertThat(first.get("ltea3phsumKwh").floatValue())
                    .isEqualTo(Float.parseFloat(
                            same.get("/sys/devices/inverter/0/ltea3phsumKwh").asText()));
            assertThat(meters.get("/sys/devices/11/meter/data").has("i1A")).isFalse();
            assertThat(meters.get("/sys/devices/12/meter/data").has("i1A")).isTrue();
            var listed = visitor.json("/vars?match=inverter/data");
            assertThat(listed.get("count").asInt()).isEqualTo(4);
            assertThat(listed.at("/values/0/value/sn").asText())
                    .isEqualTo(simulator.panelSerials().get(0));
            assertThat(visitor.json("/vars?tags=inverter&fmt=obj")).isEqualTo(inverters);
            assertThat(new PvsVisitor(flat)
                            .loggedIn()
                            .get("/vars?match=meter/data")
                            .statusCode())
                    .isEqualTo(400);

            simulator.clock().stepTo(NIGHT);
            var asleep = visitor.variables("inverter/data").get("/sys/devices/21/inverter/data");
            assertThat(names(asleep)).doesNotContain("p3phsumKw", "i3phsumA").contains("pMppt1Kw");
            assertThat(asleep.get("vldFldMsk").asText()).isEqualTo("8125");
        }
    }

    @Test
    void aPvs5WithVariablesLacksWhatItsHardwareLacks() throws Exception {
        try (var simulator = Simulator.start(options(Profile.V_PVS5))) {
            var visitor = new PvsVisitor(simulator).loggedIn();
            for (String missing :
                    new String[] {"match=/sys/pvs/", "match=/sys/devices/ess/", "name=" + Variables.TELEMETRY}) {
                assertThat(visitor.get("/vars?" + missing).statusCode()).isEqualTo(400);
            }
            assertThat(visitor.get("/vars?set=" + Variables.TELEMETRY + "=1").statusCode())
                    .isEqualTo(400);
            assertThat(names(visitor.variables("/net/")))
                    .containsExactly("/net/sta0/state", "/net/wan/state", "/net/plc/state", "/net/cell/state");
            var all = visitor.variables("/");
            assertThat(all.get("/sys/devices/meter/0/prodMdlNm").asText()).isEqualTo("PVS5M0400p");
            assertThat(all.get("/sys/devices/meter/1/prodMdlNm").asText()).isEqualTo("PVS5M0400c");
            assertThat(all.get("/sys/devices/meter/0/netLtea3phsumKwh").asDouble())
                    .isZero();
            assertThat(all.get("/sys/devices/inverter/0/prodMdlNm").asText()).isEqualTo("AC_Module_Type_C");
            assertThat(all.get("/sys/livedata/ess_p").asText()).isEqualTo("nan");
            assertThat(simulator.panelSerials()).allMatch(serial -> serial.matches("\\d{15}"));
            assertThat(visitor.meter("PVS5-METER-C").get("MODEL").asText()).isEqualTo("PVS5M0400c");
        }
    }

    @Test
    void theInterfaceDescribesItselfToWhoMayReadIt() throws Exception {
        try (var open = Simulator.start(options(Profile.L0_61839));
                var closed = Simulator.start(options(Profile.V_61845))) {
            var visitor = new PvsVisitor(open);
            var swagger = visitor.json("/cgi-bin/swagger.json");
            assertThat(swagger.get("openapi").asText()).isEqualTo("3.0.0");
            assertThat(swagger.at("/info/title").asText()).isEqualTo("DL_CGI Interface Spec");
            for (String path : names(swagger.get("paths"))) {
                var answer = visitor.json("/cgi-bin" + path);
                assertThat(answer.path("result").asText()).as(path).isNotEqualTo("unknown command");
            }
            assertThat(names(swagger.get("paths"))).contains("/dl_cgi/devices/list");
            assertThat(new PvsVisitor(closed).get("/cgi-bin/swagger.json").statusCode())
                    .isEqualTo(403);
            assertThat(new PvsVisitor(closed).loggedIn().json("/cgi-bin/swagger.json"))
                    .isEqualTo(swagger);
        }
    }

    @Test
    void anUnknownNameIsOneSentence() {
        assertThatThrownBy(() -> Profile.named("v-9"))
                .hasMessageStartingWith("'v-9' is not a profile; known are l0-2019, ")
                .hasMessageEndingWith("v-pvs5");
    }
}
