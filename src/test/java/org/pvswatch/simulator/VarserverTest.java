package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VarserverTest {
    private Simulator simulator;
    private PvsVisitor visitor;

    @BeforeEach
    void start() throws Exception {
        simulator = Simulator.start(SimulatorOptions.defaults()
                .withProfile(Profile.V_61845)
                .withPanels(2)
                .withClock(SimulatedClock.stepped(
                        SimulatorOptions.defaults().clock().instant())));
        visitor = new PvsVisitor(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void step(long seconds) {
        simulator.clock().stepTo(simulator.clock().instant().plusSeconds(seconds));
    }

    @Test
    void aSessionIsACookieForHttpsOnly() {
        String serial = visitor.serial();
        var answer = visitor.login("Basic", serial.substring(14));
        String token = PvsVisitor.parse(answer.body()).get("session").asText();
        assertThat(token).hasSize(64);
        assertThat(answer.headers().firstValue("Set-Cookie")).hasValue("session=" + token + "; HttpOnly; Secure");
        assertThat(visitor.login("basic", "wrong").statusCode()).isEqualTo(401);
        assertThat(visitor.get("/auth?login").statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionDiesUnusedAndLivesByUse() {
        visitor.loggedIn();
        for (int i = 0; i < 5; i++) {
            step(300);
            assertThat(visitor.get("/vars?match=livedata").statusCode()).isEqualTo(200);
        }
        step(301);
        var expired = visitor.get("/vars?match=livedata");
        assertThat(expired.statusCode()).isEqualTo(401);
        assertThat(expired.body())
                .isEqualTo("{\"status\": 401, \"description\" : \"Unauthorized\", \"errorcode\" : \"0x0012\"}");
        assertThat(visitor.get("/cgi-bin/dl_cgi/devices/list").statusCode()).isEqualTo(403);
        assertThat(visitor.loggedIn().get("/vars?match=livedata").statusCode()).isEqualTo(200);
        simulator.expireSessions();
        assertThat(visitor.get("/vars?match=livedata").statusCode()).isEqualTo(401);
    }

    @Test
    void logoutEndsASession() {
        visitor.loggedIn();
        assertThat(visitor.get("/auth?logout").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/vars?match=livedata").statusCode()).isEqualTo(401);
    }

    @Test
    void aStrangerSeesOnlyTheOpenVariables() {
        var names = new ArrayList<String>();
        visitor.variables("/").fieldNames().forEachRemaining(names::add);
        assertThat(names).containsExactly("/sys/info/serialnum", "/sys/info/ssid", "/sys/info/lmac");
        assertThat(visitor.get("/vars?name=/sys/info/serialnum").statusCode()).isEqualTo(200);
        var refused = visitor.get("/vars?match=livedata");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("\"status\": 401");
        var list = visitor.get("/cgi-bin/dl_cgi/devices/list");
        assertThat(list.statusCode()).isEqualTo(403);
        assertThat(list.body()).isEqualTo("{ \"status\":403, \"error\" : \"Unauthorized\", \"path\":\"\" }");
        assertThat(visitor.json("/cgi-bin/dl_cgi/communication/interfaces")
                        .get("result")
                        .asText())
                .isEqualTo("succeed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/vars?match=",
                "/vars?match=%2Fsys%2Flivedata",
                "/vars?name=/sys/info/sw_rev,/sys/info/none",
                "/vars?match=/sys/devices/ess/",
                "/vars?match=livedata&fmt=xml",
                "/vars?cache=never",
                "/vars?tags=none",
                "/vars",
                "/vars?fmt=obj"
            })
    void badRequests(String target) {
        var answer = visitor.loggedIn().get(target);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"status\": 400, \"description\" : \"Bad request\"");
    }

    @Test
    void listAndObject() {
        visitor.loggedIn();
        assertThat(visitor.get("/vars?name=/sys/info/sw_rev,/sys/info/lmac").body())
                .isEqualTo("{\"values\":[{\"name\":\"/sys/info/sw_rev\",\"value\":\"2025.09.04.61845\"},"
                        + "{\"name\":\"/sys/info/lmac\",\"value\":\"02:00:5e:00:53:01\"}],\"count\":2}");
        assertThat(visitor.get("/vars?match=rev&fmt=O").body())
                .isEqualTo("{\"/sys/info/hwrev\":\"6.02\",\"/sys/info/fwrev\":\" Major 2, Revision 0x6131c9f8, Build"
                        + " 1188\",\"/sys/info/sw_rev\":\"2025.09.04.61845\"}");
        assertThat(visitor.variables("livedata").get("/sys/livedata/ess_p").asText())
                .isEqualTo("nan");
        assertThat(visitor.json("/vars?tags=meter,inverter&fmt=obj").size()).isEqualTo(2 * 19 + 2 * 12);
    }

    @Test
    void cachesAndPostedQueries() {
        visitor.loggedIn();
        String first = visitor.get("/vars?match=livedata&fmt=obj&cache=ldata").body();
        assertThat(visitor.get("/vars?fmt=obj&cache=ldata").body()).isEqualTo(first);
        assertThat(visitor.get("/vars?clearcache=ldata").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/vars?cache=ldata").statusCode()).isEqualTo(400);
        var posted = visitor.send(visitor.request("/vars")
                .POST(BodyPublishers.ofString("match=livedata&fmt=obj"))
                .build());
        assertThat(posted.body()).isEqualTo(first);
        var empty = visitor.send(
                visitor.request("/vars").POST(BodyPublishers.noBody()).build());
        assertThat(empty.statusCode()).isEqualTo(413);
        var big = visitor.send(visitor.request("/vars")
                .POST(BodyPublishers.ofString("match=" + "x".repeat(1_024)))
                .build());
        assertThat(big.statusCode()).isEqualTo(413);
        assertThat(simulator.writeAttempts()).isEmpty();
    }

    @Test
    void onlyAnOwnerWritesAndOnlyWhatIsHis() {
        String set = "/vars?set=/sys/telemetryws/enable=1";
        assertThat(visitor.get(set).statusCode()).isEqualTo(401);
        visitor.loggedIn();
        assertThat(visitor.get("/vars?set=/sys/info/sw_rev=1").statusCode()).isEqualTo(401);
        assertThat(visitor.get("/vars?set=/sys/none=1").statusCode()).isEqualTo(400);
        assertThat(telemetry()).isEqualTo("0");
        assertThat(visitor.get(set).body())
                .isEqualTo("{\"values\":[{\"name\":\"/sys/telemetryws/enable\",\"value\":\"1\"}],\"count\":1}");
        assertThat(telemetry()).isEqualTo("1");
        var posted = visitor.send(visitor.request("/vars")
                .POST(BodyPublishers.ofString("set=/sys/telemetryws/enable=0"))
                .build());
        assertThat(posted.statusCode()).isEqualTo(200);
        assertThat(telemetry()).isEqualTo("0");
    }

    private String telemetry() {
        return visitor.variables("telemetryws").get(Variables.TELEMETRY).asText();
    }

    @Test
    void attemptsToWriteAreRemembered() {
        visitor.loggedIn();
        visitor.get("/vars?set=/sys/telemetryws/enable=1");
        visitor.send(visitor.request("/vars")
                .POST(BodyPublishers.ofString("set=/sys/telemetryws/enable=1"))
                .build());
        var cgi = visitor.send(visitor.request("/cgi-bin/dl_cgi/network/powerProduction")
                .POST(BodyPublishers.ofString("{\"powerProduction\":\"Off\"}"))
                .build());
        assertThat(cgi.statusCode()).isEqualTo(405);
        assertThat(simulator.writeAttempts())
                .containsExactly(
                        "GET /vars?set=/sys/telemetryws/enable=1",
                        "POST /vars set=/sys/telemetryws/enable=1",
                        "POST /cgi-bin/dl_cgi/network/powerProduction {\"powerProduction\":\"Off\"}");
    }

    @Test
    void onlyGetAndPostAreMethods() {
        visitor.loggedIn();
        for (String method : new String[] {"PUT", "DELETE", "HEAD"}) {
            assertThat(visitor.send(visitor.request("/vars?match=livedata")
                                    .method(method, BodyPublishers.noBody())
                                    .build())
                            .statusCode())
                    .isEqualTo(405);
        }
    }

    @Test
    void theFullDeviceListIsThereForOwners() {
        var devices = visitor.loggedIn().devices();
        assertThat(devices).hasSize(5);
        assertThat(devices.values().iterator().next().get("SWVER").asText()).isEqualTo("2025.09, Build 61845");
    }

    @Test
    void theBatterySiteHasItsOwnVariablesAndReport() throws Exception {
        var options = SimulatorOptions.defaults().withProfile(Profile.V_STORAGE).withPanels(2);
        try (var storage = Simulator.start(options.withSessionIdle(Duration.ofSeconds(10)))) {
            var owner = new PvsVisitor(storage).loggedIn();
            var all = owner.variables("/");
            assertThat(all.get("/sys/info/sys_type").asText()).isEqualTo("Storage");
            assertThat(all.get("/sys/devices/transfer_switch/0/midStEnum").asText())
                    .isEqualTo("MID_STATE_CLOSED");
            double sum = all.get("/sys/livedata/pv_p").asDouble()
                    + all.get("/sys/livedata/net_p").asDouble()
                    + all.get("/sys/livedata/ess_p").asDouble();
            assertThat(all.get("/sys/livedata/site_load_p").asDouble())
                    .isCloseTo(sum, org.assertj.core.api.Assertions.within(1e-4));
            var report = owner.json("/cgi-bin/dl_cgi/energy-storage-system/status");
            assertThat(report.at("/ess_report/battery_status/0/system_state_of_charge/unit")
                            .asText())
                    .isEqualTo("%");
            assertThat(visitor.loggedIn()
                            .json("/cgi-bin/dl_cgi/energy-storage-system/status")
                            .has("ess_report"))
                    .isFalse();
        }
    }
}
