package org.pvswatch.command;

import java.net.URI;
import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pvswatch.benchmark.Life;
import org.pvswatch.benchmark.LifeSpell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a benchmark starts: a watcher, under the flags of the launcher, that lives through months before its simulator. */
@Command(
        name = "live",
        hidden = true,
        description = "Live through months before a simulator whose clock stands; a benchmark starts this.")
final class LiveCommand implements Callable<Integer> {
    @Option(names = "--weather", paramLabel = "URL", required = true, description = "Weather of the simulator.")
    private URI weather;

    @Option(names = "--from", paramLabel = "DATE", required = true, description = "First day, such as 2026-06-01.")
    private String from;

    @Option(names = "--months", paramLabel = "N", required = true, description = "How many.")
    private int months;

    @Option(names = "--polls-a-day", paramLabel = "N", required = true, description = "Of a usual day.")
    private int pollsADay;

    @Option(names = "--dense-days", paramLabel = "N", required = true, description = "Of a month, each five minutes.")
    private int denseDays;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Life.Plan plan = new Life.Plan(LocalDate.parse(from), months, Period.ofMonths(1), pollsADay, denseDays);
        System.out.println(LifeSpell.HEADER);
        new Life(common.settings(Map.of()), common.routes(), weather, plan).live(month -> {
            System.out.println(month.line());
            System.out.flush();
        });
        return 0;
    }
}
