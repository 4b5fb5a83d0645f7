package org.pvswatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.history.DayRows;
import org.pvswatch.history.History;

class WorkbookCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(System.out);
    }

    @AfterEach
    void close() {
        System.setOut(out);
        System.setErr(err);
    }

    private int run(Path file) {
        return Commands.run(
                Map.of("SITE_ZONE", "America/Los_Angeles", "SITE_LATITUDE", "38.6", "SITE_LONGITUDE", "-121.5"),
                "workbook",
                "--config",
                "config",
                "--data",
                folder.resolve("data").toString(),
                "--out",
                file.toString());
    }

    @Test
    void writesTheFileAndSaysWhatIsInIt() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        try (History history = new History(folder.resolve("data/history.db").toString())) {
            history.days().write(List.of(DayRows.full("2026-05-01", 20), DayRows.empty("2026-05-02")), "close-day", 1);
        }
        assertThat(run(folder.resolve("solar.xlsx"))).isZero();
        assertThat(folder.resolve("solar.xlsx")).isNotEmptyFile();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("rows: Daily 2, Months 13, Panels 2, Incidents 0");
        assertThat(run(folder.resolve("nowhere/solar.xlsx"))).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("cannot be written", "--out");
    }

    @Test
    void saysThatThereIsNoHistoryYet() {
        assertThat(run(folder.resolve("solar.xlsx"))).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("holds no history yet");
        assertThat(folder.resolve("data")).doesNotExist();
    }
}
