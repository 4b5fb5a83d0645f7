package org.pvswatch.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the files come to be what they are: appended to, mended, written anew. */
class CsvFilesTest extends CsvHouse {
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
        Files.delete(csv.resolve(".days-caught-up"));
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

    /** ext4 may give back a file of no bytes after a power cut. */
    @ParameterizedTest
    @ValueSource(strings = {"overview-2026.csv", "inverters-2026-04.csv", "inverters-2026-06.csv", "daily.csv"})
    void areMendedWhenTheyAreEmpty(String name) throws Exception {
        threeMonths();
        catchUp();
        Map<String, String> expected = contents();
        Files.write(csv.resolve(name), new byte[0]);
        Files.writeString(csv.resolve(name + ".part"), "half of it");
        restart();
        catchUp();
        assertThat(contents()).isEqualTo(expected);
        assertThat(csv.resolve(name + ".part")).doesNotExist();
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
        Files.writeString(csv.resolve("overview-2026.csv"), "Timestamp\nof another house\n");
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
    void endLinesAsUnixDoesAndLeaveNothingBehind() throws Exception {
        threeMonths();
        catchUp();
        assertThat(contents().values()).allMatch(text -> text.endsWith("\n") && !text.contains("\r"));
        try (var listed = Files.list(csv)) {
            assertThat(listed).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }
}
