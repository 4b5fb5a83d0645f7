package org.pvswatch.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.concurrent.Callable;
import org.pvswatch.benchmark.Life;
import org.pvswatch.benchmark.LifeSpell;
import org.pvswatch.benchmark.YearsBenchmark;
import org.pvswatch.benchmark.YearsPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether anything grows that should not. */
@Command(
        name = "years",
        description = {
            "Live through years before a simulated PVS in one process, stopped and started each month, and tell by year what"
                    + " it cost, in memory, files and processor time. Linux only.",
            "Ten years take an hour or more. Writes months.csv and years.md, and prints the latter."
        },
        sortOptions = false)
final class BenchmarkYearsCommand implements Callable<Integer> {
    @Option(
            names = "--months",
            paramLabel = "N",
            defaultValue = "120",
            description = "How many months. Default: ${DEFAULT-VALUE}.")
    private int months;

    @Option(
            names = "--polls-a-day",
            paramLabel = "N",
            defaultValue = "24",
            description = "Of a usual day. Default: ${DEFAULT-VALUE}.")
    private int pollsADay;

    @Option(
            names = "--dense-days",
            paramLabel = "N",
            defaultValue = "1",
            description = "So many days of each month have a poll each five minutes. Default: ${DEFAULT-VALUE}.")
    private int denseDays;

    @Option(names = "--panels", paramLabel = "N", defaultValue = "24", description = "Default: ${DEFAULT-VALUE}.")
    private int panels;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "New folder for what is written.")
    private Path out;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Life.Plan plan = new Life.Plan(LocalDate.of(2026, 4, 1), months, Period.ofMonths(1), pollsADay, denseDays);
        Terminal progress = new Terminal("months", months);
        YearsBenchmark benchmark =
                new YearsBenchmark(program(), common.routes().toAbsolutePath(), out.toAbsolutePath(), plan, panels);
        List<LifeSpell> lived =
                benchmark.run(month -> progress.step(month.from().toString()));
        progress.end();
        String page = YearsPage.of(lived);
        Files.writeString(out.resolve("years.md"), page);
        System.out.print(page);
        return 0;
    }

    /** How a watcher is started: as the owner does. */
    static List<String> program() {
        String home = System.getProperty("pvswatch.home", "");
        return List.of(Path.of(home).resolve("pvs-watch").toAbsolutePath().toString());
    }
}
