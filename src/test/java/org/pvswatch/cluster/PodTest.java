package org.pvswatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.PvsWatch;

/** The pod of the overlay for a Pi as processes of this machine: its words, its environment, its files as a node lays them out. */
class PodTest {
    private static final String NOWHERE = "http://127.0.0.1:9";

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private Path home;
    private Cluster.Pods pods;
    private Container container;
    private int port;

    @BeforeEach
    void mount() throws IOException {
        Cluster cluster = Cluster.of(Rendered.objects(Rendered.lookedAt("home")));
        pods = cluster.pods().get(0);
        container = pods.template().getSpec().getContainers().get(0);
        home = Files.createDirectory(folder.resolve("pvs-watch"));
        Files.createDirectory(home.resolve("data"));
        mount("config", cluster.all(ConfigMap.class).get(0).getData());
        mount(
                "own-routes",
                Map.of("mine.camel.yaml", "- route:\n    id: mine\n    from:\n      uri: sedda:reading-mine\n"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void livesIsNotReadyWithAWrongRouteAdmitsNoSecondAndStopsInTime() throws Exception {
        Process first = start();
        BufferedReader lines = first.inputReader();
        String said = "";
        while (!said.contains("INFO run - watching")) {
            String line = lines.readLine();
            assertThat(line).as("it ended by itself: " + said).isNotNull();
            said += line + "\n";
        }
        assertThat(asked(container.getStartupProbe())).startsWith("200 ");
        assertThat(asked(container.getLivenessProbe())).startsWith("200 ").contains("polls");
        assertThat(asked(container.getReadinessProbe())).startsWith("503 ").contains("own-routes/mine.camel.yaml");

        Process second = start();
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(second.inputReader().lines().toList())
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("another PVS Watch works in " + home.resolve("data"));
        assertThat(asked(container.getLivenessProbe())).startsWith("200 ");

        first.toHandle().destroy(); // as a node does; what it says then can still be read
        long grace = pods.template().getSpec().getTerminationGracePeriodSeconds();
        assertThat(first.waitFor(grace, TimeUnit.SECONDS)).isTrue();
        assertThat(lines.lines()).anySatisfy(line -> assertThat(line).endsWith("INFO run - stopping"));
    }

    /** As a node does: each file leads to one in a folder that is exchanged as a whole. */
    private void mount(String name, Map<String, String> files) throws IOException {
        Path mounted = Files.createDirectory(home.resolve(name));
        Path now = Files.createDirectory(mounted.resolve("..2026_11_22_01_00_00.1"));
        Files.createSymbolicLink(mounted.resolve("..data"), now.getFileName());
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(now.resolve(file.getKey()), file.getValue());
            Files.createSymbolicLink(mounted.resolve(file.getKey()), Path.of("..data", file.getKey()));
        }
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-Dpvswatch.home=" + home,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                PvsWatch.class.getName()));
        command.addAll(container.getArgs());
        command.addAll(
                List.of("--routes", Path.of("routes").toAbsolutePath().toString())); // in the image beside the program
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment());
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    /** That of the pod, with our folders, a free port, and nobody out there. */
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(WatcherRules.environment(container));
        environment.replaceAll((name, value) -> value.replace("/opt/pvs-watch", home.toString()));
        assertThat(environment.put("HEALTH_LISTEN", "127.0.0.1:" + port)).isEqualTo("0.0.0.0:9876");
        environment.put("PVS_URL", NOWHERE);
        environment.put("WEATHER_URL", NOWHERE);
        return environment;
    }

    private String asked(Probe probe) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + port + probe.getHttpGet().getPath()))
                .timeout(Duration.ofSeconds(probe.getTimeoutSeconds()))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }
}
