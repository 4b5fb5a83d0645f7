package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyInterfaceTest {
    private Simulator simulator;
    private PvsVisitor visitor;

    @BeforeEach
    void start() throws Exception {
        simulator = Simulator.start(SimulatorOptions.defaults().withPanels(24));
        visitor = new PvsVisitor(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void theListLooksLikeARecordedOne() {
        var answer = visitor.get("/cgi-bin/dl_cgi?Command=DeviceList");
        assertThat(answer.body())
                .startsWith("{\n\t\"devices\":\t[{\n\t\t\t\"DETAIL\":\t\"detail\",\n\t\t\t\"STATE\":\t\"working\",\n")
                .contains("\n\t\t}, {\n\t\t\t\"ISDETAIL\":\ttrue,\n")
                .endsWith("\n\t\t}],\n\t\"result\":\t\"succeed\"\n}");
        assertThat(answer.headers().firstValue("Server")).hasValue("lighttpd/1.4.51");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(visitor.get("/cgi-bin/dl_cgi/devices/list").body()).isEqualTo(answer.body());
        var keys = new ArrayList<String>();
        visitor.device(simulator.panelSerials().get(0)).fieldNames().forEachRemaining(keys::add);
        assertThat(keys)
                .containsExactly(
                        "ISDETAIL",
                        "SERIAL",
                        "TYPE",
                        "STATE",
                        "STATEDESCR",
                        "MODEL",
                        "DESCR",
                        "DEVICE_TYPE",
                        "hw_version",
                        "interface",
                        "PANEL",
                        "slave",
                        "SWVER",
                        "PORT",
                        "MOD_SN",
                        "NMPLT_SKU",
                        "DATATIME",
                        "ltea_3phsum_kwh",
                        "p_3phsum_kw",
                        "vln_3phavg_v",
                        "i_3phsum_a",
                        "p_mppt1_kw",
                        "v_mppt1_v",
                        "i_mppt1_a",
                        "t_htsnk_degc",
                        "freq_hz",
                        "stat_ind",
                        "origin",
                        "OPERATION",
                        "CURTIME");
    }

    @Test
    void timeAdvancesAlongTheList() {
        var devices = new ArrayList<>(visitor.devices().values());
        assertThat(devices.get(0).get("CURTIME").asText()).isEqualTo("2026,06,01,19,00,00");
        assertThat(devices.get(26).get("CURTIME").asText()).isEqualTo("2026,06,01,19,00,05");
    }

    @Test
    void newMeasurementsShowFifteenSecondsAfterTheirMark() {
        var serial = simulator.panelSerials().get(0);
        assertThat(visitor.device(serial).get("DATATIME").asText()).isEqualTo("2026,06,01,18,55,00");
        simulator.clock().stepTo(simulator.clock().instant().plusSeconds(15));
        assertThat(visitor.device(serial).get("DATATIME").asText()).isEqualTo("2026,06,01,19,00,00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?Command=DeviceDetails", "?Command=Nonsense", "", "/no/such/path"})
    void unknownCommandsSaySo(String rest) {
        assertThat(visitor.json("/cgi-bin/dl_cgi" + rest).get("result").asText())
                .isEqualTo("unknown command");
    }

    @Test
    void theSmallCommands() {
        assertThat(visitor.json("/cgi-bin/dl_cgi?Command=Start")
                        .at("/supervisor/BUILD")
                        .asInt())
                .isEqualTo(61839);
        assertThat(visitor.json("/cgi-bin/dl_cgi?Command=Stop").get("result").asText())
                .isEqualTo("succeed");
        assertThat(visitor.json("/cgi-bin/dl_cgi?Command=Get_Comm")
                        .at("/networkstatus/interfaces/1/interface")
                        .asText())
                .isEqualTo("sta0");
        assertThat(visitor.json("/cgi-bin/dl_cgi?Command=GetDiscoveryProgress")
                        .get("complete")
                        .asBoolean())
                .isTrue();
        assertThat(visitor.json("/cgi-bin/dl_cgi/energy-storage-system/status").has("ess_report"))
                .isFalse();
        assertThat(visitor.json("/cgi-bin/dl_cgi/grid/voltage")
                        .get("grid_voltage")
                        .asInt())
                .isEqualTo(240);
        assertThat(visitor.get("/auth?login").statusCode()).isEqualTo(404);
    }

    @Test
    void commandsThatActAreRememberedThoughTheyAreGets() {
        assertThat(visitor.json("/cgi-bin/dl_cgi?Command=SetCellPurchased&SerialNumber=x")
                        .get("cell_purchased")
                        .asText())
                .isEqualTo("null");
        assertThat(visitor.json("/cgi-bin/dl_cgi?Command=GridProfileRefresh")
                        .at("/profiles/0/zipcodes/0/max")
                        .asInt())
                .isEqualTo(96162);
        visitor.json("/cgi-bin/dl_cgi?Command=Start");
        visitor.deviceListText();
        assertThat(simulator.writeAttempts())
                .containsExactly(
                        "GET /cgi-bin/dl_cgi?Command=SetCellPurchased&SerialNumber=x",
                        "GET /cgi-bin/dl_cgi?Command=GridProfileRefresh",
                        "GET /cgi-bin/dl_cgi?Command=Start");
    }

    @Test
    void anythingButReadingIsRefusedAndRemembered() {
        for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH"}) {
            var answer = visitor.send(visitor.request("/cgi-bin/dl_cgi/devices/list")
                    .method(method, BodyPublishers.ofString("x"))
                    .build());
            assertThat(answer.statusCode()).isEqualTo(405);
        }
        assertThat(simulator.writeAttempts()).hasSize(4).first().isEqualTo("POST /cgi-bin/dl_cgi/devices/list x");
    }

    @Test
    void countsRequestsAndThoseAtOneTime() throws Exception {
        visitor.serial();
        visitor.serial();
        assertThat(simulator.requestCount()).isEqualTo(2);
        assertThat(simulator.peakRequestsInFlight()).isEqualTo(1);
        var slow = SimulatorOptions.defaults().withPanels(1).withFaults("slow:1s@2026-06-01");
        try (var late = Simulator.start(slow)) {
            var callers = Executors.newFixedThreadPool(2);
            var answers = new ArrayList<Future<String>>();
            for (int i = 0; i < 2; i++) {
                answers.add(callers.submit(() -> new PvsVisitor(late).serial()));
            }
            for (var answer : answers) {
                assertThat(answer.get()).hasSize(19);
            }
            callers.shutdown();
            assertThat(late.peakRequestsInFlight()).isEqualTo(2);
        }
    }
}
