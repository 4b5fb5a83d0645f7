package org.pvswatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person at the command line meets: words, exit codes, and files where they were said to be. */
class CommandsTest {
    @TempDir
    private Path folder;

    @RegisterExtension
    private final Console console = new Console();

    @Test
    void withoutACommandItShowsWhatThereIs() {
        assertThat(run()).isEqualTo(2);
        assertThat(console.complaints())
                .contains("Usage: pvs-watch", "run", "demo", "simulate", "replay", "archive", "Exit codes: 0 done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "demo", "simulate", "replay", "archive", "archive verify"})
    void everyCommandExplainsItselfAndTakesTheThreeFolders(String command) {
        assertThat(run((command + " --help").split(" "))).isZero();
        assertThat(console.words())
                .contains("Usage: pvs-watch " + command, "--config=DIR", "--routes=DIR", "--data=DIR");
    }

    @Test
    void theBenchmarksExplainThemselves() {
        assertThat(run("benchmark", "--help")).isZero();
        assertThat(console.words()).contains("Usage: pvs-watch benchmark", "detection", "budget", "years");
        assertThat(console.complaints()).isEmpty();
    }

    @Test
    void aCommandNobodyKnowsIsWrongUsage() {
        assertThat(run("reply")).isEqualTo(2);
        assertThat(console.complaints()).contains("reply", "replay");
    }

    @Test
    void settingsThatAreMissingAreAllSaidAtOnce() {
        assertThat(run(with("run"))).isEqualTo(2);
        assertThat(console.complaints().lines())
                .hasSize(3)
                .allMatch(line -> line.matches(".*application\\.properties:\\d+: 'site\\.\\w+' is not set; write .*"));
    }

    @Test
    void runTakesItsFoldersInEitherForm() {
        for (String[] words : List.of(
                new String[] {"run", "--data", folder.toString(), "--routes=" + folder.resolve("none")}, new String[] {
                    "run",
                    "--data=" + folder,
                    "--routes",
                    folder.resolve("none").toString()
                })) {
            console.forget();
            assertThat(Commands.run(Map.of("SITE_ZONE", "UTC", "SITE_LATITUDE", "38", "SITE_LONGITUDE", "-121"), words))
                    .isEqualTo(2);
            assertThat(console.complaints()).contains(folder.resolve("none") + ": holds no route files");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run --nonsense", "run --nonsense=3", "run --config", "run now"})
    void runUnderstandsNothingElse(String words) {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(console.complaints()).contains("Usage: pvs-watch run", words.replaceAll("run |=.*", ""));
    }

    @Test
    void aRehearsalLeavesNothingOut() throws IOException {
        assertThat(run(with("rehearse"))).isZero();
        Path data = folder.resolve("data");
        assertThat(data.resolve("reports/2026-05.html")).content().contains("data:image/png");
        assertThat(data.resolve("csv/daily.csv")).exists();
        try (Stream<Path> sent = Files.walk(data.resolve("mail/sent"))) {
            assertThat(sent.map(Path::getFileName).map(Path::toString))
                    .anyMatch(name -> name.contains(".alert."))
                    .anyMatch(name -> name.contains("report"));
        }
        try (Stream<Path> packed = Files.walk(data.resolve("archive"))) {
            assertThat(packed.map(Path::toString)).anyMatch(name -> name.endsWith(".tar.xz"));
        }
    }

    @Test
    void theEnvironmentSetsSettings() {
        assertThat(Commands.run(Map.of("SITE_ZONE", "UTC", "SITE_LATITUDE", "north"), with("run")))
                .isEqualTo(2);
        assertThat(console.complaints())
                .contains("environment variable SITE_LATITUDE: 'site.latitude' is 'north'")
                .doesNotContain("site.zone");
    }

    @Test
    void aFolderThatIsNotThereIsWrongUsage() throws IOException {
        assertThat(run(placed("replay", folder.resolve("nowhere").toString()))).isEqualTo(2);
        assertThat(console.complaints()).contains("nowhere does not exist");
    }

    @Test
    void aFolderWithNothingInItCannotBeReplayed() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(run(placed("replay", empty.toString()))).isEqualTo(1);
        assertThat(console.complaints()).contains("nothing in it could be replayed");
    }

    @Test
    void aBrokenRouteFileStopsTheStartAndIsNamed() throws IOException {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        Files.writeString(routes.resolve("mine.camel.yaml"), "- route:\n    id: mine\n    from: [\n");
        Path answers = Files.createDirectory(folder.resolve("answers"));
        assertThat(run(placed("replay", answers.toString(), "--routes", routes.toString())))
                .isEqualTo(1);
        assertThat(console.complaints().lines()).hasSize(1).allMatch(line -> line.contains("mine.camel.yaml"));
    }

    @Test
    void checkSaysThatAllIsInOrderAndLeavesNothingBehind() throws IOException {
        ownRoute("- log: \"${body.device}\"");
        assertThat(run(placed("check"))).isZero();
        assertThat(console.words()).contains("Settings and routes are in order; 1 of them are your own");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void checkNamesEveryMistakeWithItsLine() throws IOException {
        ownRoute("- lag: \"${body.device}\"\n        - to: { uri: \"direct:sink-csw\" }");
        assertThat(run(placed("check"))).isEqualTo(1);
        assertThat(console.words().lines())
                .satisfiesExactly(
                        step -> assertThat(step).endsWith("mine.camel.yaml:6: 'lag' is no step; did you mean 'log'?"),
                        end -> assertThat(end)
                                .endsWith("mine.camel.yaml:7: no route begins with direct:sink-csw;"
                                        + " did you mean 'direct:sink-csv'?"));
    }

    private void ownRoute(String steps) throws IOException {
        Path own = Files.createDirectories(folder.resolve("config").resolve("routes"));
        Files.writeString(
                own.resolve("mine.camel.yaml"),
                "- route:\n    id: mine\n    from:\n      uri: seda:reading-mine\n      steps:\n        " + steps
                        + "\n");
    }

    @Test
    void aFolderWithoutRoutesIsAWrongSetting() throws IOException {
        assertThat(run(placed("replay", folder.toString(), "--routes", folder.toString())))
                .isEqualTo(2);
        assertThat(console.complaints()).contains(folder + ": holds no route files (*.camel.yaml)");
    }

    @Test
    void aDataFolderThatCannotBeMadeIsOneSentence() throws IOException {
        Files.writeString(folder.resolve("data"), "a file where the folder should be");
        assertThat(run(placed("run"))).isEqualTo(1);
        assertThat(console.complaints().lines())
                .hasSize(1)
                .allMatch(line -> line.matches("pvs-watch: .*data cannot be written \\(.*\\); mend its rights, or .*"));
    }

    @Test
    void replayTakesTheOldScriptsFolder() throws IOException {
        Path answers = Files.createDirectory(folder.resolve("raw_JSON_output_files"));
        Files.writeString(
                answers.resolve("PVS6_output_20260503_101522.json"),
                "{\"/sys/livedata/time\":\"1777828520\",\"/sys/livedata/pv_p\":\"1.5\",\"/sys/livedata/net_p\":\"-0.5\","
                        + "\"/sys/devices/inverter/0/sn\":\"E00990000001\",\"/sys/devices/inverter/0/p3phsumKw\":\"0.25\","
                        + "\"/sys/devices/inverter/0/msmtEps\":\"2026-05-03T17:15:00Z\"}");
        Files.writeString(answers.resolve("PVS6_output_20260503_103022.json"), "not an answer");
        Files.writeString(answers.resolve("notes.txt"), "not an answer");
        assertThat(run(placed("replay", answers.toString(), "--each"))).isZero();
        assertThat(console.words())
                .contains("PVS6_output_20260503_101522.json: 2 devices in, 2 new rows out")
                .contains("2 answers replayed");
        assertThat(console.complaints()).contains("is not the JSON it should be, it begins 'not an answer'");
        assertThat(folder.resolve("data/csv/overview-2026.csv"))
                .content()
                .contains("2026-05-03T10:15:20,,,,1.5,,-0.5,-07:00");
    }

    @Test
    void theDemoLeavesEverythingWhereItSays() throws IOException {
        assertThat(run(with("demo", "--once", "--days", "2"))).isZero();
        assertThat(console.words()).contains("Archive", "History", "CSV", "Mail", "Report");
        Path data = folder.resolve("data");
        assertThat(data.resolve("history.db")).isNotEmptyFile();
        try (Stream<Path> archived = Files.walk(data.resolve("archive"))) {
            assertThat(archived.filter(Files::isRegularFile)).hasSizeGreaterThan(2 * 96 + 2 * 24);
        }
        assertThat(data.resolve("csv/daily.csv")).content().hasLineCount(3);
        assertThat(run(with("demo", "--once", "--days", "1"))).isZero();
        assertThat(data.resolve("csv/daily.csv")).content().hasLineCount(2);
    }

    @Test
    void theArchiveCanBeMeasuredAndVerified() throws IOException {
        assertThat(run(with("archive"))).isEqualTo(2);
        assertThat(console.complaints()).contains("archive is no folder");
        assertThat(run(with("demo", "--once", "--days", "2"))).isZero();
        console.forget();
        assertThat(run(with("archive"))).isZero();
        assertThat(console.words())
                .matches("(?s)\\S*data/archive: [34] days, 0 of them packed, .* [kM]B; a day adds .* kB; .*years\\R");
        console.forget();
        assertThat(run(with("archive", "verify"))).isZero();
        assertThat(console.words().lines())
                .hasSize(1)
                .allMatch(line ->
                        line.matches(".*archive: \\d{3} answers \\(0 in 0 packs, \\d{3} in single files\\), .* to"
                                + " .* UTC, no day without any; all is well"));
        Path archive = folder.resolve("data/archive");
        Files.writeString(archive.resolve("PVS6_output_20260503_101522.json"), "{}");
        console.forget();
        assertThat(run("archive", "verify", archive.toString())).isEqualTo(1);
        assertThat(console.words())
                .contains("PVS6_output_20260503_101522.json: is not of the archive", "move it elsewhere")
                .endsWith("; problems: 1" + System.lineSeparator());
    }

    @Test
    void inventedAndRealReadingsNeverMix() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.createDirectory(data.resolve("archive"));
        assertThat(run(with("demo", "--once", "--days", "1"))).isEqualTo(1);
        assertThat(console.complaints()).contains("holds readings of a real site");
        assertThat(data.resolve("archive")).isEmptyDirectory();
        Files.delete(data.resolve("archive"));
        Files.writeString(data.resolve("DEMO"), "");
        console.forget();
        Path former = Files.createDirectory(folder.resolve("data-demo"));
        assertThat(run(placed("run"))).isEqualTo(1);
        assertThat(console.complaints()).contains("holds the readings of a demo", former + " is there already");
        assertThat(data.resolve("DEMO")).exists();
    }

    @Test
    void aFolderInWhichADemoWorksStaysWhereItIs() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("DEMO"), "");
        try (FileChannel lock =
                FileChannel.open(data.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(lock.lock().isValid()).isTrue();
            assertThat(run(placed("run"))).isEqualTo(1);
        }
        assertThat(console.complaints()).contains("a demo works in", "stop it");
        assertThat(data.resolve("DEMO")).exists();
    }

    @Test
    void aMonthThatIsNoneIsSaidInWordsOfOurs() throws IOException {
        assertThat(run(placed("report", "--month", "2026-13"))).isEqualTo(2);
        assertThat(console.complaints())
                .contains("'2026-13' does not do; write a month such as 2026-10")
                .doesNotContain("java.");
    }

    @Test
    void aSettingsFileOfAnotherAlphabetIsSaidOnce() throws IOException {
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(
                config.resolve("application.properties"), "mail.from=J\u00fcrgen", StandardCharsets.ISO_8859_1);
        assertThat(run(with("check", "--config", config.toString()))).isEqualTo(2);
        assertThat(console.complaints()).contains("cannot be read as UTF-8").doesNotContain("is not set");
    }

    @Test
    void aFaultNobodyKnowsIsWrongUsage() {
        assertThat(run(with("simulate", "--fault", "tired:3@2026-05-03T10:15"))).isEqualTo(2);
        assertThat(console.complaints()).contains("tired", "dead");
    }

    /** With the shipped settings, in which nothing is set. */
    private String[] with(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return all.toArray(String[]::new);
    }

    /** With settings that know where the house is. */
    private String[] placed(String... words) throws IOException {
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(
                config.resolve("application.properties"),
                "site.zone=America/Los_Angeles\nsite.latitude=38.6\nsite.longitude=-121.5\n");
        List<String> all = new ArrayList<>(List.of(with(words)));
        all.addAll(List.of("--config", config.toString()));
        return all.toArray(String[]::new);
    }

    /** Nothing that happens to be set where the tests run reaches the command. */
    private static int run(String... words) {
        return Commands.run(Map.of(), words);
    }
}
