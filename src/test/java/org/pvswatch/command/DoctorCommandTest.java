package org.pvswatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.mail.ScriptedSmtp;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.Profile;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;

/** What an owner reads who asks whether everything works. */
class DoctorCommandTest {
    @TempDir
    private Path folder;

    @RegisterExtension
    private final Console console = new Console();

    @Test
    void anOldPvsWithoutAWatch() throws Exception {
        try (Simulator pvs = simulator(Profile.L0_61839);
                ScriptedSmtp mail = ScriptedSmtp.started()) {
            settings(
                    pvs,
                    "mail.host=localhost",
                    "mail.port=" + mail.port(),
                    "mail.security=none",
                    "mail.from=me@home.example",
                    "mail.to=me@home.example");
            assertThat(doctor()).as(console.words() + console.complaints()).isZero();
            assertThat(console.words().lines())
                    .anyMatch(line -> line.startsWith("ok    Java: "))
                    .anyMatch(line -> line.matches("ok {4}clock: .* in America/Los_Angeles, as others have it"))
                    .contains(
                            "ok    PVS: PV Supervisor PVS6 at " + pvs.pvsUrl()
                                    + ", firmware 2025.06, Build 61839, needs no login",
                            "ok    PVS: 3 inverters, 1 production meter, 1 consumption meter",
                            "ok    weather: " + pvs.weatherUrl() + " answers",
                            "ok    mail: localhost:" + mail.port()
                                    + " lets us in; nothing was sent (--send sends a test letter)",
                            "All is well.");
            assertThat(console.complaints()).isEmpty();
            assertThat(mail.taken()).isEmpty();
            assertThat(pvs.requestsSeen().stream().filter(line -> line.contains("DeviceList")))
                    .hasSize(1);
            assertThat(pvs.writeAttempts()).isEmpty();
            assertThat(data()).doesNotExist();
        }
    }

    @Test
    void besideAWatchItAsksThePvsNothingAndTouchesNothing() throws Exception {
        try (Simulator pvs = simulator(Profile.V_61845)) {
            settings(pvs);
            Settings settings = Settings.load(config(), Map.of(), Map.of(Settings.DATA_DIR, data().toString()));
            try (Watch watch = new Watch(settings, Path.of("routes"), Clock.systemUTC())) {
                watch.start();
                watch.send("direct:ask-every-pvs", null);
                long asked = pvs.requestCount();
                Map<String, FileTime> before = files();
                assertThat(doctor()).as(console.words()).isZero();
                assertThat(console.words().lines())
                        .contains("ok    data folder: " + data() + ", the watch is running (process "
                                + ProcessHandle.current().pid() + ")")
                        .anyMatch(line -> line.matches("ok {4}archive: last poll that reached it: pvs1 \\d+ s ago"))
                        .anyMatch(line -> line.matches("ok {4}PVS: PVS6 at .*, heard by the running watch \\d+ s ago"));
                assertThat(pvs.requestCount()).isEqualTo(asked);
                assertThat(files()).isEqualTo(before);
            }
            assertThat(pvs.liveSessions()).isZero();
        }
    }

    @Test
    void whatIsWrongIsSaidWithItsMend() throws Exception {
        Simulator gone = simulator(Profile.L0_61839);
        settings(
                gone,
                "mail.host=127.0.0.1",
                "mail.port=9",
                "mail.security=none",
                "mail.from=a@b.example",
                "mail.to=a@b.example",
                "alert.ntfy.topic=x",
                "alert.ntfy.token-file=/nowhere/token");
        gone.close();
        Files.createDirectories(config().resolve("routes"));
        Files.writeString(
                config().resolve("routes/mine.camel.yaml"), "- route: { id: mine, from: { uri: \"seda:x\" }\n");
        assertThat(doctor()).isEqualTo(1);
        assertThat(console.words().lines())
                .anyMatch(line -> line.startsWith("FAIL  secrets: alert.ntfy.token-file names /nowhere/token"))
                .anyMatch(line -> line.startsWith("FAIL  routes: ") && line.contains("mine.camel.yaml:"))
                .anyMatch(line -> line.startsWith("FAIL  PVS: nothing from ") && line.contains("Connection refused"))
                .anyMatch(line -> line.startsWith("FAIL  weather: nothing from "))
                .anyMatch(line -> line.startsWith(
                        "FAIL  mail: 127.0.0.1:9 does not take our mail: nobody listens there; look at"))
                .anyMatch(line -> line.matches("\\d things have to be mended.*"));
    }

    @Test
    void settingsThatCannotBeUsedAreOneLineEach() throws Exception {
        Files.createDirectories(config());
        Files.writeString(config().resolve(Settings.FILE), "site.zone=Mars\nsite.latitude=1\nsite.longitude=2\nx=1\n");
        assertThat(doctor()).isEqualTo(1);
        assertThat(console.words().lines().filter(line -> line.startsWith("FAIL  settings: ")))
                .hasSize(2)
                .anyMatch(line -> line.contains("'site.zone' is 'Mars'; write an IANA zone"))
                .anyMatch(line -> line.contains("'x' is not a known key"));
    }

    @Test
    void aBundleHoldsWhatAReportNeedsAndNoSecret() throws Exception {
        try (Simulator pvs = simulator(Profile.V_61845)) {
            Path token = Files.writeString(folder.resolve("token"), "tk_very_secret_42\n");
            settings(
                    pvs,
                    "archive.serials=whole",
                    "heartbeat.url=http://127.0.0.1:9/ping/5b1f-0000",
                    "alert.ntfy.topic=topic-nobody-guesses",
                    "alert.ntfy.token-file=" + token,
                    "own.key=k-own-secret",
                    "own.api-token=own-token-value",
                    "routes.off=tell-outlets");
            Path log = Files.writeString(
                    folder.resolve("log"), "login " + String.join(" ", pvs.secrets()) + " by me@home.example\n");
            Files.createDirectories(config().resolve("routes"));
            Files.writeString(config().resolve("routes/mine.camel.yaml"), """
                    - route:
                        id: mine
                        from:
                          uri: seda:sink-mine
                          steps:
                            - setHeader: { name: X-Api-Key, constant: "A1b2C3d4E5f6G7h8I9j0K1l2M3" }
                            - log: "password: hunter22"
                    """);
            poll();
            Files.writeString(log, "sessions " + pvs.secrets() + "\n", java.nio.file.StandardOpenOption.APPEND);
            Path zip = folder.resolve("bundle.zip");
            doctor("--bundle", zip.toString(), "--log", log.toString());
            Map<String, String> parts = unzipped(zip);
            assertThat(parts.keySet().stream().map(name -> name.replaceAll("\\d{8}T\\d{6}\\.\\d{3}Z", "AT")))
                    .containsExactlyInAnyOrder(
                            "pvs-watch/doctor.txt",
                            "pvs-watch/versions.txt",
                            "pvs-watch/settings.txt",
                            "pvs-watch/files.txt",
                            "pvs-watch/log.txt",
                            "pvs-watch/answers/AT_pvs1.json",
                            "pvs-watch/routes/mine.camel.yaml");
            String all = String.join("\n", parts.values());
            List<String> secrets = new ArrayList<>(pvs.secrets());
            secrets.addAll(List.of(
                    "tk_very_secret_42",
                    "5b1f-0000",
                    "topic-nobody-guesses",
                    "own-token-value",
                    "A1b2C3d4E5f6G7h8I9j0K1l2M3",
                    "hunter22",
                    "me@home.example",
                    "38.58157",
                    "121.4944"));
            assertThat(secrets).allSatisfy(secret -> assertThat(all).doesNotContain(secret));
            assertThat(all)
                    .contains("site.latitude=38.6", "heartbeat.url=(set)", "routes.off=tell-outlets")
                    .contains("/sys/devices/inverter", "history.db", "archive/");
            assertThat(console.words() + console.complaints())
                    .satisfies(said -> assertThat(pvs.secrets()).noneMatch(said::contains));
        }
    }

    @Test
    void wrongUsageIsTwo() {
        assertThat(Commands.run(Map.of(), "doctor", "--nonsense")).isEqualTo(2);
    }

    private void poll() throws Exception {
        Settings settings = Settings.load(config(), Map.of(), Map.of(Settings.DATA_DIR, data().toString()))
                .with(Map.of("heartbeat.url", ""));
        try (Watch watch = new Watch(settings, Path.of("routes"), Clock.systemUTC())) {
            watch.start();
            watch.send("direct:ask-every-pvs", null);
        }
    }

    private static Map<String, String> unzipped(Path file) throws IOException {
        Map<String, String> parts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    /** Everything in the data folder with its time, but SQLite's own shared memory. */
    private Map<String, FileTime> files() throws IOException {
        Map<String, FileTime> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(data())) {
            for (Path file :
                    found.filter(each -> !each.toString().endsWith("-shm")).toList()) {
                files.put(file.toString(), Files.getLastModifiedTime(file));
            }
        }
        return files;
    }

    private static Simulator simulator(Profile profile) throws IOException {
        return Simulator.start(SimulatorOptions.defaults()
                .withProfile(profile)
                .withPanels(3)
                .withClock(SimulatedClock.running(Instant.now(), 1)));
    }

    private void settings(Simulator pvs, String... more) throws IOException {
        Files.createDirectories(config());
        List<String> lines = new ArrayList<>(List.of(
                "site.zone=America/Los_Angeles",
                "site.latitude=38.58157",
                "site.longitude=-121.4944",
                "pvs.url=" + pvs.pvsUrl(),
                "weather.url=" + pvs.weatherUrl()));
        lines.addAll(Arrays.asList(more));
        Files.write(config().resolve(Settings.FILE), lines);
    }

    private Path config() {
        return folder.resolve("config");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private int doctor(String... words) {
        List<String> all = new ArrayList<>(List.of("doctor"));
        all.addAll(List.of(words));
        all.addAll(List.of("--data", data().toString(), "--config", config().toString(), "--routes", "routes"));
        return Commands.run(Map.of(), all.toArray(String[]::new));
    }
}
