package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The box is away for a while, and comes back as another one. */
class OutageTest {
    private static final Instant NOON = Instant.parse("2026-06-01T19:00:00Z");

    private static SimulatorOptions options(String... faults) {
        return SimulatorOptions.defaults()
                .withPanels(3)
                .withClock(SimulatedClock.stepped(NOON))
                .withFaults(faults);
    }

    private static boolean listens(Simulator simulator) throws IOException {
        try (var socket = new Socket("127.0.0.1", simulator.pvsUrl().getPort())) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }

    /** Without much patience: a request caught in the moment of closing may get no answer at all. */
    private static boolean answers(PvsVisitor visitor) {
        try {
            var request = visitor.request("/cgi-bin/dl_cgi/supervisor/info")
                    .timeout(Duration.ofMillis(500))
                    .build();
            return visitor.send(request).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static long uptime(PvsVisitor visitor) {
        return visitor.devices().values().iterator().next().get("dl_uptime").asLong();
    }

    private static void step(Simulator simulator, String time) {
        simulator.clock().stepTo(Instant.parse("2026-06-0" + time));
    }

    @ParameterizedTest
    @EnumSource(
            value = Profile.class,
            names = {"L0_61839", "V_61845"})
    void aRefusedConnectionIsRefusedByTheKernelAndTakenLater(Profile profile) throws Exception {
        var options = options("refused@2026-06-01T12:05/10m").withProfile(profile);
        try (var simulator = Simulator.start(options)) {
            var url = simulator.pvsUrl();
            var visitor = new PvsVisitor(simulator);
            String serial = visitor.serial();
            step(simulator, "1T19:05:00Z");
            assertThat(listens(simulator)).isFalse();
            assertThatThrownBy(visitor::serial).hasRootCauseInstanceOf(java.nio.channels.ClosedChannelException.class);
            step(simulator, "1T19:14:59Z");
            assertThat(listens(simulator)).isFalse();
            step(simulator, "1T19:15:00Z");
            assertThat(simulator.pvsUrl()).isEqualTo(url);
            assertThat(visitor.serial()).isEqualTo(serial);
            step(simulator, "1T19:06:00Z");
            assertThat(listens(simulator))
                    .as("and again when the clock goes back")
                    .isFalse();
        }
    }

    @Test
    void aRefusalIsNoRestart() throws Exception {
        try (var simulator = Simulator.start(options("refused@2026-06-01T12:05/10m"))) {
            step(simulator, "1T19:15:00Z");
            assertThat(uptime(new PvsVisitor(simulator))).isEqualTo(10_599 + 900);
        }
    }

    @Test
    void aRunningClockClosesAndOpensThePortByItself() throws Exception {
        var clock = SimulatedClock.stepped(NOON);
        try (var simulator =
                Simulator.start(options("refused@2026-06-01T12:01/2m").withClock(clock))) {
            var visitor = new PvsVisitor(simulator);
            var seen = new ArrayList<>(List.of(answers(visitor)));
            clock.runFrom(NOON, 600);
            while (clock.instant().isBefore(NOON.plusSeconds(3_600)) && seen.size() < 3) {
                boolean answers = answers(visitor);
                if (seen.get(seen.size() - 1) != answers) {
                    seen.add(answers);
                }
            }
            assertThat(seen).containsExactly(true, false, true);
        }
    }

    @Test
    void aRestartTakesTwoToTwelveMinutesAndStartsTheUptimeAnew() throws Exception {
        try (var simulator = Simulator.start(options("restart@2026-06-01T12:05"))) {
            var visitor = new PvsVisitor(simulator);
            assertThat(uptime(visitor)).isEqualTo(10_599);
            step(simulator, "1T19:05:00Z");
            assertThat(listens(simulator)).isFalse();
            Duration outage = Duration.ZERO;
            while (!listens(simulator)) {
                outage = outage.plusSeconds(1);
                simulator.clock().stepTo(NOON.plusSeconds(300).plus(outage));
            }
            assertThat(outage).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(12));
            assertThat(uptime(new PvsVisitor(simulator))).isZero();
            simulator.clock().stepTo(NOON.plusSeconds(300).plus(outage).plusSeconds(77));
            assertThat(uptime(new PvsVisitor(simulator))).isEqualTo(77);
        }
    }

    @Test
    void aRestartTakesAsLongAsItIsTold() throws Exception {
        try (var simulator = Simulator.start(options("restart@2026-06-01T12:05/3m"))) {
            step(simulator, "1T19:07:59Z");
            assertThat(listens(simulator)).isFalse();
            step(simulator, "1T19:08:00Z");
            assertThat(listens(simulator)).isTrue();
        }
    }

    @Test
    void dailyRestartsComeOnceADayEachAtItsOwnTime() throws Exception {
        var faults = List.of(FaultText.parse("restarts@2026-06-01T12:00/5d", SiteModel.VALLEY.zone()));
        var restarts = new Restarts(faults, 1);
        var seen = new HashSet<Restarts.Restart>();
        for (int minute = 0; minute < 8 * 24 * 60; minute++) {
            restarts.latest(NOON.plusSeconds(minute * 60L)).ifPresent(seen::add);
        }
        assertThat(seen).hasSize(5);
        assertThat(seen.stream().map(restart -> restart.down().getEpochSecond() % 86_400))
                .doesNotHaveDuplicates();
        assertThat(seen).allSatisfy(restart -> assertThat(Duration.between(restart.down(), restart.up()))
                .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(12)));
        try (var simulator = Simulator.start(options("restarts@2026-06-01T12:00/5d"))) {
            var first = restarts.latest(NOON.plusSeconds(86_400)).orElseThrow();
            simulator.clock().stepTo(first.down());
            assertThat(listens(simulator)).isFalse();
            simulator.clock().stepTo(first.up().plusSeconds(5));
            assertThat(uptime(new PvsVisitor(simulator))).isEqualTo(5);
        }
    }

    @Test
    void aRestartForgetsSessionsAndCachesAndWhatWasWritten() throws Exception {
        var options = options("restart@2026-06-01T12:02/2m").withProfile(Profile.V_61845);
        try (var simulator = Simulator.start(options)) {
            var visitor = new PvsVisitor(simulator).loggedIn();
            visitor.get("/vars?match=livedata&cache=mine");
            visitor.get("/vars?set=/sys/telemetryws/enable=1");
            assertThat(visitor.get("/vars?cache=mine").statusCode()).isEqualTo(200);
            assertThat(simulator.liveSessions()).isOne();
            step(simulator, "1T19:04:00Z");
            assertThat(simulator.liveSessions()).isZero();
            assertThat(visitor.get("/vars?match=livedata").statusCode()).isEqualTo(401);
            visitor.loggedIn();
            assertThat(visitor.get("/vars?cache=mine").statusCode()).isEqualTo(400);
            assertThat(visitor.variables("telemetryws").get(Variables.TELEMETRY).asText())
                    .isEqualTo("0");
            assertThat(visitor.variables("uptime").get("/sys/info/uptime").asDouble())
                    .isLessThan(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"403", "503", "500"})
    void aSickBoxIsMendedByARestartAlone(String kind) throws Exception {
        String list = "/cgi-bin/dl_cgi?Command=DeviceList";
        try (var told = Simulator.start(options(kind + "@2026-06-01T12:05/10m"));
                var restarted = Simulator.start(options(kind + "@2026-06-01T12:05", "restart@2026-06-01T12:30/5m"))) {
            step(told, "1T19:14:59Z");
            assertThat(new PvsVisitor(told).get(list).statusCode()).isEqualTo(Integer.parseInt(kind));
            step(told, "1T19:15:03Z");
            assertThat(uptime(new PvsVisitor(told))).isEqualTo(3);
            step(restarted, "1T19:29:59Z");
            assertThat(new PvsVisitor(restarted).get(list).statusCode()).isEqualTo(Integer.parseInt(kind));
            step(restarted, "1T19:36:00Z");
            assertThat(uptime(new PvsVisitor(restarted))).isEqualTo(60);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Profile.class,
            names = {"L0_2019", "L0_61839", "L0_PVS5"})
    void anUpdateIsTheSamePlantBehindALogin(Profile profile) throws Exception {
        try (var simulator = Simulator.start(
                options("update@2026-06-01T12:05/4m").withProfile(profile).withClock(SimulatedClock.stepped(NOON)))) {
            var url = simulator.pvsUrl();
            var before = new PvsVisitor(simulator);
            assertThat(before.get("/auth?login").statusCode()).isEqualTo(404);
            assertThat(before.get("/vars?match=/").statusCode()).isEqualTo(404);
            String supervisor = before.serial();
            double meter =
                    before.meter("PVS5-METER-C").get("net_ltea_3phsum_kwh").asDouble();
            step(simulator, "1T19:05:00Z");
            assertThat(listens(simulator)).isFalse();
            step(simulator, "1T19:10:20Z");
            assertThat(simulator.pvsUrl()).isEqualTo(url);
            var after = new PvsVisitor(simulator);
            assertThat(after.get("/cgi-bin/dl_cgi?Command=DeviceList").statusCode())
                    .isEqualTo(403);
            assertThat(after.serial()).isEqualTo(supervisor);
            var variables = after.loggedIn().variables("/");
            assertThat(variables.get("/sys/info/serialnum").asText()).isEqualTo(supervisor);
            assertThat(variables.get("/sys/info/uptime").asDouble()).isBetween(79.0, 82.0);
            for (int i = 0; i < 3; i++) {
                assertThat(variables.get("/sys/devices/inverter/" + i + "/sn").asText())
                        .isEqualTo(simulator.panelSerials().get(i));
            }
            assertThat(variables.get("/sys/livedata/net_en").asDouble())
                    .isCloseTo(meter, org.assertj.core.api.Assertions.within(0.5));
            assertThat(after.devices().keySet()).containsAll(simulator.panelSerials());
        }
    }

    @Test
    void anUpdateOfANewerFirmwareIsNone() {
        var options = options("update@2026-06-01T12:05").withProfile(Profile.V_61845);
        assertThatThrownBy(() -> Simulator.start(options)).hasMessageContaining("leads from an l0- profile");
    }

    @Test
    void anotherCertificateIsNotTrustedByWhoPinnedTheFirst() throws Exception {
        var options = options("cert@2026-06-01T12:05").withProfile(Profile.V_61845);
        try (var simulator = Simulator.start(options)) {
            var first = simulator.certificate().orElseThrow();
            var pinned = new PvsVisitor(simulator);
            String serial = pinned.serial();
            step(simulator, "1T19:05:00Z");
            assertThat(simulator.certificate().orElseThrow()).isNotEqualTo(first);
            assertThatThrownBy(pinned::serial).hasCauseInstanceOf(javax.net.ssl.SSLHandshakeException.class);
            assertThat(new PvsVisitor(simulator).serial()).isEqualTo(serial);
        }
        assertThatThrownBy(() -> Simulator.start(options("cert@2026-06-01T12:05")))
                .hasMessageContaining("needs https");
    }

    @Test
    void anyFirmwareSpeaksEitherScheme() throws Exception {
        try (var secured = Simulator.start(options().withTls(true));
                var plain =
                        Simulator.start(options().withProfile(Profile.V_61845).withTls(false))) {
            assertThat(secured.pvsUrl().getScheme()).isEqualTo("https");
            assertThat(new PvsVisitor(secured).devices()).hasSize(6);
            assertThat(plain.pvsUrl().getScheme()).isEqualTo("http");
            assertThat(plain.certificate()).isEmpty();
            assertThat(new PvsVisitor(plain).loggedIn().variables("livedata").size())
                    .isEqualTo(12);
        }
    }
}
