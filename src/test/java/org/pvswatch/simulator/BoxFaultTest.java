package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxFaultTest {
    private static final String LIST = "/cgi-bin/dl_cgi?Command=DeviceList";

    private static SimulatorOptions with(String fault) {
        return SimulatorOptions.defaults().withPanels(3).withFaults(fault + "@2026-06-01T11:00/2h");
    }

    @ParameterizedTest
    @CsvSource({
        "503,503,No server is available",
        "403,403,Unauthorized",
        "500,500,Internal Server Error",
        "html,200,<form>",
        "fail,200,fail"
    })
    void answersInsteadOfDevices(String kind, int status, String text) throws Exception {
        try (var simulator = Simulator.start(with(kind))) {
            var answer = new PvsVisitor(simulator).get(LIST);
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).contains(text).doesNotContain("devices");
            simulator.clock().stepTo(simulator.clock().instant().plus(Duration.ofHours(1)));
            assertThat(new PvsVisitor(simulator).devices()).hasSize(6);
        }
    }

    @Test
    void aForbiddenBoxStillSaysWhoItIs() throws Exception {
        try (var simulator = Simulator.start(with("403"))) {
            assertThat(new PvsVisitor(simulator).serial()).hasSize(19);
        }
    }

    @Test
    void halfAnAnswerHasItsOwnRightLength() throws Exception {
        try (var simulator = Simulator.start(with("truncated"))) {
            var answer = new PvsVisitor(simulator).get(LIST);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValueAsLong("Content-Length").orElseThrow())
                    .isEqualTo(answer.body().length());
            assertThatThrownBy(() -> PvsVisitor.parse(answer.body())).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void anEmptyListIsStillAList() throws Exception {
        try (var open = Simulator.start(with("empty"));
                var closed = Simulator.start(with("empty").withProfile(Profile.V_61845))) {
            assertThat(new PvsVisitor(open).json(LIST).get("devices")).isEmpty();
            assertThat(new PvsVisitor(closed)
                            .loggedIn()
                            .get("/vars?match=livedata")
                            .body())
                    .isEqualTo("{\"values\":[],\"count\":0}");
        }
    }

    @Test
    void aHangingBoxNeverAnswers() throws Exception {
        try (var simulator = Simulator.start(with("hang"))) {
            var visitor = new PvsVisitor(simulator);
            var request = visitor.request(LIST).timeout(Duration.ofMillis(300)).build();
            assertThatThrownBy(() -> visitor.send(request)).hasCauseInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void aSlowBoxAnswersLate() throws Exception {
        try (var simulator = Simulator.start(with("slow:1s"))) {
            var visitor = new PvsVisitor(simulator);
            long begin = System.nanoTime();
            assertThat(visitor.get(LIST).statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void deviceDataComeLaterTheMoreDevicesThereAre() throws Exception {
        var slow = with("latency:50ms");
        try (var few = Simulator.start(slow);
                var many = Simulator.start(slow.withPanels(9))) {
            assertThat(elapsed(few, "/cgi-bin/dl_cgi/supervisor/info")).isLessThan(Duration.ofMillis(300));
            assertThat(elapsed(few, LIST)).isBetween(Duration.ofMillis(6 * 50), Duration.ofMillis(12 * 50 - 1));
            assertThat(elapsed(many, LIST)).isGreaterThanOrEqualTo(Duration.ofMillis(12 * 50));
        }
    }

    private static Duration elapsed(Simulator simulator, String target) {
        var visitor = new PvsVisitor(simulator);
        visitor.get("/cgi-bin/dl_cgi?Command=Stop");
        long begin = System.nanoTime();
        assertThat(visitor.get(target).statusCode()).isEqualTo(200);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Test
    void aBoxThatLostItsClockLivesIn1970() throws Exception {
        try (var open = Simulator.start(with("1970"));
                var closed = Simulator.start(with("1970").withProfile(Profile.V_61845))) {
            var device = new PvsVisitor(open).device(open.panelSerials().get(0));
            assertThat(device.get("CURTIME").asText()).startsWith("1970,01,01");
            assertThat(device.get("DATATIME").asText()).startsWith("1970,01,01");
            var variables = new PvsVisitor(closed).loggedIn().variables("/");
            assertThat(variables.get("/sys/livedata/time").asLong()).isLessThan(86_400);
            assertThat(variables.get("/sys/devices/inverter/0/msmtEps").asText())
                    .startsWith("1970-01-01");
        }
    }
}
