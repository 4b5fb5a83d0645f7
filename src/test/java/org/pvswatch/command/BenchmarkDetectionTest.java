package org.pvswatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The benchmark as it is run by hand, with the shipped judge. */
class BenchmarkDetectionTest {
    @TempDir
    private Path folder;

    @RegisterExtension
    private final Console console = new Console();

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "benchmark";
        all[1] = "detection";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Commands.run(Map.of(), all);
    }

    @Test
    void theDeadOfAYearAreFoundAndNothingElse() throws IOException {
        assertThat(run(
                        "--sites=valley",
                        "--seeds=907",
                        "--years=1",
                        "--panels=8",
                        "--faults=dead",
                        "--out=" + folder.resolve("new/place")))
                .isZero();
        List<String> faults = Files.readAllLines(folder.resolve("new/place/faults.csv"));
        assertThat(faults.get(0)).isEqualTo("site,seed,kind,subject,start,first_mail,wall_hours,sun_hours,outcome");
        assertThat(faults.subList(1, faults.size()))
                .hasSizeGreaterThan(3)
                .allMatch(
                        row -> row.matches(
                                "valley,907,dead[a-z-]*,E\\d+,2\\d{3}-[^,]+Z,2\\d{3}-[^,]+Z,\\d+\\.\\d\\d,\\d+\\.\\d\\d,found"));
        assertThat(Files.readAllLines(folder.resolve("new/place/mails.csv")))
                .hasSizeGreaterThan(faults.size())
                .allMatch(row -> row.startsWith("site,") || row.contains(",not-producing,"));
        assertThat(console.words())
                .isEqualTo(Files.readString(folder.resolve("new/place/detection.md")))
                .contains("| dead panel, no snow | ", "| **all kinds** | 0.000 (0) | 0.000 (0) | 0.000 (0) |");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--sites=moon | known are north, valley, marine",
                "--seeds=4-1 | no range",
                "--seeds=one | understood are 7, 1-4 and 1,3,9",
                "--years=0 | 1 to 25",
                "--poll-minutes=10 | must be 5 or 15",
                "--panels=201 | 1 to 200",
                "--obstacle-share=1.5 | 0 to 1",
                "--gain-spread=-1 | 0 to 0.2",
                "--meter-gain-error=much | 'much'",
                "--faults=broken | 'broken'",
            })
    void wrongUsageIsTwo(String argument, String sentence) {
        assertThat(run(argument, "--out=" + folder)).isEqualTo(2);
        assertThat(console.complaints()).contains(sentence);
        assertThat(folder).isEmptyDirectory();
    }
}
