package org.pvswatch.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pvswatch.simulator.Profile;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.SimulatorOptions;

/** Has one process live through years, stopped and started within itself each month, and keeps what each cost. */
public final class YearsBenchmark {
    private static final int SEED = 5;
    private static final int MINUTES_A_DAY = 1440;
    private static final int LEAST_STALE = 15;
    private static final int POLLS_UNTIL_STALE = 3;
    private static final int ENDS_WITHIN_SECONDS = 60;

    private final List<String> program;
    private final Path routes;
    private final Path out;
    private final Life.Plan plan;
    private final int panels;

    /**
     * @param program what starts a watcher, its command still lacking
     * @param routes folder of the route files
     * @param out folder for {@code months.csv}, and for the watcher
     */
    public YearsBenchmark(List<String> program, Path routes, Path out, Life.Plan plan, int panels) {
        this.program = program;
        this.routes = routes;
        this.out = out;
        this.plan = plan;
        this.panels = panels;
    }

    /** Runs. @param told is told of each month @return all of them */
    public List<LifeSpell> run(Consumer<LifeSpell> told) throws IOException, InterruptedException {
        Files.createDirectories(out);
        Path table = out.resolve("months.csv");
        Files.deleteIfExists(table);
        List<LifeSpell> months = new ArrayList<>();
        SimulatorOptions options = options();
        try (StagedHome home = new StagedHome(program, routes, out, options)) {
            home.with("reading.stale-minutes", String.valueOf(staleMinutes()));
            Process watcher = home.start(
                    "live",
                    "--weather=" + home.simulator().weatherUrl(),
                    "--from=" + plan.from(),
                    "--months=" + plan.spells(),
                    "--polls-a-day=" + plan.pollsADay(),
                    "--dense-days=" + plan.denseDays());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(watcher.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Files.writeString(table, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    if (!line.equals(LifeSpell.HEADER)) {
                        months.add(LifeSpell.of(line));
                        told.accept(months.get(months.size() - 1));
                    }
                }
            } finally {
                if (!watcher.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                    watcher.destroy();
                }
            }
            if (watcher.exitValue() != 0) {
                throw new IOException(
                        "the watcher ended with " + watcher.exitValue() + "; " + home.log() + " says why");
            }
        }
        return months;
    }

    private int staleMinutes() {
        int least = plan.denseDays() > 27 ? LEAST_STALE : POLLS_UNTIL_STALE * MINUTES_A_DAY / plan.pollsADay();
        return Math.min(MINUTES_A_DAY, Math.max(LEAST_STALE, least));
    }

    private SimulatorOptions options() {
        SimulatorOptions defaults = SimulatorOptions.defaults();
        var begin = plan.from().atStartOfDay(defaults.site().zone()).toInstant();
        return defaults.withProfile(Profile.named("v-61846"))
                .withPanels(panels)
                .withSeed(SEED)
                .withClock(SimulatedClock.stepped(begin))
                .withFaults(faults().toArray(new String[0]));
    }

    /** What goes wrong: each year a panel dies for some weeks, the grid is away and the PVS cannot be had for days. */
    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        YearMonth begin = YearMonth.from(plan.from());
        YearMonth end = begin.plusMonths(plan.spells());
        for (YearMonth june = begin.plusMonths(2); june.isBefore(end); june = june.plusMonths(12)) {
            int panel = 1 + june.getYear() % panels;
            faults.add("dead:" + panel + "@" + june.atDay(3) + "T10:15/40d");
            faults.add("outage@" + june.plusMonths(1).atDay(9) + "T13:00/3h");
            faults.add("503@" + june.plusMonths(3).atDay(5) + "T09:00/2d");
            faults.add("restart@" + june.plusMonths(4).atDay(7) + "T12:00");
            faults.add("replaced:" + panel + "@" + june.plusMonths(2).atDay(20) + "T12:00");
        }
        return faults;
    }
}
