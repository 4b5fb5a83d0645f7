package org.pvswatch.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.DayRows;

class DayFilesTest extends CsvHouse {
    static final String DAILY_HEADER = "Date,Daily PV Production (kWh),Daily Site Consumption (kWh),"
            + "Daily Net Grid (kWh),Lifetime PV (kWh),Lifetime Site Consumption (kWh),Lifetime Net (kWh),"
            + "Inverters Reporting,Alerts,Peak PV Production (kW),Hours in Day,Polls,Coverage (%),"
            + "Import (kWh),Export (kWh),Battery Charge (kWh),Battery Discharge (kWh),Peak Time,Sun Hours,"
            + "Production From,Production Known (%),Consumption Known (%),Net Grid Known (%),Over Midnight";
    private static final String PANELS_HEADER =
            "Date,Serial Number,Energy (kWh),Peak Power (kW),Peak Time,Lifetime (kWh),Measurements,Known (%)";

    private long seq;

    private void write(DayRow... days) throws Exception {
        history.days().write(List.of(days), "t", ++seq);
    }

    @Test
    void haveEveryCell() throws Exception {
        write(DayRows.full("2026-06-01", 20.456), DayRows.empty("2026-11-01"));
        files.writeDays();
        assertThat(lines("daily.csv"))
                .containsExactly(
                        DAILY_HEADER,
                        "2026-06-01,20.46,,-3.25,100,,-20,2,,5.123,24,288,100,4,7.25,1.5,0.75,2026-06-01T12:00:20,7.3,"
                                + "production meter,100,0,87.5,carried",
                        "2026-11-01,,,,,,,0,,,25,1,1,,,,,,,none,0,0,0,");
        assertThat(lines("panels-2026.csv"))
                .containsExactly(
                        PANELS_HEADER,
                        "2026-06-01,E1,1.25,0.3124,2026-06-01T12:00:20,100.123,140,100",
                        "2026-06-01,E2,,,,,1,0");
    }

    @Test
    void areThereWithoutAnyDay() throws Exception {
        files.writeDays();
        assertThat(contents()).containsOnlyKeys("daily.csv");
        assertThat(lines("daily.csv")).containsExactly(DAILY_HEADER);
    }

    @Test
    void areLeftAloneWhileNothingWasWritten() throws Exception {
        write(DayRows.full("2026-06-01", 20));
        files.writeDays();
        Files.writeString(csv.resolve("daily.csv"), "left alone");
        files.writeDays();
        assertThat(lines("daily.csv")).containsExactly("left alone");
    }

    @Test
    void growAtTheirEndByANewDay() throws Exception {
        write(DayRows.full("2026-12-30", 20));
        files.writeDays();
        for (String name : List.of("daily.csv", "panels-2026.csv")) {
            String marked = Files.readString(csv.resolve(name)).replace("Date,", "Kept,");
            Files.writeString(csv.resolve(name), marked);
        }
        write(DayRows.full("2026-12-31", 21), DayRows.full("2027-01-01", 22));
        files.writeDays();
        assertThat(lines("daily.csv")).hasSize(4).first().asString().startsWith("Kept,");
        assertThat(lines("panels-2026.csv")).hasSize(5).first().asString().startsWith("Kept,");
        assertThat(lines("panels-2027.csv")).hasSize(3);
        Files.writeString(csv.resolve("panels-2026.csv"), "of last year");
        write(DayRows.full("2027-01-02", 23));
        files.writeDays();
        assertThat(lines("panels-2026.csv")).containsExactly("of last year");
        assertThat(lines("panels-2027.csv")).hasSize(5);
    }

    @Test
    void holdACorrectedDayOnce() throws Exception {
        write(DayRows.full("2025-12-31", 20), DayRows.full("2026-01-01", 21), DayRows.full("2026-01-02", 22));
        files.writeDays();
        write(DayRows.full("2026-01-01", 11));
        files.writeDays();
        assertThat(lines("daily.csv")).hasSize(4).element(2).asString().startsWith("2026-01-01,11,");
        write(DayRows.full("2026-01-02", 12), DayRows.full("2026-01-03", 13));
        files.writeDays();
        assertThat(lines("daily.csv")).hasSize(5);
        assertThat(contents()).isEqualTo(fresh());
    }

    @Test
    void takeWhatWasWrittenBetweenTwoStarts() throws Exception {
        write(DayRows.full("2025-12-31", 20), DayRows.full("2026-01-01", 21));
        files.writeDays();
        write(DayRows.full("2025-12-31", 10), DayRows.full("2026-01-02", 22));
        restart();
        files.writeDays();
        assertThat(contents()).isEqualTo(fresh());
        restart();
        files.writeDays();
        assertThat(contents()).isEqualTo(fresh());
    }

    @ParameterizedTest
    @ValueSource(strings = {"daily.csv", "panels-2025.csv", "panels-2026.csv", ".days-caught-up"})
    void comeBackWhenDeletedOrTornBeforeAStart(String name) throws Exception {
        write(DayRows.full("2025-12-31", 20), DayRows.full("2026-01-01", 21), DayRows.full("2026-01-02", 22));
        files.writeDays();
        String whole = Files.readString(csv.resolve(name));
        for (int torn = 1; torn <= whole.length(); torn += 7) {
            Files.writeString(csv.resolve(name), whole.substring(0, whole.length() - torn));
            restart();
            files.writeDays();
            assertThat(contents()).isEqualTo(fresh());
        }
        Files.delete(csv.resolve(name));
        restart();
        files.writeDays();
        assertThat(contents()).isEqualTo(fresh());
        write(DayRows.full("2026-01-03", 23));
        files.writeDays();
        assertThat(contents()).isEqualTo(fresh());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "7 2026-01-01", "1 2026-01-01", "1", "99999 none", "-3 2025-12-31"})
    void startOverWhenTheProgressIsOfAnotherHistory(String progress) throws Exception {
        write(DayRows.full("2025-12-31", 20));
        files.writeDays();
        Files.writeString(csv.resolve("daily.csv"), DAILY_HEADER + "\n2025-12-30,of another house\n");
        Files.writeString(csv.resolve(".days-caught-up"), progress);
        restart();
        files.writeDays();
        assertThat(contents()).isEqualTo(fresh());
    }
}
