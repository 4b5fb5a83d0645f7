package org.pvswatch.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.pvswatch.simulator.Profile;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.SimulatorOptions;

/**
 * Measures what watching costs the machine: the real program, started by its launcher, before a simulated PVS over TLS that
 * runs in this process. History, CSV files, faults and letters are on; what is off until asked for is off.
 */
public final class BudgetBenchmark {
    private static final int DAY_HOURS = 24;
    private static final double SECONDS_AN_HOUR = 3600;
    private static final int KIB = 1024;
    private static final Duration LOOK = Duration.ofMillis(4);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final LocalDate JUNE = LocalDate.of(2026, 6, 1);
    /** The report of a month comes on the day after it, and is looked for each midnight. */
    private static final Period MONTH_AND_REPORT = Period.ofMonths(1).plusDays(2);

    private static final String NEVER = "0 0 0 29 2 ?";

    /**
     * How thorough.
     *
     * @param panels of the house
     * @param starts whose time is taken, after one that nobody times
     * @param restSeconds after a start, before idleness is measured
     * @param idleSeconds of it
     * @param warmPolls before those measured
     * @param polls that are measured, twelve seconds apart; 0: none
     * @param monthPolls a day, of the simulated month
     */
    public record Options(
            int panels, int starts, int restSeconds, int idleSeconds, int warmPolls, int polls, int monthPolls) {}

    private final List<String> program;
    private final Path routes;
    private final Path folder;
    private final Options options;
    private final List<Figure> figures = new ArrayList<>();

    /**
     * @param program what starts a watcher, its command still lacking
     * @param routes folder of the route files
     * @param folder new, for everything written
     */
    public BudgetBenchmark(List<String> program, Path routes, Path folder, Options options) {
        this.program = program;
        this.routes = routes;
        this.folder = folder;
        this.options = options;
    }

    /** Measures everything. @param now a word about what is measured just now is told to it */
    public List<Figure> run(Instant begin, Consumer<String> now) throws IOException, InterruptedException {
        OldScript.Cost script;
        try (StagedHome home = new StagedHome(
                program,
                routes,
                Files.createDirectories(folder.resolve("live")),
                house().withClock(SimulatedClock.running(begin, 1)))) {
            now.accept("the old script");
            script = OldScript.measured(folder, home.simulator());
            now.accept("starts and idleness");
            home.with("pvs.poll-cron", NEVER);
            double idleAnHour = idle(home, script);
            now.accept("polls");
            home.with("pvs.poll-cron", "0/12 * * * * ?");
            polls(home, script);
            now.accept("a month");
            month(idleAnHour, script);
        }
        return List.copyOf(figures);
    }

    private SimulatorOptions house() {
        return SimulatorOptions.defaults().withProfile(Profile.named("v-61846")).withPanels(options.panels());
    }

    private double idle(StagedHome home, OldScript.Cost script) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int start = 0; start <= options.starts(); start++) {
            long archived = archived(home);
            long begun = System.nanoTime();
            Process watcher = home.start("run");
            try {
                await(watcher, home, () -> archived(home) > archived);
                if (start > 0) {
                    seconds.add((System.nanoTime() - begun) / 1e9);
                    cpu.add(ProcessState.cpuSeconds(pid(watcher)));
                }
                if (start == options.starts()) {
                    figures.add(new Figure(
                            "first poll archived, s from the start, median",
                            median(seconds),
                            1.0,
                            script.startSeconds()));
                    figures.add(
                            new Figure("the same, CPU s, median", median(cpu), Double.NaN, script.startCpuSeconds()));
                    return idle(watcher);
                }
            } finally {
                stop(watcher);
            }
        }
        throw new IllegalStateException("at least one start");
    }

    private double idle(Process watcher) throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(options.restSeconds());
        ProcessState before = ProcessState.of(pid(watcher));
        TimeUnit.SECONDS.sleep(options.idleSeconds());
        ProcessState after = ProcessState.of(pid(watcher));
        double anHour = (after.cpuSeconds() - before.cpuSeconds()) * SECONDS_AN_HOUR / options.idleSeconds();
        figures.add(new Figure("idle, CPU s an hour", anHour, 0.15, "0"));
        figures.add(new Figure(
                "idle, wake-ups a second",
                (after.switches() - before.switches()) / (double) options.idleSeconds(),
                1,
                "0"));
        figures.add(new Figure("resident after the first poll, MiB", after.residentMib(), Double.NaN, "0"));
        return anHour;
    }

    private void polls(StagedHome home, OldScript.Cost script) throws IOException, InterruptedException {
        Process watcher = home.start("run");
        try {
            long begun = polled(home);
            await(watcher, home, () -> polled(home) >= begun + options.warmPolls());
            TimeUnit.SECONDS.sleep(2); // what follows the row in the CSV file
            ProcessState before = ProcessState.of(pid(watcher));
            long first = polled(home);
            await(watcher, home, () -> polled(home) >= first + options.polls());
            TimeUnit.SECONDS.sleep(2);
            ProcessState after = ProcessState.of(pid(watcher));
            double polls = polled(home) - first;
            figures.add(new Figure(
                    "a poll after the first %d, CPU ms".formatted(options.warmPolls() + 1),
                    1000 * (after.cpuSeconds() - before.cpuSeconds()) / polls,
                    40,
                    script.pollMilliseconds()));
            figures.add(new Figure(
                    "a poll, KiB to the disk without its journal",
                    (after.writtenBytes() - before.writtenBytes()) / polls / KIB,
                    80,
                    script.pollKib()));
        } finally {
            stop(watcher);
        }
    }

    private void month(double idleAnHour, OldScript.Cost script) throws IOException, InterruptedException {
        YearsBenchmark month = new YearsBenchmark(
                program,
                routes,
                folder.resolve("month"),
                new Life.Plan(JUNE, 1, MONTH_AND_REPORT, options.monthPolls(), 0),
                options.panels());
        LifeSpell lived = month.run(each -> {}).get(0);
        double spent = lived.pollSeconds() + lived.closingSeconds() + lived.otherSeconds();
        figures.add(new Figure(
                "a day of %d polls, CPU s, idleness in it".formatted(options.monthPolls()),
                spent / lived.closings() + idleAnHour * DAY_HOURS,
                20,
                script.daySeconds(options.monthPolls())));
        figures.add(new Figure("resident after a month, MiB", lived.residentMib(), 120, "0"));
        figures.add(new Figure("heap in use after a month, MiB", lived.heapMib(), Double.NaN, ""));
        figures.add(new Figure("open files after a month", lived.openFiles(), Double.NaN, ""));
    }

    private static String pid(Process watcher) {
        return Long.toString(watcher.pid());
    }

    /** Answers of the PVS in the archive. */
    private static long archived(StagedHome home) {
        return count(home.data().resolve("archive"));
    }

    private static long count(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.getFileName().toString().contains("pvs1"))
                    .count();
        } catch (IOException | UncheckedIOException e) {
            return 0; // a file went away meanwhile: the next look
        }
    }

    /** Polls in the CSV file of the site. */
    private static long polled(StagedHome home) {
        Path csv = home.data().resolve("csv");
        if (!Files.isDirectory(csv)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(csv)) {
            long lines = 0;
            for (Path file : all.filter(each -> each.getFileName().toString().startsWith("overview-"))
                    .toList()) {
                lines += Files.readAllLines(file).size() - 1;
            }
            return lines;
        } catch (IOException e) {
            return 0;
        }
    }

    private static void await(Process watcher, StagedHome home, BooleanSupplier reached)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            if (!watcher.isAlive() || System.nanoTime() > end) {
                throw new IOException("the watcher " + (watcher.isAlive() ? "does not poll" : "has ended") + "; "
                        + home.log() + " says why");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
    }

    private static void stop(Process watcher) throws InterruptedException {
        watcher.destroy();
        if (!watcher.waitFor(30, TimeUnit.SECONDS)) {
            watcher.destroyForcibly();
        }
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
