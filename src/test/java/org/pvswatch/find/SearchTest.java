package org.pvswatch.find;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.pvswatch.find.Place.Origin;
import org.pvswatch.simulator.Profile;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;

/** What becomes of the places that are asked. */
class SearchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void asksOnceAndLooksAtTheCertificate() throws Exception {
        try (Simulator pvs = simulator(Profile.V_61845, 1)) {
            Findings findings = search(place(pvs));
            byte[] certificate = pvs.certificate().orElseThrow().getEncoded();
            assertThat(findings.found()).singleElement().satisfies(found -> {
                assertThat(found.url()).isEqualTo(pvs.pvsUrl());
                assertThat(found.shownSerial()).isEqualTo(pvs.maskedSerial());
                assertThat(found.model()).isEqualTo("PVS6");
                assertThat(found.firmware()).isEqualTo("2025.09, Build 61845");
                assertThat(found.build()).isEqualTo(61845);
                assertThat(found.expectsLogin()).isTrue();
                assertThat(found.certificateSha256())
                        .isEqualTo(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate)));
                assertThat(found.alsoAt()).isEmpty();
            });
            assertThat(pvs.requestCount()).isEqualTo(1);
            assertThat(pvs.writeAttempts()).isEmpty();
        }
    }

    @Test
    void triesHttpAfterHttpsWhereNobodySaysWhich() throws Exception {
        try (Simulator pvs = simulator(Profile.L0_PVS5, 1)) {
            Place unknown = Place.of("127.0.0.1:" + pvs.pvsUrl().getPort(), Origin.OWNER);
            assertThat(search(unknown).found()).singleElement().satisfies(found -> {
                assertThat(found.url()).isEqualTo(pvs.pvsUrl());
                assertThat(found.model()).isEqualTo("PVS5");
                assertThat(found.build()).isEqualTo(3008);
                assertThat(found.expectsLogin()).isFalse();
                assertThat(found.certificateSha256()).isNull();
            });
            assertThat(pvs.requestCount()).isEqualTo(1);
        }
    }

    @Test
    void aBoxWithSeveralAddressesIsFoundOnceAtTheBestAndAskedOneByOne() throws Exception {
        try (Simulator pvs = simulator(Profile.V_61845, 1);
                Simulator other = simulator(Profile.L0_61839, 2)) {
            int port = pvs.pvsUrl().getPort();
            Findings findings = search(
                    Place.of("localhost:" + port, Origin.NAME),
                    Place.of(InetAddress.getByName("127.0.0.1"), port, Origin.ANNOUNCED),
                    Place.of("https://localhost:" + port + "/", Origin.OWNER),
                    place(other));
            assertThat(findings.found()).extracting(FoundPvs::build).containsExactlyInAnyOrder(61845, 61839);
            FoundPvs found = findings.found().stream()
                    .filter(FoundPvs::expectsLogin)
                    .findFirst()
                    .orElseThrow();
            assertThat(found.url()).isEqualTo(pvs.pvsUrl());
            assertThat(found.alsoAt()).containsExactly(URI.create("https://localhost:" + port));
            assertThat(pvs.requestCount()).isEqualTo(2);
            assertThat(pvs.peakRequestsInFlight()).isEqualTo(1);
        }
    }

    @Test
    void anAddressAnnouncedTwiceIsAskedOnce() throws Exception {
        try (Simulator pvs = simulator(Profile.L0_61839, 1)) {
            search(place(pvs), place(pvs), place(pvs));
            assertThat(pvs.requestCount()).isEqualTo(1);
        }
    }

    @Test
    void nobodyElseIsTakenForAPvsOrHoldsUpTheSearch() throws Exception {
        try (Simulator pvs = simulator(Profile.L0_61839, 1);
                ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpServer stranger = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 1);
            stranger.setExecutor(Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(work);
                thread.setDaemon(true);
                return thread;
            }));
            stranger.createContext("/html", exchange -> answer(exchange, 200, "<html>a printer</html>"));
            stranger.createContext("/refuses", exchange -> answer(exchange, 403, "{}"));
            stranger.createContext("/elsewhere", exchange -> {
                exchange.getResponseHeaders().set("Location", pvs.pvsUrl() + "/cgi-bin/dl_cgi/supervisor/info");
                answer(exchange, 302, "");
            });
            stranger.createContext("/endless", SearchTest::endless);
            stranger.start();
            try {
                String base = "http://127.0.0.1:" + stranger.getAddress().getPort();
                long begin = System.nanoTime();
                Findings findings = search(
                        announced(base + "/html"),
                        announced(base + "/refuses"),
                        announced(base + "/elsewhere"),
                        announced(base + "/endless"),
                        announced("http://127.0.0.1:" + mute.getLocalPort()),
                        announced("https://127.0.0.1:" + pvs.pvsUrl().getPort()),
                        announced("https://127.0.0.1:9"));
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE.multipliedBy(3));
                assertThat(findings.found()).isEmpty();
                assertThat(findings.announcedOnly())
                        .contains(
                                base + "/html answers, but not as a PVS does",
                                base + "/refuses answers HTTP 403",
                                base + "/elsewhere answers HTTP 302",
                                base + "/endless answers, but not as a PVS does",
                                "https://127.0.0.1:9 cannot be reached")
                        .anyMatch(line ->
                                line.startsWith("http://127.0.0.1:" + mute.getLocalPort() + " does not answer in time"))
                        .hasSize(7);
                assertThat(pvs.requestCount()).isZero();
            } finally {
                stranger.stop(0);
            }
        }
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] blanks = " ".repeat(8192).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
                out.write(blanks); // until the other side has had enough
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Findings search(Place... places) throws InterruptedException {
        try (Search search = new Search(PATIENCE)) {
            Arrays.stream(places).forEach(search::ask);
            search.await(Duration.ZERO, PATIENCE.multipliedBy(10), any -> false);
            return search.findings();
        }
    }

    private static Place place(Simulator pvs) {
        return Place.of(pvs.pvsUrl().toString(), Origin.OWNER);
    }

    private static Place announced(String url) {
        return Place.of(url, Origin.ANNOUNCED);
    }

    private static Simulator simulator(Profile profile, long seed) throws IOException {
        return Simulator.start(
                SimulatorOptions.defaults().withProfile(profile).withSeed(seed).withPanels(1));
    }
}
