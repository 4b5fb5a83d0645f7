package org.pvswatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.mail.ScriptedSmtp;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.Profile;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;

/** What an owner is asked, and what becomes of his answers. */
class SetupCommandTest {
    private static Simulator pvs;
    private static PlaceSearch places;
    private static ScriptedSmtp mail;

    @TempDir
    private Path folder;

    @RegisterExtension
    private final Console console = new Console();

    @BeforeAll
    static void open() throws IOException {
        pvs = Simulator.start(SimulatorOptions.defaults()
                .withProfile(Profile.V_61845)
                .withPanels(2)
                .withClock(SimulatedClock.running(Instant.now(), 1)));
        places = new PlaceSearch();
        mail = ScriptedSmtp.started();
    }

    @AfterAll
    static void close() throws IOException {
        pvs.close();
        places.close();
        mail.close();
    }

    @Test
    void aFreshFolderWatchesAfterwards() throws Exception {
        mail.forget();
        console.answers(
                "", // the PVS that was found
                "Sacramento",
                "", // the first of two
                "22 southwest",
                "me@home.example",
                "localhost:" + mail.port(),
                "");
        assertThat(setup(pvs.pvsUrl().toString())).as(console.words()).isZero();
        assertThat(Settings.written(config()))
                .containsEntry("pvs.url", pvs.pvsUrl().toString())
                .containsEntry("site.latitude", "38.5816")
                .containsEntry("site.longitude", "-121.4944")
                .containsEntry("site.zone", "America/Los_Angeles")
                .containsEntry("site.tilt-degrees", "22")
                .containsEntry("site.azimuth-degrees", "225")
                .containsEntry("mail.security", "none")
                .containsEntry("mail.from", "me@home.example");
        assertThat(console.words())
                .contains(
                        "2  Sacramento, Kentucky, United States", "PVS6 at " + pvs.pvsUrl(), "logged in", "2 inverters")
                .contains("ok    mail: localhost:" + mail.port() + " accepted a test letter for me@home.example")
                .contains("Start it: ./pvs-watch run")
                .doesNotContain("FAIL");
        assertThat(mail.taken()).hasSize(1);
        assertThat(questions()).isLessThanOrEqualTo(8);
        runsAndPolls();
    }

    @Test
    void whatADemoLeftIsPutAside() throws Exception {
        write("site.zone=UTC\nsite.latitude=1\nsite.longitude=2\npvs.url=" + pvs.pvsUrl() + "\n");
        Files.writeString(Files.createDirectories(data()).resolve("DEMO"), "invented");
        console.answers("");
        assertThat(setup("--no-doctor", pvs.pvsUrl().toString()))
                .as(console.words())
                .isZero();
        Path aside = data().resolveSibling(data().getFileName() + "-demo");
        assertThat(console.words()).contains("The readings of the demo lie in " + aside + " now.");
        assertThat(aside.resolve("DEMO")).hasContent("invented");
        assertThat(data()).doesNotExist();
    }

    private void runsAndPolls() throws Exception {
        Settings settings = Settings.load(config(), environment(), Map.of(Settings.DATA_DIR, data().toString()));
        try (Watch watch = new Watch(settings, Path.of("routes"), Clock.systemUTC())) {
            watch.start();
            watch.send("direct:ask-every-pvs", null);
            assertThat(watch.history().span()).isPresent();
        }
        try (Stream<Path> files = Files.walk(data().resolve("archive"))) {
            assertThat(files.filter(file -> file.toString().endsWith("_pvs1.json.gz")))
                    .isNotEmpty();
        }
    }

    @Test
    void askedAgainItOffersWhatIsSetAndLeavesTheRestAlone() throws Exception {
        String mine = """
                # my own words
                site.zone=Europe/Berlin
                site.latitude=50.9333
                site.longitude=6.95
                own.broker = tcp://x   # not ours
                pvs.url=%s
                mail.password-file=
                """.formatted(pvs.pvsUrl());
        write(mine);
        console.answers("", "", "", "me@gmail.com", "", "abcd efgh ijkl mnop", "");
        assertThat(setup("--no-doctor", pvs.pvsUrl().toString()))
                .as(console.words())
                .isZero();
        Path password = config().resolve("secrets/mail-password");
        assertThat(config().resolve(Settings.FILE))
                .content()
                .startsWith(mine.replace("mail.password-file=\n", "mail.password-file=" + password + "\n"))
                .endsWith("mail.to=me@gmail.com\nmail.host=smtp.gmail.com\nmail.user=me@gmail.com\n")
                .doesNotContain("abcd");
        assertThat(password).hasContent("abcdefghijklmnop\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                .isEqualTo("rw-------");
        assertThat(config().resolve(Settings.FILE + ".bak")).hasContent(mine);
        assertThat(console.words())
                .contains("[50.9333, 6.95]", "[smtp.gmail.com:587 me@gmail.com]", "(not shown)")
                .doesNotContain("abcd");
        console.forget();
        console.answers("");
        assertThat(setup("--no-doctor", pvs.pvsUrl().toString())).isZero();
        assertThat(console.words()).contains("Nothing to change.", "[me@gmail.com]", "[as it is]");
        console.forget();
        console.answers("", "", "", "-");
        assertThat(setup("--no-doctor", pvs.pvsUrl().toString())).isZero();
        assertThat(Settings.written(config())).containsEntry("mail.to", "").containsEntry("mail.host", "");
    }

    @Test
    void coordinatesNeedNoNetworkAndASecondTryIsGranted() throws Exception {
        console.answers(
                "https://127.0.0.1:9/",
                "Atlantis",
                "91, 0",
                "38.58 N 121.49 W",
                "Mars/Base",
                "America/Denver",
                "flat",
                "");
        assertThat(setup("--no-doctor", "127.0.0.1:9")).as(console.words()).isZero();
        assertThat(console.words())
                .contains("None found.", "No PVS answers there now; it is taken as you wrote it.")
                .contains("no town is known as 'Atlantis'", "'91, 0' is no place on the earth")
                .contains("'Mars/Base' is no time zone", "'flat' is no slope and direction");
        assertThat(places.asked()).contains("GET /v1/search?name=Atlantis&count=9&language=en&format=json");
        assertThat(Settings.written(config()))
                .containsEntry("pvs.url", "https://127.0.0.1:9")
                .containsEntry("site.zone", "America/Denver")
                .containsEntry("site.longitude", "-121.49");
    }

    @Test
    void theZoneOfAMachineElsewhereIsNotOffered() {
        assertThat(Interview.fits(ZoneId.of("Etc/UTC"), "-121.49")).isFalse();
        assertThat(Interview.fits(ZoneId.of("America/Los_Angeles"), "-121.49")).isTrue();
        assertThat(Interview.fits(ZoneId.of("Asia/Shanghai"), "75.99")).isTrue();
    }

    @Test
    void whoGivesNoAnswerThatCanBeUsedChangesNothing() throws Exception {
        write("# mine\npvs.url=" + pvs.pvsUrl() + "\n");
        console.answers("", "0 200", "0 300", "0 400", "38 -121");
        assertThat(setup(pvs.pvsUrl().toString())).isEqualTo(1);
        assertThat(console.complaints()).contains("'0 400' is no place on the earth", "nothing was changed");
        assertThat(config().resolve(Settings.FILE)).hasContent("# mine\npvs.url=" + pvs.pvsUrl() + "\n");
        try (Stream<Path> files = Files.list(config())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aMistakeElsewhereIsSaidBeforeAnythingIsAsked() throws Exception {
        write("pvs.uri=http://x\n");
        console.answers("");
        assertThat(setup()).isEqualTo(2);
        assertThat(console.complaints()).contains("'pvs.uri' is not a known key");
        assertThat(console.words()).isEmpty();
    }

    /** On a terminal as a person has it: a password is not shown, and Ctrl-C at the last question leaves all as it was. */
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void onATerminal() throws Exception {
        write("site.zone=UTC\nsite.latitude=1\nsite.longitude=2\npvs.url=" + pvs.pvsUrl() + "\n");
        List<String> java = List.of(
                "env",
                "--default-signal=INT", // whoever runs us in the background has it ignored, for children too
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dpvswatch.terminal.in=true",
                "-Dpvswatch.terminal.out=true",
                "-cp",
                System.getProperty("java.class.path"),
                "org.pvswatch.PvsWatch",
                "setup",
                "--no-doctor",
                "--config",
                config().toString(),
                pvs.pvsUrl().toString());
        Process session = new ProcessBuilder("script", "-qfec", String.join(" ", java), "/dev/null")
                .redirectErrorStream(true)
                .start();
        try {
            talk(session);
        } finally {
            session.destroyForcibly();
        }
    }

    private void talk(Process session) throws Exception {
        StringBuilder seen = new StringBuilder();
        answerWhenAsked(session, seen, "Its address", "\n");
        answerWhenAsked(session, seen, "Town or coordinates", "\n");
        answerWhenAsked(session, seen, "Slope and direction", "\n");
        answerWhenAsked(session, seen, "Mail address", "me@gmail.com\n");
        answerWhenAsked(session, seen, "Server and user", "\n");
        answerWhenAsked(session, seen, "Password of me@gmail.com", "verysecret\n");
        answerWhenAsked(session, seen, "Sheet and key file", "\u0003");
        seen.append(new String(session.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertThat(session.waitFor()).isNotZero();
        assertThat(seen.toString()).contains("\u001b[1m1. The PVS").doesNotContain("verysecret");
        assertThat(config().resolve(Settings.FILE))
                .hasContent("site.zone=UTC\nsite.latitude=1\nsite.longitude=2\npvs.url=" + pvs.pvsUrl() + "\n");
        try (Stream<Path> files = Files.list(config())) {
            assertThat(files).hasSize(1);
        }
    }

    private static void answerWhenAsked(Process session, StringBuilder seen, String question, String keys)
            throws IOException {
        int from = seen.length();
        while (seen.indexOf(question, from) < 0 || !seen.toString().endsWith(": ")) {
            int next = session.getInputStream().read();
            assertThat(next).as("the end after " + seen).isNotNegative();
            seen.append((char) next);
        }
        session.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        session.getOutputStream().flush();
    }

    private long questions() {
        return console.words().lines().filter(line -> line.matches("\\d\\. .*")).count();
    }

    private Path config() {
        return folder.resolve("config");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private void write(String settings) throws IOException {
        Files.createDirectories(config());
        Files.writeString(config().resolve(Settings.FILE), settings);
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PLACE_URL", places.url());
        environment.put("WEATHER_URL", pvs.weatherUrl().toString());
        return environment;
    }

    private int setup(String... words) {
        List<String> all = new ArrayList<>(List.of("setup"));
        all.addAll(List.of(words));
        all.addAll(List.of("--data", data().toString(), "--config", config().toString(), "--routes", "routes"));
        return Commands.run(environment(), all.toArray(String[]::new));
    }
}
