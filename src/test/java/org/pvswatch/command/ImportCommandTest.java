package org.pvswatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.adopt.OldScript;
import org.pvswatch.archive.Archive;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.history.DatabaseKind;
import org.pvswatch.history.History;
import org.pvswatch.history.TestDatabase;
import org.pvswatch.settings.Settings;

/** What an owner of the old script meets who takes everything over: real files, the shipped routes, a real database. */
class ImportCommandTest {
    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final String DAY = "2026-05-03";
    private static final String NEXT = "2026-05-04";

    @TempDir
    private Path folder;

    @RegisterExtension
    private final Console console = new Console();

    private OldScript script;
    private Path data;
    private Map<String, String> environment = Map.of();

    @BeforeEach
    void listen() throws IOException {
        script = new OldScript(folder.resolve("output"));
        data = folder.resolve("data");
    }

    @Test
    void answersGoIntoTheArchiveAtTheirOwnMomentWithoutTheirSecrets() throws IOException {
        script.answers(OldScript.runsOf(DAY), ZONE, LONDON); // the computer of the script lived in another zone
        assertThat(imported()).isZero();
        assertThat(report())
                .contains("raw_JSON_output_files: 64 answers, 2026-05-03 06:00:03 to 2026-05-03 21:45:03")
                .contains("64 taken", "64 answers put into");
        List<Path> archived = below("archive");
        assertThat(archived).hasSize(64);
        assertThat(archived.get(0)).hasFileName("20260503T130003.000Z_pvs1.json.gz");
        assertThat(text(archived.get(0)))
                .contains("\"/sys/info/wpa_key\": \"(removed)\"", "\"ZT262085000549-pvs1\"")
                .doesNotContain("correct horse", "A0001");
        assertThat(overview())
                .hasSize(65)
                .anyMatch(row -> row.startsWith("2026-05-03T12:00:03,2224,4470,2246,1,0.5,-0.5,-07:00"));
        assertThat(console.complaints()).doesNotContain("WARN", "ERROR");
    }

    @Test
    void tablesBecomePollsAndEveryRowIsThere() throws IOException {
        script.tables(OldScript.runsOf(DAY));
        assertThat(imported()).isZero();
        assertThat(report())
                .contains("overview.csv: 64 rows, 2026-05-03 06:00:03 to 2026-05-03 21:45:03", "64 taken")
                .contains("inverters.csv: 128 rows, 2026-05-03 06:00:03 to 2026-05-03 21:45:03", "128 taken");
        assertThat(below("archive")).hasSize(64);
        assertThat(text(below("archive").get(0)))
                .isEqualTo(OldScript.OVERVIEW + "\n"
                        + OldScript.overviewRow(LocalDateTime.parse(DAY + "T06:00:03")) + "\n\n"
                        + OldScript.INVERTERS + "\n"
                        + OldScript.inverterRow(LocalDateTime.parse(DAY + "T06:00:03"), 1) + "\n"
                        + OldScript.inverterRow(LocalDateTime.parse(DAY + "T06:00:03"), 2) + "\n");
        assertThat(overview())
                .hasSize(65)
                .anyMatch(row ->
                        row.startsWith("2026-05-03T12:00:03,1226,5945.5,") || row.startsWith("2026-05-03T12:00:03,"));
        assertThat(csv("inverters-2026-05.csv")).hasSize(129);
        assertThat(csv("inverters-2026-05.csv").get(1))
                .startsWith("2026-05-03T06:00:03,E00990000001,idle,0,")
                .endsWith(",2026-05-03,fresh");
        assertThat(console.complaints()).doesNotContain("WARN", "ERROR");
    }

    @Test
    void importedTwiceIsImportedOnceAndTheArchiveAloneGivesTheSameBytes() throws IOException {
        script.answers(OldScript.runsOf(DAY).subList(0, 30), ZONE, ZONE).tables(OldScript.runsOf(DAY));
        script.tables(OldScript.runsOf(NEXT));
        script.write(
                "daily_summary.csv", List.of(OldScript.DAILY, "2026-04-01,10.0,12.0,2.0,2000.00,3990.00,1990.00,2,"));
        assertThat(imported()).isZero();
        Map<String, String> once = files("csv");
        List<Path> archived = below("archive");
        assertThat(once).containsKeys("overview-2026.csv", "inverters-2026-05.csv", "daily.csv");
        console.forget();
        assertThat(imported()).isZero();
        assertThat(report())
                .contains("30 there already", "64 there already", "128 there already", "1 there already")
                .contains("0 answers put into", "0 new rows in");
        assertThat(files("csv")).isEqualTo(once);
        assertThat(below("archive")).isEqualTo(archived);
        assertThat(fromTheArchiveAlone()).isEqualTo(once);
    }

    @Test
    void theBetterSourceWinsInWhateverOrderTheyCome() throws IOException {
        List<LocalDateTime> runs = OldScript.runsOf(DAY);
        script.answers(runs.subList(10, 20), ZONE, ZONE).tables(runs);
        assertThat(imported("raw_JSON_output_files", "overview.csv", "inverters.csv"))
                .isZero();
        assertThat(report())
                .contains("10 taken")
                .contains("54 taken", "10 left out: an answer of the PVS of the same time is there")
                .contains("108 taken", "20 left out: an answer of the PVS of the same time is there");
        Map<String, String> answersFirst = files("csv");
        assertThat(overview()).hasSize(65);
        Path other = folder.resolve("other");
        data = other;
        assertThat(imported("inverters.csv")).isZero();
        assertThat(imported("overview.csv")).isZero();
        assertThat(overview()).hasSize(65);
        assertThat(imported("raw_JSON_output_files")).isZero();
        assertThat(overview()).hasSize(65);
        assertThat(files("csv")).isEqualTo(answersFirst);
        assertThat(fromTheArchiveAlone()).isEqualTo(answersFirst);
    }

    @Test
    void ourOwnAnswersAreNotDisturbed() throws IOException {
        LocalDateTime noon = LocalDateTime.parse(NEXT + "T12:00:03");
        Archive archive = new Archive(data.resolve("archive").toString());
        for (int minutes = 0; minutes < 60; minutes += 5) {
            LocalDateTime at = noon.plusMinutes(minutes).plusSeconds(22);
            Instant moment = at.atZone(ZONE).toInstant().plusMillis(123);
            archive.keep(new RawAnswer("pvs1", moment, RawAnswer.OK, OldScript.answer(at, moment)));
        }
        Map<String, String> own = files("archive");
        assertThat(run("replay", data.resolve("archive").toString())).isZero();
        List<String> rows = overview();
        assertThat(rows).hasSize(13);
        List<LocalDateTime> runs = new ArrayList<>(OldScript.runsOf(DAY));
        runs.addAll(OldScript.runsOf(NEXT));
        script.answers(runs, ZONE, ZONE).tables(runs);
        console.forget();
        assertThat(imported()).isZero();
        assertThat(report())
                .contains("raw_JSON_output_files: 128 answers", "124 taken", "4 there already")
                .contains("128 left out: an answer of the PVS of the same time");
        assertThat(files("archive")).containsAllEntriesOf(own).hasSize(12 + 124);
        assertThat(overview()).containsAll(rows).hasSize(1 + 12 + 124);
        assertThat(fromTheArchiveAlone()).isEqualTo(files("csv"));
        assertThat(data.resolve("history.db.before-import")).doesNotExist();
    }

    @Test
    void everyDefectOfTheScriptIsExplained() throws IOException {
        List<String> overview = new ArrayList<>(List.of(OldScript.OVERVIEW));
        List<String> inverters = new ArrayList<>(List.of(OldScript.INVERTERS));
        for (LocalDateTime run : OldScript.runsOf(DAY)) {
            overview.add(OldScript.overviewRow(run));
            inverters.add(OldScript.inverterRow(run, 1));
        }
        Collections.swap(overview, 5, 9);
        overview.add(4, overview.get(3)); // line 5
        overview.add("2026-05-03 22:00:03,0,0,0,0,0,0"); // missing live data
        overview.add("2026-05-03 22:05:03,nan,nan,nan,nan,nan,nan");
        overview.add("2026-05-03 22:10:03,2230.00,nan,nan,0.0,nan,nan");
        overview.add("2026-05-03 22:15:03,27867.65,41983.66,14116.01,1.75,0.13,-1.62"); // a trial of the script
        overview.add("2026-05-03 22:20:03,2230.00,44702026-05-03 22:25:03,2230.00,4475.21,2245.21,0.0,0.5,0.5");
        overview.add("yesterday,2230.00,4475.25,2245.25,0.0,0.5,0.5");
        overview.add("2026-05-03 12:00:03,9.99,4470.00,2246.00,1.0,0.5,-0.5");
        overview.add("2062-05-03 12:00:03,2224.00,4470.00,2246.00,1.0,0.5,-0.5");
        inverters.add("2026-05-03 22:15:03,E00123456789,working,0.15,1200.0");
        inverters.add("2026-05-03 22:15:03,E00123456789,working,0.16,1300.0");
        inverters.add("2026-05-03 22:15:03,E00998877665,working,0.14,1100.0"); // slips through its own check
        inverters.add("2026-05-03 22:30:03,,idle,0,1115.0");
        inverters.add("2026-05-03 22:30:03,\"E00990000001,idle,0,1115.0");
        inverters.add("2026-05-03 22:30:03,E00990000001,idle,0,1115.0");
        script.write("overview.csv", overview);
        Path panels = script.write("inverters.csv", inverters);
        Files.writeString(panels, Files.readString(panels) + "2026-05-03 22:45:03,E00990000001,idle,0,11");
        assertThat(imported()).isZero();
        assertThat(report())
                .contains("overview.csv: 73 rows, 2026-05-03 06:00:03 to 2026-05-03 22:15:03")
                .contains("65 taken", "1 left out: the same again")
                .contains("1 left out: another of the same time counts", "line 73: line 27 counts")
                .contains("1 left out: samples", "2 left out: nothing but zeros and nan", "line 67", "line 68")
                .contains("3 could not be read", "line 71 has 9 cells instead of 7", "line 72 'yesterday' is no time")
                .contains("line 74 '2062-05-03 12:00:03' cannot be its time")
                .contains("inverters.csv: 71 rows, 2026-05-03 06:00:03 to 2026-05-03 22:30:03")
                .contains("3 left out: samples", "line 69 has no serial", "line 70 has 2 cells instead of 5")
                .contains("line 72 is the last and has no end, so half of it may be missing");
        assertThat(overview().subList(1, 67))
                .isSorted()
                .isEqualTo(overview().stream().skip(1).toList());
        assertThat(String.join("\n", csv("inverters-2026-05.csv"))).doesNotContain("E0012345", "E0099887");
        assertThat(overview()).anyMatch(row -> row.startsWith("2026-05-03T22:10:03,2230,,,0,,,"));
        assertThat(fromTheArchiveAlone()).isEqualTo(files("csv"));
    }

    @Test
    void aTableIsReadHoweverASpreadsheetSavedIt() throws IOException {
        List<LocalDateTime> runs = OldScript.runsOf(DAY);
        script.tables(runs);
        assertThat(imported()).isZero();
        Map<String, String> plain = files("csv");
        data = folder.resolve("saved");
        StringBuilder german = new StringBuilder("\uFEFF" + OldScript.OVERVIEW.replace(',', ';') + "\r\n");
        for (LocalDateTime run : runs) {
            String row = OldScript.overviewRow(run).replace(',', ';').replace('.', ',');
            german.append(row).append(";\r\n");
        }
        Path saved = Files.createDirectories(folder.resolve("saved-tables"));
        Files.writeString(saved.resolve("Overview (1).csv"), german);
        StringBuilder turned = new StringBuilder(
                "Lifetime PV Production (kWh)\tserial number\tTimestamp\tMy note\tCurrent PV  Production (kW)\n");
        for (LocalDateTime run : runs) {
            for (int panel = 1; panel <= 2; panel++) {
                String[] cells = OldScript.inverterRow(run, panel).split(",");
                String american = "%d/%d/%d %d:%02d:%02d"
                        .formatted(
                                run.getMonthValue(),
                                run.getDayOfMonth(),
                                run.getYear(),
                                run.getHour(),
                                run.getMinute(),
                                run.getSecond());
                turned.append(String.join("\t", cells[4], cells[1], american, "\"a \"\"note\"\"\"", cells[3]))
                        .append('\n');
            }
        }
        try (GZIPOutputStream packed = new GZIPOutputStream(Files.newOutputStream(saved.resolve("panels.csv.gz")))) {
            packed.write(("\uFEFF" + turned).getBytes(StandardCharsets.UTF_16LE));
        }
        assertThat(run("import", saved.toString())).isZero();
        assertThat(files("csv")).isEqualTo(plain);
        assertThat(fromTheArchiveAlone()).isEqualTo(plain);
    }

    @Test
    void eachHourOfAClockChangeHasOneMeaning() throws IOException {
        script.write(
                "overview.csv",
                List.of(
                        OldScript.OVERVIEW,
                        "2025-11-02 00:30:03,100.00,200.00,100.00,0,0.5,0.5",
                        "2025-11-02 01:00:03,100.00,200.25,100.25,0,0.5,0.5",
                        "2025-11-02 01:30:03,100.00,200.50,100.50,0,0.5,0.5",
                        "2025-11-02 01:00:03,100.00,200.75,100.75,0,0.5,0.5",
                        "2025-11-02 01:30:03,100.00,201.00,101.00,0,0.5,0.5",
                        "2025-11-02 02:00:03,100.00,201.25,101.25,0,0.5,0.5",
                        "2026-03-08 01:30:03,900.00,1200.00,300.00,0,0.5,0.5",
                        "2026-03-08 02:30:03,900.00,1200.25,300.25,0,0.5,0.5",
                        "2026-03-08 04:00:03,900.00,1200.50,300.50,0,0.5,0.5"));
        assertThat(imported()).isZero();
        assertThat(report())
                .contains(
                        "4 stood in the hour that autumn repeats: 2 taken for the earlier; from where the times of the"
                                + " file step back, 2 for the later")
                .contains(
                        "1 stood in the hour that spring leaves out: taken as if the clock had not been put forward yet");
        assertThat(csv("overview-2025.csv").stream().skip(1).map(row -> row.split(",")[0] + row.split(",")[7]))
                .containsExactly(
                        "2025-11-02T00:30:03-07:00",
                        "2025-11-02T01:00:03-07:00",
                        "2025-11-02T01:30:03-07:00",
                        "2025-11-02T01:00:03-08:00",
                        "2025-11-02T01:30:03-08:00",
                        "2025-11-02T02:00:03-08:00");
        assertThat(overview()).anyMatch(row -> row.startsWith("2026-03-08T03:30:03,900,1200.25,"));
        assertThat(fromTheArchiveAlone()).isEqualTo(files("csv"));
    }

    @Test
    void daysThatOnlyTheSummaryKnowsAreTakenOverAndTheOthersCompared() throws IOException {
        List<LocalDateTime> runs = new ArrayList<>(OldScript.runsOf(DAY));
        runs.addAll(OldScript.runsOf(NEXT));
        runs.add(LocalDateTime.parse("2026-05-05T06:00:03"));
        script.tables(runs);
        script.write(
                "daily_summary.csv",
                List.of(
                        OldScript.DAILY,
                        "2026-04-30,9.8,nan,2.1,2200.00,,,2,\u26a0 E00990000001 (71%)",
                        "2026-05-01,27867.7,12.0,2.0,2210.00,4450.00,2240.00,2,",
                        "2026-05-01,10.0,12.0,2.0,2210.00,4450.00,2240.00,2,",
                        "2026-05-02,-27867.7,41000.0,2.0,2220.00,4460.00,2240.00,2,",
                        "2026-05-03,10.0,7.9,-2.1,2230.00,4474.88,2244.88,2,",
                        "2026-05-04,25.0,7.9,-2.1,2240.00,4486.88,2246.88,2,",
                        "2026-05-04,25.0,7.9,-2.1,2240.00,4486.88,2246.88,2,",
                        "2026-05-05,9.0,7.9,-1.1,2249.00,4498.88,2249.88,2,",
                        "2026-05-06,0,0,0,0,0,0,0,",
                        "2026-05-07,10.0,no,1,1,1,1,1,"));
        Files.writeString(script.folder().resolve("notes.txt"), "my own");
        assertThat(imported()).isZero();
        assertThat(report())
                .contains("daily_summary.csv: 10 days, 2026-04-30 to 2026-05-06")
                .contains(
                        "6 taken",
                        "1 left out: the same again",
                        "line 3: 2026-05-01 stands again in line 4, which counts")
                .contains("1 left out: nothing but zeros", "line 11 'no' is no number for Daily Site Consumption (kWh)")
                .contains("1 other file: left alone")
                .contains("2 worked out from polls, 4 known from it alone (0 in the column Polls)")
                .contains("1 days of another total", "2026-05-04  production 25.00 / 10.00")
                .contains(
                        "2 totals that cannot be",
                        "2026-05-02  production -27867.70",
                        "2026-05-02  consumption 41000.00");
        assertThat(csv("daily.csv").stream()
                        .skip(1)
                        .map(row -> String.join(",", List.of(row.split(",")).subList(0, 12))))
                .containsExactly(
                        "2026-04-30,9.8,,2.1,2200,,,2,,,24,0",
                        "2026-05-01,10,12,2,2210,4450,2240,2,,,24,0",
                        "2026-05-02,,,2,2220,4460,2240,2,,,24,0",
                        "2026-05-03,10,7.88,-2.12,2230,4474.88,2244.88,2,,1,24,64",
                        "2026-05-04,10,7.88,-2.12,2240,4486.88,2246.88,2,,1,24,64",
                        "2026-05-05,9,7.9,-1.1,2249,4498.88,2249.88,2,,,24,0");
        assertThat(fromTheArchiveAlone()).isEqualTo(files("csv"));
    }

    @Test
    void whatCannotBeReadIsNamedAndTheRestIsTaken() throws IOException {
        script.tables(OldScript.runsOf(DAY)).answers(OldScript.runsOf(NEXT).subList(0, 2), ZONE, ZONE);
        Path json = script.folder().resolve("raw_JSON_output_files");
        Files.writeString(json.resolve("PVS6_output_20260504_061600.json"), "{\"/sys/info/uptime\":");
        Files.writeString(
                json.resolve("PVS6_output_20260504_061700.json"),
                OldScript.answer(LocalDateTime.parse("2026-05-04T06:17:00"), Instant.parse("2026-05-04T13:17:00Z"))
                        .replace(OldScript.serial(1), "E00123456789"));
        Files.writeString(json.resolve("20260504T131500.123Z_pvs1.json.gz"), "ours");
        Files.writeString(script.folder().resolve("addresses.csv"), "Name,Street\nA,B\n");
        Files.writeString(script.folder().resolve("empty.csv"), "");
        assertThat(imported()).isEqualTo(1);
        assertThat(report())
                .contains("raw_JSON_output_files: 4 answers")
                .contains("2 taken", "PVS6_output_20260504_061600.json: ", "PVS6_output_20260504_061700.json")
                .contains("the file is none of the old script's tables, it begins 'Name,Street'", "the file is empty")
                .contains("1 file of an archive of PVS Watch", "left alone, replay reads them");
        assertThat(overview()).hasSize(1 + 64 + 2);
    }

    @Test
    void anAnswerWhoseClockStandsStillOrIsWrongIsOfTheTimeInItsName() throws IOException {
        Path json = Files.createDirectories(script.folder().resolve("json"));
        Instant frozen = Instant.parse("2026-05-03T17:00:00Z");
        for (int minute = 0; minute < 60; minute += 15) {
            LocalDateTime at = LocalDateTime.parse("2026-05-03T10:%02d:00".formatted(minute));
            Files.writeString(
                    json.resolve("PVS6_output_20260503_10%02d00.json".formatted(minute)), OldScript.answer(at, frozen));
        }
        Files.writeString(
                json.resolve("PVS6_output_20260503_110000.json"),
                OldScript.answer(LocalDateTime.parse("2026-05-03T11:00:00"), Instant.parse("2015-01-01T00:00:05Z")));
        assertThat(imported()).isZero();
        assertThat(below("archive"))
                .extracting(path -> path.getFileName().toString().substring(0, 15))
                .containsExactly(
                        "20260503T170000", "20260503T171500", "20260503T173000", "20260503T174500", "20260503T180000");
        assertThat(imported()).isZero();
        assertThat(below("archive")).hasSize(5);
    }

    @Test
    void anImportThatBrokeOffIsMadeWholeByTheNext() throws IOException {
        script.tables(OldScript.runsOf(DAY));
        assertThat(imported()).isZero();
        Map<String, String> whole = files("csv");
        assertThat(data.resolve(".import")).doesNotExist();
        Files.createDirectory(data.resolve(".import")); // it had archived everything, and history knew nothing of it
        Files.delete(data.resolve("history.db"));
        Files.delete(data.resolve("csv/overview-2026.csv"));
        assertThat(imported()).isZero();
        assertThat(files("csv")).isEqualTo(whole);
        assertThat(data.resolve(".import")).doesNotExist();
    }

    @Test
    void aHistoryThatTheArchiveCannotGiveBackIsKept() throws IOException {
        script.tables(OldScript.runsOf(NEXT));
        assertThat(imported()).isZero();
        for (Path answer : below("archive").subList(0, 60)) {
            Files.delete(answer);
        }
        script.tables(OldScript.runsOf(DAY).subList(0, 10));
        console.forget();
        assertThat(imported()).isZero();
        assertThat(report())
                .contains("made anew from the archive has 14 polls and the one before had 64")
                .contains("The old one is kept as");
        assertThat(data.resolve("history.db.before-import")).isNotEmptyFile();
    }

    @Test
    void aHistoryInPostgresqlIsMadeAnewInTheSameWay() throws Exception {
        TestDatabase database = DatabaseKind.POSTGRESQL.empty(folder);
        String schemas = "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'pvs%' ORDER BY 1";
        environment = new TreeMap<>();
        database.settings().forEach((key, value) -> environment.put(Settings.environmentName(key), value));
        script.tables(OldScript.runsOf(NEXT));
        assertThat(imported()).isZero();
        assertThat(report()).contains("64 answers put into", " new rows in " + database.url());
        script.tables(OldScript.runsOf(DAY));
        assertThat(imported()).isZero();
        assertThat(overview()).hasSize(1 + 2 * 64);
        assertThat(database.rows(schemas)).containsExactly("pvs_watch");
        for (Path answer : below("archive").subList(0, 60)) {
            Files.delete(answer);
        }
        console.forget();
        script.tables(OldScript.runsOf(DAY).subList(0, 10));
        assertThat(imported()).isZero();
        assertThat(report())
                .contains("made anew from the archive has 78 polls and the one before had 128")
                .contains("The old one is kept as schema pvs_watch_before_import in " + database.url());
        assertThat(database.rows(schemas)).containsExactly("pvs_watch", "pvs_watch_before_import");
        try (History history = database.history()) {
            history.dropAside();
        }
        assertThat(data.resolve("history.db")).doesNotExist();
        environment = Map.of();
        assertThat(fromTheArchiveAlone()).isEqualTo(files("csv"));
        assertThat(console.complaints()).doesNotContain("WARN", "ERROR");
    }

    @Test
    void anotherPvsOfTheSiteSaysNothingInThePlaceOfARow() throws IOException {
        LocalDateTime first = OldScript.runsOf(DAY).get(0);
        Instant moment = first.atZone(ZONE).toInstant().plusSeconds(20);
        new Archive(data.resolve("archive").toString())
                .keep(new RawAnswer("barn", moment, RawAnswer.OK, OldScript.answer(first, moment)));
        script.tables(OldScript.runsOf(DAY));
        assertThat(imported()).isZero();
        assertThat(report()).contains("64 taken", "128 taken").doesNotContain("left out");
    }

    @Test
    void aFolderWithNothingOfTheScriptIsSaidSo() throws IOException {
        Files.writeString(script.folder().resolve("notes.txt"), "my own");
        Path link = Files.createSymbolicLink(folder.resolve("link"), script.folder());
        assertThat(run("import", link.toString())).isEqualTo(1);
        assertThat(report()).contains("Nothing of the old script was found", "1 other file: left alone");
    }

    @Test
    void aPathThatIsNotThereIsWrongUsage() throws IOException {
        assertThat(run("import", folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(console.complaints()).contains("nowhere does not exist");
        assertThat(run("import")).isEqualTo(2);
        assertThat(data).doesNotExist();
    }

    private int imported(String... names) throws IOException {
        List<String> words = new ArrayList<>(List.of("import"));
        if (names.length == 0) {
            words.add(script.folder().toString());
        }
        for (String name : names) {
            words.add(script.folder().resolve(name).toString());
        }
        return run(words.toArray(String[]::new));
    }

    private int run(String... words) throws IOException {
        return run(data, words);
    }

    private int run(Path into, String... words) throws IOException {
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(
                config.resolve("application.properties"),
                "site.zone=America/Los_Angeles\nsite.latitude=38.6\nsite.longitude=-121.5\n");
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", into.toString(), "--config", config.toString()));
        return Commands.run(environment, all.toArray(String[]::new));
    }

    /** The CSV files that a replay makes of nothing but a copy of the archive. */
    private Map<String, String> fromTheArchiveAlone() throws IOException {
        Path fresh = Files.createTempDirectory(folder, "fresh");
        for (Path answer : below("archive")) {
            Path copy = fresh.resolve(data.relativize(answer));
            Files.createDirectories(copy.getParent());
            Files.copy(answer, copy);
        }
        assertThat(run(fresh, "replay", fresh.resolve("archive").toString())).isZero();
        return files(fresh.resolve("csv"));
    }

    /** What is said, which is what is kept. */
    private String report() throws IOException {
        String words = console.words();
        Path kept = Path.of(words.substring(words.lastIndexOf("kept in ") + 8).strip());
        assertThat(words).endsWith(Files.readString(kept) + "This report is kept in " + kept + "\n");
        return words;
    }

    private List<Path> below(String name) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve(name))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Map<String, String> files(String name) throws IOException {
        return files(data.resolve(name));
    }

    private static Map<String, String> files(Path below) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(below)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().startsWith(".")) {
                    texts.put(below.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return texts;
    }

    private List<String> overview() throws IOException {
        return csv("overview-2026.csv");
    }

    private List<String> csv(String name) throws IOException {
        return Files.readAllLines(data.resolve("csv").resolve(name));
    }

    private static String text(Path packed) throws IOException {
        try (GZIPInputStream plain = new GZIPInputStream(Files.newInputStream(packed))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
