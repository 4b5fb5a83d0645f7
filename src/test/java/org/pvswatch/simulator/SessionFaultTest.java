package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between a caller and a box that wants a login. */
class SessionFaultTest {
    private static final String WEAR = "/sys/pvs/flashwear_type_b";
    private static final Instant NOON = Instant.parse("2026-06-01T19:00:00Z");

    private static SimulatorOptions options(String... faults) {
        return SimulatorOptions.defaults()
                .withPanels(2)
                .withProfile(Profile.V_61845)
                .withClock(SimulatedClock.stepped(NOON))
                .withFaults(faults);
    }

    @Test
    void aSessionDiesInTheMidstOfAPoll() throws Exception {
        try (var simulator = Simulator.start(options("expire:2@2026-06-01"))) {
            var visitor = new PvsVisitor(simulator).loggedIn();
            assertThat(visitor.get("/vars?match=livedata").statusCode()).isEqualTo(200);
            assertThat(visitor.get("/vars?match=meter").statusCode()).isEqualTo(200);
            assertThat(visitor.get("/vars?match=inverter").statusCode()).isEqualTo(401);
            assertThat(visitor.get("/cgi-bin/dl_cgi/devices/list").statusCode()).isEqualTo(403);
            visitor.loggedIn();
            assertThat(visitor.get("/vars?match=inverter").statusCode()).isEqualTo(200);
            assertThat(simulator.loginCount()).isEqualTo(2);
        }
    }

    @Test
    void aLoginThatHelpsNothing() throws Exception {
        try (var simulator = Simulator.start(options("401@2026-06-01T12:00/1h"))) {
            var visitor = new PvsVisitor(simulator);
            for (int i = 0; i < 3; i++) {
                visitor.loggedIn();
                var refused = visitor.get("/vars?match=livedata");
                assertThat(refused.statusCode()).isEqualTo(401);
                assertThat(refused.body()).contains("0x0012");
                assertThat(visitor.get("/cgi-bin/dl_cgi/devices/list").statusCode())
                        .isEqualTo(403);
            }
            assertThat(simulator.loginCount()).isEqualTo(3);
            simulator.clock().stepTo(NOON.plusSeconds(3_600));
            assertThat(visitor.loggedIn().get("/vars?match=livedata").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aCookieThatIsNotSeenGivesTheOpenVariablesAlone() throws Exception {
        try (var simulator = Simulator.start(options("notloggedin@2026-06-01T12:00/4m"))) {
            var visitor = new PvsVisitor(simulator).loggedIn();
            var all = visitor.get("/vars?match=/&fmt=obj");
            assertThat(all.statusCode()).isEqualTo(200);
            assertThat(PvsVisitor.parse(all.body()).fieldNames())
                    .toIterable()
                    .containsExactly("/sys/info/serialnum", "/sys/info/ssid", "/sys/info/lmac");
            assertThat(visitor.get("/vars?match=/sys/devices/inverter/").body())
                    .isEqualTo("{\"values\":[],\"count\":0}");
            simulator.clock().stepTo(NOON.plusSeconds(240));
            assertThat(visitor.variables("/").has("/sys/devices/inverter/1/sn")).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=/sys/info/sw_rev," + WEAR,
                "match=flashwear",
                "match=/sys/pvs/",
                "match=/",
                "tags=sysstats",
                "cache=mine"
            })
    void onlyWhoReadsTheHangingVariableHangs(String query) throws Exception {
        try (var simulator = Simulator.start(options("hang:" + WEAR + "@2026-06-01T12:01"))) {
            var visitor = new PvsVisitor(simulator).loggedIn();
            assertThat(visitor.get("/vars?match=/sys/pvs/&cache=mine").statusCode())
                    .isEqualTo(200);
            simulator.clock().stepTo(NOON.plusSeconds(60));
            for (String healthy : new String[] {"match=livedata", "name=/sys/info/sw_rev", "tags=inverter"}) {
                assertThat(visitor.get("/vars?" + healthy).statusCode()).isEqualTo(200);
            }
            assertThat(visitor.get("/cgi-bin/dl_cgi/devices/list").statusCode()).isEqualTo(200);
            var patience = Duration.ofMillis(250);
            var got = visitor.request("/vars?" + query).timeout(patience).build();
            var posted = visitor.request("/vars")
                    .POST(BodyPublishers.ofString(query))
                    .timeout(patience)
                    .build();
            assertThatThrownBy(() -> visitor.send(got)).hasCauseInstanceOf(HttpTimeoutException.class);
            assertThatThrownBy(() -> visitor.send(posted)).hasCauseInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void requestsAndLoginsAreCountedWithoutTheirSecrets() throws Exception {
        try (var simulator = Simulator.start(options())) {
            var visitor = new PvsVisitor(simulator).loggedIn();
            String password = visitor.serial().substring(14);
            assertThat(visitor.login("basic", "wrong").statusCode()).isEqualTo(401);
            visitor.get("/vars?match=livedata");
            assertThat(simulator.liveSessions()).isOne();
            visitor.get("/auth?logout");
            assertThat(simulator.requestsSeen())
                    .containsExactly(
                            "GET /cgi-bin/dl_cgi/supervisor/info",
                            "GET /auth?login",
                            "GET /cgi-bin/dl_cgi/supervisor/info",
                            "GET /auth?login",
                            "GET /vars?match=livedata",
                            "GET /auth?logout")
                    .noneMatch(seen -> seen.contains(password));
            assertThat(simulator.loginCount()).isOne();
            assertThat(simulator.logoutCount()).isOne();
            assertThat(simulator.liveSessions()).isZero();
            for (int i = 0; i < 1_000; i++) {
                visitor.get("/vars?n=" + i);
            }
            assertThat(simulator.requestsSeen())
                    .hasSize(1_000)
                    .endsWith("GET /vars?n=999")
                    .startsWith("GET /vars?n=0");
        }
    }

    @Test
    void anUnusedSessionIsNotLive() throws Exception {
        try (var simulator = Simulator.start(options())) {
            new PvsVisitor(simulator).loggedIn();
            new PvsVisitor(simulator).loggedIn();
            assertThat(simulator.liveSessions()).isEqualTo(2);
            simulator.clock().stepTo(NOON.plusSeconds(301));
            assertThat(simulator.liveSessions()).isZero();
        }
    }
}
