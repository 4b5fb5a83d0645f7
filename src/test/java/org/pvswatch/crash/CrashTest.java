package org.pvswatch.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A running watcher is killed at random moments, again and again. Afterwards the archive holds what the PVS served and all
 * that was said to be kept, history holds the archive, and the CSV files hold the history. {@code -Dcrash.kills=300} and
 * {@code -Dcrash.syncs=40} for the long run over months.
 */
class CrashTest {
    private static final int KILLS = Integer.getInteger("crash.kills", 6);
    private static final long SEED = Long.getLong("crash.seed", 1);
    private static final int SYNCS = Integer.getInteger("crash.syncs", 3);
    private static final Path STRACE = Path.of("/usr/bin/strace");
    private static final Duration TICK = Duration.ofMinutes(60);

    @TempDir
    private Path folder;

    @Test
    void losesNothingThatWasDoneAndDoublesNothing() throws Exception {
        Random dice = new Random(SEED);
        try (Victims victims = new Victims(folder.resolve("data"), TICK)) {
            for (int kill = 0; kill < KILLS; kill++) {
                victims.killAfter(dice.nextInt(1_500));
            }
            Whole.Figures found = new Whole(victims, folder.resolve("fresh")).check();
            assertThat(found.acknowledged()).isGreaterThan(KILLS);
            System.out.printf("%d kills, %d starts: %s%n", KILLS, victims.starts(), found);
        }
    }

    /** The kernel kills it in the moment of its first, second ... sync: the very points a power cut may hit. */
    @Test
    void diesAtEverySyncAndLosesNothingThatWasDone() throws Exception {
        assumeTrue(Files.isExecutable(STRACE), "NOT CHECKED: death at each sync needs strace, and it is not installed");
        try (Victims victims = new Victims(folder.resolve("data"), TICK)) {
            victims.listen(victims.start(3), line -> {});
            int step = SYNCS < 20 ? 3 : 1; // a start has some of its own before it polls
            for (int sync = 1; sync <= SYNCS * step; sync += step) {
                Process victim = victims.start(
                        0,
                        STRACE.toString(),
                        "-f",
                        "-qq",
                        "-o",
                        "/dev/null",
                        "-e",
                        "trace=fsync,fdatasync",
                        "-e",
                        "inject=fsync,fdatasync:signal=KILL:when=" + sync);
                victims.listen(victim, line -> {});
                assertThat(victim.exitValue()).as("killed, not ended by itself").isEqualTo(137);
            }
            Whole.Figures found = new Whole(victims, folder.resolve("fresh")).check();
            System.out.printf("%d deaths at a sync, %d starts: %s%n", SYNCS, victims.starts(), found);
        }
    }
}
