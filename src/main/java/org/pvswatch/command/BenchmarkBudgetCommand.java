package org.pvswatch.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.pvswatch.benchmark.BudgetBenchmark;
import org.pvswatch.benchmark.Figure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What watching costs the machine. */
@Command(
        name = "budget",
        description = {
            "Measure what watching costs the machine, beside what is wanted and beside the old script where python3 is there."
                    + " Linux only.",
            "Starts ./pvs-watch before a simulated PVS over TLS; takes half an hour. Seconds of a clock mean something only on a"
                    + " machine that does nothing else; seconds of CPU always do."
        },
        sortOptions = false)
final class BenchmarkBudgetCommand implements Callable<Integer> {
    private static final int WARM_POLLS = 8;

    @Option(names = "--panels", paramLabel = "N", defaultValue = "24", description = "Default: ${DEFAULT-VALUE}.")
    private int panels;

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "5",
            description = "Starts whose time is taken. Default: ${DEFAULT-VALUE}.")
    private int starts;

    @Option(
            names = "--rest",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "After a start, before idleness is measured. Default: ${DEFAULT-VALUE}.")
    private int restSeconds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "600",
            description = "Of idleness. Default: ${DEFAULT-VALUE}.")
    private int idleSeconds;

    @Option(
            names = "--polls",
            paramLabel = "N",
            defaultValue = "40",
            description = "From the tenth on, twelve seconds apart. Default: ${DEFAULT-VALUE}.")
    private int polls;

    @Option(
            names = "--month-polls",
            paramLabel = "N",
            defaultValue = "288",
            description = "A day, of the simulated month. Default: ${DEFAULT-VALUE}.")
    private int monthPolls;

    @Option(names = "--program", paramLabel = "FILE", description = "Another launcher to measure. Default: this one.")
    private Path program;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "New folder for what is written.")
    private Path out;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        List<String> started = program == null
                ? BenchmarkYearsCommand.program()
                : List.of(program.toAbsolutePath().toString());
        BudgetBenchmark benchmark = new BudgetBenchmark(
                started,
                common.routes().toAbsolutePath(),
                Files.createDirectories(out.toAbsolutePath()),
                new BudgetBenchmark.Options(panels, starts, restSeconds, idleSeconds, WARM_POLLS, polls, monthPolls));
        String page = Figure.table(benchmark.run(Instant.now(), what -> System.err.println("Measuring: " + what)));
        Files.writeString(out.resolve("budget.md"), page);
        System.out.print(page);
        return 0;
    }
}
