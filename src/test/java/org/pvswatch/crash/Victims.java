package org.pvswatch.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;

/** Watchers in processes of their own, one after another before the same simulated house, and what they said they did. */
final class Victims implements AutoCloseable {
    /** When the first of them asks. */
    static final Instant BEGIN = Instant.parse("2026-06-01T07:00:00Z");

    /** What a killed process leaves to the shell. */
    private static final int KILLED = 137;

    private final Path data;
    private final Duration tick;
    private final Simulator simulator = Simulator.start(house(SimulatedClock.stepped(BEGIN)));
    private final Set<String> kept = new LinkedHashSet<>();
    private final List<String> said = new ArrayList<>();
    private Instant next = BEGIN;
    private int starts;
    private int asked;

    /**
     * @param data their data folder
     * @param tick from one poll to the next on the simulated clock
     */
    Victims(Path data, Duration tick) throws IOException {
        this.data = data;
        this.tick = tick;
    }

    /** The simulated house under a clock. */
    static SimulatorOptions house(SimulatedClock clock) {
        return SimulatorOptions.defaults().withPanels(6).withClock(clock);
    }

    Path data() {
        return data;
    }

    /** Names of the answers that were acknowledged, with their folders. */
    List<String> kept() {
        return List.copyOf(kept);
    }

    /** Lines of the log. */
    List<String> said() {
        return List.copyOf(said);
    }

    /** Whatever the next of them does is later than this. */
    Instant next() {
        return next;
    }

    int starts() {
        return starts;
    }

    /** Polls that the PVS was asked for. */
    int asked() {
        return asked;
    }

    /**
     * Starts one.
     *
     * @param polls how many it makes before it ends, 0 for no end
     * @param under the command it runs under, for example strace
     */
    Process start(long polls, String... under) throws IOException {
        List<String> command = new ArrayList<>(List.of(under));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Victim.class.getName(),
                data.toString(),
                simulator.pvsUrl().toString(),
                simulator.weatherUrl().toString(),
                next.toString(),
                Long.toString(tick.toMinutes()),
                Long.toString(polls)));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Lets one run for so long after its start, one time in four in the midst of its start. */
    void killAfter(int milliseconds) throws Exception {
        Process victim = start(0);
        Thread[] killer = new Thread[1];
        if (milliseconds % 4 == 0) {
            killer[0] = killer(victim, milliseconds);
        }
        listen(victim, line -> {
            if (line.equals("started") && killer[0] == null) {
                killer[0] = killer(victim, milliseconds);
            }
        });
        killer[0].join();
        assertThat(victim.exitValue())
                .as("killed, not ended by itself: " + said)
                .isEqualTo(KILLED);
    }

    /** Reads what it says until it is dead. */
    void listen(Process victim, Consumer<String> told) throws Exception {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                note(line);
                told.accept(line);
            }
        }
        assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private void note(String line) {
        if (line.equals("started")) {
            starts++;
        } else if (line.startsWith("asking ")) {
            next = Instant.parse(line.substring(7)).plus(tick);
            asked++;
        } else if (line.startsWith("kept ")) {
            kept.add(line.substring(5));
        } else if (!line.matches("(done|packing|packed) .*")) {
            said.add(line);
        }
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

    @Override
    public void close() {
        simulator.close();
    }
}
