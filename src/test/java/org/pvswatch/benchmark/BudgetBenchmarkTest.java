package org.pvswatch.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short look at the real program; what it reaches is no matter here. */
class BudgetBenchmarkTest {
    @TempDir
    private Path folder;

    @Test
    void measuresEachPartOfTheBudget() throws Exception {
        List<String> program = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.pvswatch.PvsWatch");
        List<String> steps = new ArrayList<>();
        List<Figure> figures = new BudgetBenchmark(
                        program,
                        Path.of("routes").toAbsolutePath(),
                        folder,
                        new BudgetBenchmark.Options(4, 0, 0, 1, 0, 0, 1))
                .run(Instant.parse("2026-06-10T18:00:00Z"), steps::add);

        assertThat(steps).containsExactly("the old script", "starts and idleness", "polls", "a month");
        assertThat(figures).hasSize(11).allMatch(figure -> figure.reached() >= 0 || Double.isNaN(figure.reached()));
        assertThat(figures).filteredOn(figure -> !Double.isNaN(figure.wanted())).hasSize(7);
        assertThat(Figure.table(figures).lines()).hasSize(13).allMatch(line -> line.matches("(\\|[^|]*){5}\\|"));
    }

    @Test
    void saysWhatIsMissedAndWhatWasNotMeasured() {
        assertThat(Figure.table(List.of(
                        new Figure("first", 2.5, 1, "0.42"),
                        new Figure("second", 119.6, 120, ""),
                        new Figure("third", Double.NaN, Double.NaN, ""))))
                .isEqualTo("""
                        | what | reached | wanted | reached/wanted | old script |
                        | --- | --- | --- | --- | --- |
                        | first | 2.50 | 1.00 | 2.50 **missed** | 0.42 |
                        | second | 120 | 120 | 1.00 |  |
                        | third | not measured |  |  |  |
                        """);
    }
}
