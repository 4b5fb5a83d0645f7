package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Section 8: the websocket beside the web server. */
class TelemetryTest {
    private static final Instant NOON = Instant.parse("2026-06-01T19:00:00Z");

    private static SimulatorOptions options(Profile profile, String... faults) {
        return SimulatorOptions.defaults()
                .withProfile(profile)
                .withPanels(4)
                .withClock(SimulatedClock.stepped(NOON))
                .withWebsocketPort(0)
                .withFaults(faults);
    }

    /** A caller with the JDK's own websocket; what arrives is queued as text, {@code pong ...} or {@code close CODE}. */
    private static final class Caller implements WebSocket.Listener {
        private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
        private final WebSocket socket;

        private Caller(Simulator simulator) {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(simulator.websocketUrl().orElseThrow(), this)
                    .join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            arrived.add(data.toString());
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
            arrived.add("pong " + message.get());
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            arrived.add("close " + code);
            return null;
        }

        private String next() throws InterruptedException {
            return arrived.poll(10, TimeUnit.SECONDS);
        }

        /** What comes back after all that was sent before it. */
        private String ping(int mark) throws InterruptedException {
            socket.sendPing(ByteBuffer.wrap(new byte[] {(byte) mark})).join();
            return next();
        }

        private JsonNode params() throws InterruptedException {
            var frame = PvsVisitor.parse(next());
            assertThat(frame.get("notification").asText()).isEqualTo("power");
            return frame.get("params");
        }
    }

    private static void step(Simulator simulator, long seconds) {
        simulator.clock().stepTo(NOON.plusSeconds(seconds));
    }

    @Test
    void oneFrameASecondWithTheValuesOfTheVariables() throws Exception {
        try (var simulator = Simulator.start(options(Profile.V_STORAGE))) {
            var owner = new PvsVisitor(simulator).loggedIn();
            owner.get("/vars?set=" + Variables.TELEMETRY + "=1");
            var caller = new Caller(simulator);
            for (int second = 0; second < 4; second++) {
                step(simulator, second);
                var params = caller.params();
                assertThat(params.get("time").asLong()).isEqualTo(NOON.getEpochSecond() + second);
                var variables = owner.variables("livedata");
                for (String name :
                        new String[] {"pv_p", "pv_en", "net_p", "site_load_p", "site_load_en", "ess_p", "soc"}) {
                    assertThat(params.get(name).isNumber()).isTrue();
                    assertThat(params.get(name).floatValue())
                            .as(name)
                            .isEqualTo(Float.parseFloat(
                                    variables.get("/sys/livedata/" + name).asText()));
                }
            }
            assertThat(caller.ping(7)).isEqualTo("pong 7");
        }
    }

    @Test
    void withoutTheSwitchItIsSilentAndARestartTurnsItOff() throws Exception {
        try (var simulator = Simulator.start(options(Profile.V_61845, "restart@2026-06-01T12:03/2m"))) {
            var caller = new Caller(simulator);
            step(simulator, 1);
            step(simulator, 2);
            assertThat(caller.ping(1)).isEqualTo("pong 1");
            new PvsVisitor(simulator).loggedIn().get("/vars?set=" + Variables.TELEMETRY + "=1");
            step(simulator, 3);
            assertThat(caller.params().get("time").asLong()).isEqualTo(NOON.getEpochSecond() + 3);
            step(simulator, 180);
            assertThat(caller.next()).isEqualTo("close 1001");
            assertThatThrownBy(() -> new Caller(simulator)).hasRootCauseInstanceOf(java.io.IOException.class);
            step(simulator, 300);
            var again = new Caller(simulator);
            step(simulator, 301);
            assertThat(again.ping(2)).isEqualTo("pong 2");
        }
    }

    @Test
    void aSilentSocketStaysConnected() throws Exception {
        try (var simulator = Simulator.start(options(Profile.L0_61839, "wssilent@2026-06-01T12:01/1m"))) {
            var caller = new Caller(simulator);
            assertThat(caller.params().has("ess_p")).isFalse();
            step(simulator, 60);
            step(simulator, 119);
            assertThat(caller.ping(3)).isEqualTo("pong 3");
            step(simulator, 120);
            assertThat(caller.params().get("time").asLong()).isEqualTo(NOON.getEpochSecond() + 120);
        }
    }

    @Test
    void theBoxClosesAfterEightToTenMinutes() throws Exception {
        try (var simulator = Simulator.start(options(Profile.L0_61839))) {
            var caller = new Caller(simulator);
            assertThat(caller.params()).isNotNull();
            step(simulator, 479);
            assertThat(caller.params()).isNotNull();
            step(simulator, 600);
            assertThat(caller.next()).isEqualTo("close 1001");
        }
    }

    @Test
    void atNightProductionIsAbsent() throws Exception {
        try (var simulator = Simulator.start(options(Profile.L0_61839))) {
            simulator.clock().stepTo(Instant.parse("2026-06-02T08:00:00Z"));
            var params = new Caller(simulator).params();
            assertThat(params.has("pv_p")).isFalse();
            assertThat(params.has("net_p")).isTrue();
        }
    }

    @Test
    void itIsThereOnlyWhenAskedForAndOnlyOnAPvs6() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.defaults().withPanels(1))) {
            assertThat(simulator.websocketUrl()).isEmpty();
        }
        assertThatThrownBy(() -> Simulator.start(options(Profile.V_PVS5)))
                .hasMessageContaining("PVS5 has no websocket");
    }

    @ParameterizedTest
    @EnumSource(
            value = Profile.class,
            names = {"V_61845", "L0_61839"})
    void whoDoesNotShakeHandsIsTurnedAway(Profile profile) throws Exception {
        try (var simulator = Simulator.start(options(profile))) {
            var web =
                    URI.create(simulator.websocketUrl().orElseThrow().toString().replace("ws:", "http:"));
            var answer = HttpClient.newHttpClient()
                    .send(
                            java.net.http.HttpRequest.newBuilder(web).build(),
                            java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
            var wrongPort =
                    URI.create("ws://127.0.0.1:" + simulator.weatherUrl().getPort() + "/");
            assertThatThrownBy(() -> HttpClient.newHttpClient()
                            .newWebSocketBuilder()
                            .buildAsync(wrongPort, new WebSocket.Listener() {})
                            .join())
                    .hasCauseInstanceOf(WebSocketHandshakeException.class);
        }
    }
}
