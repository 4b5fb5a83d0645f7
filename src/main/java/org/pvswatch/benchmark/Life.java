package org.pvswatch.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.SimulatedClock;

/**
 * A watcher that lives through months before a simulated house as fast as it can: the shipped routes, over HTTP, with a
 * clock that steps from poll to poll; it is stopped and started anew with each spell. What real time would bring by itself
 * is sent: weather each hour in which there is a poll, packing and the look for reports each night.
 */
public final class Life {
    private static final Duration AFTER_THE_MARK = Duration.ofSeconds(20);
    private static final int DENSE_POLLS = 288;
    private static final int HOUR = 3600;
    private static final double KIB = 1024;
    private static final double MIB = KIB * KIB;

    /**
     * What is lived.
     *
     * @param from first day
     * @param spells how many times the watcher is started
     * @param spell how long it then runs, such as a month
     * @param pollsADay spread evenly over a usual day
     * @param denseDays of each month, its first ones, with a poll each five minutes
     */
    public record Plan(LocalDate from, int spells, Period spell, int pollsADay, int denseDays) {
        LocalDate begin(int spell) {
            return from.plus(this.spell.multipliedBy(spell));
        }
    }

    private final Settings settings;
    private final Path routes;
    private final URI simulatorClock;
    private final Plan plan;
    private final ZoneId zone;
    private final Path data;
    private final SimulatedClock clock;
    private Watch watch;
    private double[] seconds;
    private int[] counts;
    private double spentUntil;

    /**
     * @param settings of the watcher, with the addresses of the simulator and a data folder
     * @param routes folder of the route files
     * @param weather address of the simulator's weather, where its clock is set too
     */
    public Life(Settings settings, Path routes, URI weather, Plan plan) {
        this.settings = settings;
        this.routes = routes;
        this.simulatorClock = weather.resolve("/simulator/clock");
        this.plan = plan;
        this.zone = settings.zone();
        this.data = Path.of(settings.get(Settings.DATA_DIR));
        this.clock = SimulatedClock.stepped(begin(plan.from()));
    }

    /** Lives. @param told is told of each spell at its end */
    public void live(Consumer<LifeSpell> told) throws IOException {
        for (int spell = 0; spell < plan.spells(); spell++) {
            told.accept(live(plan.begin(spell), plan.begin(spell + 1)));
        }
    }

    private LifeSpell live(LocalDate from, LocalDate until) throws IOException {
        seconds = new double[Kind.values().length];
        counts = new int[Kind.values().length];
        spentUntil = ProcessState.cpuSeconds("self");
        step(begin(from));
        try (Watch begun = new Watch(settings, routes, clock)) {
            watch = begun;
            watch.start();
            watch.send("direct:catch-up-history", null);
            note(Kind.OTHER);
            for (LocalDate day = from; day.isBefore(until); day = day.plusDays(1)) {
                live(day);
            }
            return measured(from);
        } finally {
            watch = null;
        }
    }

    private void live(LocalDate day) throws IOException {
        boolean dense = day.getDayOfMonth() <= plan.denseDays();
        Duration pause = Duration.ofDays(1).dividedBy(dense ? DENSE_POLLS : plan.pollsADay());
        Instant end = begin(day.plusDays(1));
        long hour = -1;
        boolean first = true;
        for (Instant mark = begin(day); mark.isBefore(end); mark = mark.plus(pause)) {
            step(mark.plus(AFTER_THE_MARK));
            if (mark.getEpochSecond() / HOUR != hour) {
                hour = mark.getEpochSecond() / HOUR;
                watch.send("direct:ask-weather", null);
                note(Kind.OTHER);
            }
            watch.send("direct:ask-every-pvs", null);
            note(first ? Kind.CLOSING : dense ? Kind.DENSE : Kind.POLL);
            if (first) {
                watch.send("direct:pack-archive", null);
                watch.send("direct:report-due", null); // of a month it is due on its first morning: found on the second
                note(Kind.OTHER);
            }
            first = false;
        }
    }

    private enum Kind {
        POLL,
        DENSE,
        CLOSING,
        OTHER
    }

    /** What was spent since the last note goes to one kind of work. */
    private void note(Kind kind) throws IOException {
        double now = ProcessState.cpuSeconds("self");
        seconds[kind.ordinal()] += now - spentUntil;
        counts[kind.ordinal()]++;
        spentUntil = now;
    }

    private LifeSpell measured(LocalDate from) throws IOException {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        double heapMib = (runtime.totalMemory() - runtime.freeMemory()) / MIB;
        ProcessState now = ProcessState.of("self");
        List<Path> files = files(data);
        return new LifeSpell(
                from,
                counts[Kind.POLL.ordinal()],
                seconds[Kind.POLL.ordinal()],
                counts[Kind.DENSE.ordinal()],
                seconds[Kind.DENSE.ordinal()],
                counts[Kind.CLOSING.ordinal()],
                seconds[Kind.CLOSING.ordinal()],
                seconds[Kind.OTHER.ordinal()],
                heapMib,
                now.residentMib(),
                now.openFiles(),
                Thread.getAllStackTraces().size(),
                files.size(),
                kib(Stream.of(data.resolve("history.db")).filter(Files::exists).toList()),
                kib(below(files, "archive")),
                below(files, "mail").stream()
                        .filter(file -> file.toString().endsWith(".eml"))
                        .count());
    }

    private List<Path> below(List<Path> files, String folder) {
        return files.stream()
                .filter(file -> file.startsWith(data.resolve(folder)))
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static long kib(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return Math.round(bytes / KIB);
    }

    private Instant begin(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    private void step(Instant to) throws IOException {
        try (InputStream answer =
                URI.create(simulatorClock + "?to=" + to).toURL().openStream()) {
            answer.readAllBytes();
        }
        clock.stepTo(to);
        spentUntil = ProcessState.cpuSeconds("self"); // the step is the simulation's
    }
}
