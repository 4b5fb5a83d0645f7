package org.pvswatch.pipeline;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Prometheus, as Debian packs it; {@code .ci/run} lays it into {@code target/prometheus}. */
final class Prometheus implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;

    /** One that scrapes a port of this machine five times a second. */
    Prometheus(Path folder, int scraped) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path config = Files.writeString(folder.resolve("prometheus.yml"), """
                global: { scrape_interval: 200ms, scrape_timeout: 200ms }
                scrape_configs:
                  - job_name: pvs-watch
                    static_configs: [ { targets: [ "127.0.0.1:%d" ] } ]
                """.formatted(scraped));
        process = new ProcessBuilder(
                        tool("prometheus").toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
    }

    /** What {@code promtool check metrics} says of a page, nothing when all is well. */
    static String check(Path folder, String page) throws IOException, InterruptedException {
        Path said = folder.resolve("promtool.log");
        Process promtool = new ProcessBuilder(tool("promtool").toString(), "check", "metrics", "--extended")
                .redirectInput(
                        Files.writeString(folder.resolve("page.txt"), page).toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        promtool.waitFor(30, TimeUnit.SECONDS);
        String remarks = Files.readString(said);
        return promtool.exitValue() == 0 ? "" : remarks + "exit code " + promtool.exitValue();
    }

    /** The value of a query once it is so; the last other one when it does not become so in half a minute. */
    String value(String query, String expected) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String seen = ask(query);
        while (!expected.equals(seen) && System.nanoTime() < end) {
            process.waitFor(50, TimeUnit.MILLISECONDS);
            seen = ask(query);
        }
        return seen;
    }

    private String ask(String query) throws IOException, InterruptedException {
        URI uri = URI.create(
                "http://127.0.0.1:" + port + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        try {
            JsonNode answer =
                    JSON.readTree(HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                            .body());
            JsonNode result = answer.path("data").path("result");
            return result.isEmpty()
                    ? "nothing"
                    : result.path(0).path("value").path(1).asText();
        } catch (ConnectException | com.fasterxml.jackson.core.JsonProcessingException e) {
            return "not up yet";
        }
    }

    private static Path tool(String name) {
        String given = System.getProperty("prometheus.bin");
        Path found = Stream.concat(
                        Stream.ofNullable(given),
                        List.of("target/prometheus/usr/bin", "/usr/bin", "/usr/local/bin").stream())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(found != null, "NOT CHECKED: what Prometheus makes of it needs Prometheus, and it is not there");
        return found.toAbsolutePath();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
