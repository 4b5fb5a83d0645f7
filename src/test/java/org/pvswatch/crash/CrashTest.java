package org.pvswatch.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.archive.AnswerReceiver;
import org.pvswatch.history.History;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.replay.Replay;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;

/**
 * A running watcher is killed at random moments, again and again. Afterwards the archive holds what the PVS served and all
 * that was said to be done, history holds the archive, and the CSV files hold the history. {@code -Dcrash.kills=300} and
 * {@code -Dcrash.syncs=60} for the long run.
 */
class CrashTest {
    private static final int KILLS = Integer.getInteger("crash.kills", 6);
    private static final long SEED = Long.getLong("crash.seed", 1);
    private static final int SYNCS = Integer.getInteger("crash.syncs", 5);
    private static final Path STRACE = Path.of("/usr/bin/strace");
    private static final Instant BEGIN = Instant.parse("2026-06-01T07:00:00Z");

    @TempDir
    private Path folder;

    private final List<String> done = new ArrayList<>();
    private Instant next = BEGIN;
    private int starts;

    @Test
    void losesNothingThatWasDoneAndDoublesNothing() throws Exception {
        Path data = folder.resolve("data");
        Random dice = new Random(SEED);
        try (Simulator simulator = Simulator.start(house(SimulatedClock.stepped(BEGIN)))) {
            for (int kill = 0; kill < KILLS; kill++) {
                killAfter(start(data, simulator), dice.nextInt(1_500));
            }
        }
        assertWhole(data);
        assertThat(done).hasSizeGreaterThan(KILLS);
        System.out.printf("%d kills, %d starts, %d polls done%n", KILLS, starts, done.size());
    }

    /** The kernel kills it in the moment of its first, second ... sync: the very points a power cut may hit. */
    @Test
    void diesAtEverySyncAndLosesNothingThatWasDone() throws Exception {
        assumeTrue(Files.isExecutable(STRACE), "NOT CHECKED: death at each sync needs strace, and it is not installed");
        Path data = folder.resolve("data");
        try (Simulator simulator = Simulator.start(house(SimulatedClock.stepped(BEGIN)))) {
            killAfter(start(data, simulator), 501); // once it has made its folders, only polls sync
            for (int sync = 1; sync <= SYNCS; sync++) {
                Process victim = start(
                        data,
                        simulator,
                        STRACE.toString(),
                        "-f",
                        "-qq",
                        "-o",
                        "/dev/null",
                        "-e",
                        "trace=fsync,fdatasync",
                        "-e",
                        "inject=fsync,fdatasync:signal=KILL:when=" + sync);
                listen(victim, () -> {});
            }
        }
        assertWhole(data);
        System.out.printf("%d deaths at a sync, %d starts, %d polls done%n", SYNCS, starts, done.size());
    }

    private static SimulatorOptions house(SimulatedClock clock) {
        return SimulatorOptions.defaults().withPanels(6).withClock(clock);
    }

    /** After one more start: archive as served, history as archived, CSV as history, nothing twice, nothing done lost. */
    private void assertWhole(Path data) throws Exception {
        Settings settings = Victim.settings(data, "http://127.0.0.1:9", "http://127.0.0.1:9");
        try (Watch watch = new Watch(settings, Path.of("routes"), Clock.fixed(next, ZoneOffset.UTC), false)) {
            watch.start();
            watch.send("direct:catch-up-history", null);
            watch.send("direct:sink-csv", null);
            assertThat(watch.history().count(History.Table.POLL))
                    .isEqualTo(archived(data).size());
        }
        List<Path> archived = archived(data);
        assertThat(archived).isNotEmpty();
        assertAsServed(archived);
        Set<String> moments = new HashSet<>();
        archived.forEach(file -> moments.add(moment(file).toString()));
        assertThat(moments)
                .as("no answer twice")
                .hasSameSizeAs(archived)
                .as("nothing done is lost")
                .containsAll(done);
        assertThat(rebuilt(data)).isEqualTo(csvs(data));
        List<String> overview = Files.readAllLines(data.resolve("csv/overview-2026.csv"));
        assertThat(overview).hasSize(1 + archived.size()).doesNotHaveDuplicates();
    }

    private Process start(Path data, Simulator simulator, String... under) throws IOException {
        List<String> command = new ArrayList<>(List.of(under));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Victim.class.getName(),
                data.toString(),
                simulator.pvsUrl().toString(),
                simulator.weatherUrl().toString(),
                next.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Lets it run for so long after its start, one time in four in the midst of its start. */
    private void killAfter(Process victim, int milliseconds) throws Exception {
        Thread[] killer = new Thread[1];
        if (milliseconds % 4 == 0) {
            killer[0] = killer(victim, milliseconds);
        }
        listen(victim, () -> killer[0] = killer[0] == null ? killer(victim, milliseconds) : killer[0]);
        killer[0].join();
    }

    /** Reads what it says until it is dead. */
    private void listen(Process victim, Runnable atStart) throws Exception {
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.equals("started")) {
                    starts++;
                    atStart.run();
                } else if (line.startsWith("asking ")) {
                    next = Instant.parse(line.substring(7)).plusSeconds(300);
                } else if (line.startsWith("done ")) {
                    done.add(line.substring(5));
                }
            }
        }
        assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(victim.exitValue()).as("killed, not ended by itself").isEqualTo(137);
    }

    private static Thread killer(Process victim, int milliseconds) {
        Thread killer = new Thread(() -> {
            try {
                victim.waitFor(milliseconds, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            victim.toHandle().destroyForcibly(); // which leaves what it said to be read
        });
        killer.start();
        return killer;
    }

    /** Each archived answer is the very one that an undisturbed PVS gives at that moment. */
    private static void assertAsServed(List<Path> archived) throws Exception {
        SimulatedClock clock = SimulatedClock.stepped(BEGIN);
        try (Simulator again =
                Simulator.start(SimulatorOptions.defaults().withPanels(6).withClock(clock))) {
            for (Path file : archived) {
                clock.stepTo(moment(file));
                AnswerReceiver receiver = new AnswerReceiver(Clock.fixed(moment(file), ZoneOffset.UTC), "masked");
                try (InputStream answer = again.pvsUrl()
                        .resolve("/cgi-bin/dl_cgi?Command=DeviceList")
                        .toURL()
                        .openStream()) {
                    assertThat(text(file))
                            .as(file.toString())
                            .isEqualTo(receiver.received(receiver.text(answer), "pvs1", 200)
                                    .body());
                }
            }
        }
    }

    /** The CSV files that the archive alone gives. */
    private Map<String, String> rebuilt(Path data) throws Exception {
        Path fresh = folder.resolve("fresh");
        Settings settings = Victim.settings(fresh, "http://127.0.0.1:9", "http://127.0.0.1:9");
        try (Watch watch = new Watch(settings, Path.of("routes"), Clock.fixed(next, ZoneOffset.UTC), false)) {
            watch.start();
            new Replay(watch, settings).all(Replay.answersIn(data.resolve("archive")), false, each -> {});
        }
        return csvs(fresh);
    }

    private static Map<String, String> csvs(Path data) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : below(data.resolve("csv"))) {
            if (file.toString().endsWith(".csv")) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }

    private static List<Path> archived(Path data) throws IOException {
        return below(data.resolve("archive")).stream()
                .filter(file -> file.toString().endsWith("_pvs1.json.gz"))
                .toList();
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** {@code 20260601T070020.000Z_pvs1.json.gz} */
    private static Instant moment(Path file) {
        String name = file.getFileName().toString();
        return Instant.parse(name.substring(0, 4) + "-" + name.substring(4, 6) + "-" + name.substring(6, 11) + ":"
                + name.substring(11, 13) + ":" + name.substring(13, 20));
    }

    private static String text(Path file) throws IOException {
        try (GZIPInputStream plain = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
