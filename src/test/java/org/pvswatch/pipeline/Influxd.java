package org.pvswatch.pipeline;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real InfluxDB 1, as Debian packs it, with a database {@code solar}; {@code .ci/run} lays it into {@code target/influxdb}. */
final class Influxd implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port = free();

    Influxd(Path folder) throws IOException, InterruptedException {
        Path config =
                Files.writeString(folder.resolve("influxdb.conf"), """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                dir = "%s/meta"
                [data]
                dir = "%s/data"
                wal-dir = "%s/wal"
                [http]
                bind-address = "127.0.0.1:%d"
                """.formatted(free(), folder, folder, folder, port));
        process = new ProcessBuilder(tool().toString(), "-config", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("influxd.log").toFile())
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!query("CREATE DATABASE solar").contains("results") && System.nanoTime() < end) {
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** What it answers, JSON; empty while it is not up. */
    String query(String query) throws IOException, InterruptedException {
        URI uri = URI.create(url() + "/query?db=solar&epoch=s&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody()).build();
            return HTTP.send(request, BodyHandlers.ofString()).body();
        } catch (ConnectException e) {
            return "";
        }
    }

    private static int free() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static Path tool() {
        Path found = Stream.concat(
                        Stream.ofNullable(System.getProperty("influxdb.bin")),
                        Stream.of("target/influxdb/usr/bin", "/usr/bin"))
                .map(folder -> Path.of(folder, "influxd"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(found != null, "NOT CHECKED: what a real InfluxDB takes needs influxd, and it is not there");
        return found.toAbsolutePath();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
