package org.pvswatch.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.History;
import org.pvswatch.history.Polls;
import org.pvswatch.history.StoredPoll;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quantity;

class CsvFilesTest {
    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    private static final String OVERVIEW_HEADER = "Timestamp,Lifetime PV Production (kWh),"
            + "Lifetime Site Consumption (kWh),Lifetime Net (kWh),Current PV Production (kW),Current Consumption (kW),"
            + "Current Net Power (kW),UTC Offset,Cloud Cover (%),Temperature (C),Irradiance (W/m2),Snow Depth (m),"
            + "Production From,PVS,Local Date,Import (kW),Export (kW),Lifetime Import (kWh),Lifetime Export (kWh),"
            + "Battery Discharge (kW),Battery Charge (%)";
    private static final String INVERTERS_HEADER = "Timestamp,Serial Number,State,Current PV Production (kW),"
            + "Lifetime PV Production (kWh),UTC Offset,Reported State,DC Power (kW),DC Voltage (V),DC Current (A),"
            + "AC Voltage (V),AC Current (A),Frequency (Hz),Heatsink (C),Measurement Age (s),Cloud Cover (%),"
            + "Temperature (C),Irradiance (W/m2),Local Date,Quality";
    private static final String DAILY_HEADER = "Date,Daily PV Production (kWh),Daily Site Consumption (kWh),"
            + "Daily Net Grid (kWh),Lifetime PV (kWh),Lifetime Site Consumption (kWh),Lifetime Net (kWh),"
            + "Inverters Reporting,Alerts,Peak PV Production (kW),Hours in Day,Polls,Coverage (%),"
            + "Import (kWh),Export (kWh)";

    @TempDir
    Path folder;

    private Path csv;
    private History history;
    private CsvFiles files;

    @BeforeEach
    void open() {
        history = new History(folder.resolve("history.db").toString());
        csv = folder.resolve("csv");
        restart();
    }

    @AfterEach
    void close() throws SQLException {
        history.close();
    }

    private void restart() {
        files = new CsvFiles(csv.toString(), ZONE.getId(), history);
    }

    /** As the route does it, in batches. */
    private void catchUp() throws IOException, SQLException {
        List<StoredPoll> polls = history.pollsAfter(files.takenUpTo(), 3);
        while (!polls.isEmpty()) {
            polls = history.pollsAfter(files.add(polls), 3);
        }
        files.writeDays();
    }

    private static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(ZONE).toInstant();
    }

    private void poll(String localTime) throws SQLException {
        poll(local(localTime));
    }

    private void poll(Instant at) throws SQLException {
        double count = at.getEpochSecond() % 100_000 / 100.0;
        history.store(Polls.at(at)
                .live(1.5, 100 + count, 80 + count, -20.0)
                .inverter("E1", at.minusSeconds(70), 0.25, 50 + count)
                .inverter("E2", at.minusSeconds(70), 0.0, 60 + count)
                .readings());
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (var listed = Files.list(csv)) {
            for (Path file : listed.toList()) {
                if (file.toString().endsWith(".csv")) {
                    contents.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return contents;
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(csv.resolve(name));
    }

    /** What the files must be: those of a fresh start from the same history. */
    private Map<String, String> fresh() throws IOException, SQLException {
        Path before = csv;
        CsvFiles filesBefore = files;
        csv = folder.resolve("fresh" + System.nanoTime());
        restart();
        catchUp();
        Map<String, String> contents = contents();
        csv = before;
        files = filesBefore;
        return contents;
    }

    private void threeMonths() throws SQLException {
        for (String time : List.of(
                "2026-04-30T12:00:20",
                "2026-04-30T23:59:59",
                "2026-05-01T00:00:00",
                "2026-05-15T12:00:20",
                "2026-06-01T08:00:20",
                "2026-06-01T08:05:20",
                "2026-06-01T08:10:20")) {
            poll(time);
        }
    }

    @Test
    void beginWithTheColumnsOwnersKnow() throws Exception {
        poll("2026-06-01T12:00:20");
        catchUp();
        assertThat(contents().keySet()).containsExactly("daily.csv", "inverters-2026-06.csv", "overview-2026.csv");
        assertThat(lines("overview-2026.csv").get(0)).isEqualTo(OVERVIEW_HEADER);
        assertThat(lines("inverters-2026-06.csv").get(0)).isEqualTo(INVERTERS_HEADER);
        assertThat(lines("daily.csv")).containsExactly(DAILY_HEADER);
    }

    @Test
    void writeEveryCell() throws Exception {
        Instant at = local("2026-06-01T12:00:20");
        Map<Quantity, Double> all = new java.util.EnumMap<>(Quantity.class);
        all.put(Quantity.POWER_KW, 0.29480001);
        all.put(Quantity.LIFETIME_ENERGY_KWH, 1801.2294);
        all.put(Quantity.DC_POWER_KW, 0.26125);
        all.put(Quantity.DC_VOLTAGE_V, 54.0);
        all.put(Quantity.DC_CURRENT_A, 4.8);
        all.put(Quantity.VOLTAGE_V, 241.42);
        all.put(Quantity.CURRENT_A, 1.0);
        all.put(Quantity.FREQUENCY_HZ, 60.0);
        all.put(Quantity.HEATSINK_TEMP_C, 40.125);
        history.store(Polls.at(at)
                .live(0.00001, 12345678.5, 0.0, -0.004)
                .add("E1", DeviceKind.INVERTER, at.minusSeconds(95), at.minusSeconds(95), all, Map.of())
                .under(new Conditions(at, 39.5, -0.04, 801.25, 0.1, 0.0))
                .readings());
        catchUp();
        assertThat(lines("overview-2026.csv").get(1))
                .isEqualTo("2026-06-01T12:00:20,12345678.5,0,0,0,,,-07:00,40,0,801.3,0.1,live data,pvs1,2026-06-01"
                        + ",,,,,,");
        assertThat(lines("inverters-2026-06.csv").get(1))
                .isEqualTo("2026-06-01T12:00:20,E1,working,0.2948,1801.229,-07:00,working,0.2613,54,4.8,241.42,1,60,"
                        + "40.1,95,40,0,801.3,2026-06-01,fresh");
    }

    @Test
    void giveEachPollOfTwoPvsTheTotalsOfTheSite() throws Exception {
        Instant at = local("2026-06-01T12:00:20");
        history.store(Polls.at(at)
                .productionMeter(2.0, 100.0)
                .gridMeter(-2.75, 10.0, 40.0)
                .readings());
        history.store(Polls.at(at.plusSeconds(20))
                .of("pvs2")
                .productionMeter(1.5, 50.0)
                .readings());
        history.store(Polls.at(at.plusSeconds(300))
                .productionMeter(2.0, 100.25)
                .gridMeter(-2.75, 10.0, 40.25)
                .readings());
        catchUp();
        assertThat(lines("overview-2026.csv").subList(1, 4))
                .containsExactly(
                        "2026-06-01T12:00:20,100,70,-30,2,-0.75,-2.75,-07:00,,,,,production meter,pvs1,2026-06-01,"
                                + "0,2.75,10,40,,",
                        "2026-06-01T12:00:40,150,120,-30,3.5,0.75,-2.75,-07:00,,,,,production meter,pvs2,2026-06-01,"
                                + "0,2.75,10,40,,",
                        "2026-06-01T12:05:20,150.25,120,-30.25,3.5,0.75,-2.75,-07:00,,,,,production meter,pvs1,"
                                + "2026-06-01,0,2.75,10,40.25,,");
    }

    @Test
    void leaveTheCellOfAnAbsentValueEmpty() throws Exception {
        Instant at = local("2026-06-01T12:00:20");
        history.store(Polls.at(at)
                .add("E1", DeviceKind.INVERTER, at, null, Map.of(), Map.of())
                .readings());
        catchUp();
        assertThat(lines("overview-2026.csv").get(1))
                .isEqualTo("2026-06-01T12:00:20,,,,,,,-07:00,,,,,inverters,pvs1,2026-06-01,,,,,,");
        assertThat(lines("inverters-2026-06.csv").get(1))
                .isEqualTo("2026-06-01T12:00:20,E1,working,,,-07:00,working,,,,,,,,,,,,2026-06-01,fresh");
    }

    @Test
    void sayIdleOfAnInverterWithoutPower() throws Exception {
        poll("2026-06-01T12:00:20");
        catchUp();
        assertThat(lines("inverters-2026-06.csv")).element(2).asString().contains(",E2,idle,0,");
    }

    @Test
    void tellTheTwoSameHoursOfAutumnApart() throws Exception {
        Instant first = Instant.parse("2026-11-01T08:30:20Z");
        poll(first);
        poll(first.plusSeconds(3600));
        catchUp();
        assertThat(lines("overview-2026.csv").subList(1, 3))
                .allMatch(line -> line.startsWith("2026-11-01T01:30:20,"))
                .satisfiesExactly(summer -> assertThat(summer).contains(",-07:00,"), winter -> assertThat(winter)
                        .contains(",-08:00,"));
    }

    @Test
    void beginANewFileWithTheLocalMonthAndYear() throws Exception {
        poll(Instant.parse("2027-01-01T07:59:59Z"));
        poll(Instant.parse("2027-01-01T08:00:00Z"));
        poll(Instant.parse("2027-02-01T08:00:00Z"));
        catchUp();
        assertThat(lines("overview-2026.csv")).hasSize(2).last().asString().startsWith("2026-12-31T23:59:59,");
        assertThat(lines("overview-2027.csv")).hasSize(3).element(1).asString().startsWith("2027-01-01T00:00:00,");
        assertThat(lines("inverters-2026-12.csv")).hasSize(3);
        assertThat(lines("inverters-2027-01.csv")).hasSize(3);
        assertThat(lines("inverters-2027-02.csv")).hasSize(3);
    }

    @Test
    void endAMonthWhereTheNextBegins() {
        for (String zone : List.of("America/Los_Angeles", "America/Asuncion", "UTC", "Asia/Kolkata")) {
            ZoneId id = ZoneId.of(zone);
            for (CsvTable table : CsvTable.values()) {
                for (int month = 1; month <= 12; month++) {
                    Instant inside =
                            LocalDate.of(2023, month, 15).atStartOfDay(id).toInstant();
                    Instant end = table.periodEnd(table.periodBegin(inside, id), id);
                    assertThat(table.periodBegin(end, id)).isEqualTo(end);
                    assertThat(table.fileName(end, id)).isNotEqualTo(table.fileName(inside, id));
                    assertThat(table.fileName(end.minusMillis(1), id)).isEqualTo(table.fileName(inside, id));
                }
            }
        }
    }

    @Test
    void areTheSameBytesHoweverTheyCameToBe() throws Exception {
        List<String> times = List.of(
                "2026-04-30T23:59:59",
                "2026-05-01T00:00:00",
                "2026-05-15T12:00:20",
                "2026-06-01T08:00:20",
                "2026-06-01T08:05:20");
        for (String time : times) {
            poll(time);
            catchUp();
        }
        Map<String, String> appended = contents();
        assertThat(appended).isEqualTo(fresh()).hasSize(5);
        restart();
        catchUp();
        catchUp();
        assertThat(contents()).isEqualTo(appended);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "overview-2026.csv",
                "inverters-2026-04.csv",
                "inverters-2026-05.csv",
                "inverters-2026-06.csv",
                "daily.csv",
                ".caught-up"
            })
    void comeBackWhenDeletedBeforeAStart(String name) throws Exception {
        threeMonths();
        catchUp();
        Map<String, String> expected = contents();
        Files.delete(csv.resolve(name));
        restart();
        catchUp();
        assertThat(contents()).isEqualTo(expected);
        poll("2026-06-01T08:15:20");
        catchUp();
        assertThat(contents()).isEqualTo(fresh());
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview-2026.csv", "inverters-2026-06.csv", "daily.csv"})
    void comeBackWholeWhenDeletedWhileRunning(String name) throws Exception {
        threeMonths();
        catchUp();
        Files.delete(csv.resolve(name));
        poll("2026-06-01T08:15:20");
        catchUp();
        assertThat(contents()).isEqualTo(fresh());
    }

    @Test
    void comeBackWhenAllAreDeletedWhileRunning() throws Exception {
        threeMonths();
        catchUp();
        for (String name : contents().keySet()) {
            Files.delete(csv.resolve(name));
        }
        Files.delete(csv.resolve(".caught-up"));
        Files.delete(csv);
        poll("2026-06-01T08:15:20");
        catchUp();
        assertThat(lines("overview-2026.csv")).hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview-2026.csv", "inverters-2026-06.csv"})
    void areMendedWhenTheirLastLineIsTorn(String name) throws Exception {
        threeMonths();
        catchUp();
        Map<String, String> expected = contents();
        for (int torn : new int[] {1, 2, 17, 60}) {
            String whole = expected.get(name);
            Files.writeString(csv.resolve(name), whole.substring(0, whole.length() - torn));
            restart();
            catchUp();
            assertThat(contents()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview-2026.csv", "inverters-2026-06.csv"})
    void areMendedWhenGarbageIsAtTheirEnd(String name) throws Exception {
        threeMonths();
        catchUp();
        Map<String, String> expected = contents();
        Files.write(csv.resolve(name), new byte[512], StandardOpenOption.APPEND);
        restart();
        catchUp();
        assertThat(contents()).isEqualTo(expected);
    }

    @Test
    void areMendedWhenTheProcessEndedBeforeItNotedItsProgress() throws Exception {
        threeMonths();
        catchUp();
        String progress = Files.readString(csv.resolve(".caught-up"));
        poll("2026-06-01T08:15:20");
        poll("2026-06-02T08:15:20");
        catchUp();
        Map<String, String> expected = contents();
        Files.writeString(csv.resolve(".caught-up"), progress);
        restart();
        catchUp();
        assertThat(contents()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "7",
                "7 yesterday",
                "x 2026-06-01T15:10:20Z",
                "7 2026-06-01T15:10:21Z",
                "99999 2026-06-01T15:10:20Z",
                "-5 2026-06-01T15:10:20Z",
                "1 2026-04-30T19:00:20Z more"
            })
    void startOverWhenTheProgressIsOfAnotherHistory(String progress) throws Exception {
        threeMonths();
        catchUp();
        Map<String, String> expected = contents();
        Files.writeString(csv.resolve("overview-2026.csv"), OVERVIEW_HEADER + "\nof another house\n");
        Files.writeString(csv.resolve(".caught-up"), progress);
        restart();
        catchUp();
        assertThat(contents()).isEqualTo(expected);
    }

    @Test
    void areWrittenAnewForLateAnswersInTheirPeriodOnly() throws Exception {
        threeMonths();
        catchUp();
        Map<String, String> before = contents();
        Files.writeString(csv.resolve("inverters-2026-06.csv"), "left alone");
        poll("2026-05-10T12:00:20");
        catchUp();
        assertThat(contents()).containsEntry("inverters-2026-06.csv", "left alone");
        Files.writeString(csv.resolve("inverters-2026-06.csv"), before.get("inverters-2026-06.csv"));
        assertThat(contents()).isEqualTo(fresh());
        assertThat(lines("inverters-2026-05.csv")).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview-2026.csv", "inverters-2026-06.csv", "inverters-2026-05.csv"})
    void comeBackWhenDeletedAfterALateAnswerWasTheLast(String name) throws Exception {
        threeMonths();
        catchUp();
        poll("2026-05-10T12:00:20");
        catchUp();
        Files.delete(csv.resolve(name));
        restart();
        catchUp();
        poll("2026-06-01T08:15:20");
        catchUp();
        assertThat(contents()).isEqualTo(fresh());
    }

    @Test
    void makeNoFileForAMonthWithoutAnyAnswer() throws Exception {
        poll("2026-02-01T12:00:20");
        poll("2026-06-01T12:00:20");
        catchUp();
        restart();
        catchUp();
        assertThat(contents().keySet())
                .containsExactly("daily.csv", "inverters-2026-02.csv", "inverters-2026-06.csv", "overview-2026.csv");
    }

    @Test
    void takeAnswersInWhateverOrderTheyWereStored() throws Exception {
        for (String time : List.of(
                "2026-06-01T08:10:20",
                "2026-05-31T08:10:20",
                "2026-06-01T08:00:20",
                "2026-06-01T08:20:20",
                "2026-06-01T08:15:20")) {
            poll(time);
            catchUp();
        }
        assertThat(contents()).isEqualTo(fresh());
        assertThat(lines("overview-2026.csv").subList(1, 6)).isSorted();
    }

    @Test
    void holdFinishedDaysAsTheyStandNow() throws Exception {
        DayRow day = new DayRow(
                "home",
                LocalDate.parse("2026-06-01"),
                20.456,
                null,
                -3.25,
                4.0,
                7.25,
                100.0,
                null,
                -20.0,
                2,
                288,
                24,
                5.12349,
                99.96);
        history.days().write(List.of(day), "t", 1);
        files.writeDays();
        assertThat(lines("daily.csv"))
                .containsExactly(DAILY_HEADER, "2026-06-01,20.46,,-3.25,100,,-20,2,,5.123,24,288,100,4,7.25");
        Files.writeString(csv.resolve("daily.csv"), "left alone");
        files.writeDays();
        assertThat(lines("daily.csv")).containsExactly("left alone");
        DayRow mended =
                new DayRow("home", day.date(), 21.0, 1.0, 0.0, null, null, 100.0, 7.0, -20.0, 2, 289, 24, null, 50.04);
        history.days().write(List.of(mended), "t", 2);
        files.writeDays();
        assertThat(lines("daily.csv")).last().isEqualTo("2026-06-01,21,1,0,100,7,-20,2,,,24,289,50,,");
    }

    @Test
    void endLinesAsUnixDoesAndLeaveNothingBehind() throws Exception {
        threeMonths();
        catchUp();
        assertThat(contents().values()).allMatch(text -> text.endsWith("\n") && !text.contains("\r"));
        try (var listed = Files.list(csv)) {
            assertThat(listed).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }
}
