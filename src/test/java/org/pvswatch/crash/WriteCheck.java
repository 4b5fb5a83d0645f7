package org.pvswatch.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;

/**
 * Prints what a poll of 24 panels makes a card write, journal and all, with everything synced after each poll; no part of
 * the build, for it needs root and loop devices. {@code mvn test -Dtest=WriteCheck}
 */
class WriteCheck {
    private static final Instant BEGIN = Instant.parse("2026-06-10T16:00:00Z");
    private static final int POLLS = 288;
    private static final int WARM_UP = 5;
    private static final int SECTOR_BYTES = 512;
    private static final int SECTORS_WRITTEN = 6;
    private static final int WRITES = 4;

    @TempDir
    private Path folder;

    @Test
    void printsWhatAPollWrites() throws Exception {
        try (LoopDisk disk = LoopDisk.of(folder, 256)) {
            System.out.println("archive, history and CSV files: " + perPoll(disk, "all", Map.of()));
            System.out.println(
                    "without CSV files: " + perPoll(disk, "no-csv", Map.of("poll.sinks", "direct:close-day")));
        }
    }

    private static String perPoll(LoopDisk disk, String name, Map<String, String> given) throws Exception {
        SimulatedClock clock = SimulatedClock.stepped(BEGIN);
        try (Simulator house = Simulator.start(SimulatorOptions.defaults().withClock(clock));
                Watch watch = new Watch(
                        Victim.settings(
                                disk.folder().resolve(name),
                                house.pvsUrl().toString(),
                                house.weatherUrl().toString(),
                                given),
                        Path.of("routes"),
                        clock)) {
            watch.start();
            long[] before = null;
            for (int poll = 0; poll < POLLS + WARM_UP; poll++) {
                if (poll == WARM_UP) {
                    before = written(disk);
                }
                clock.stepTo(
                        BEGIN.plus(Duration.ofMinutes(5).multipliedBy(poll)).plusSeconds(20));
                watch.send("direct:ask-every-pvs", null);
                sync();
            }
            long[] after = written(disk);
            assertThat(after[0]).isGreaterThan(before[0]);
            return "%.0f KiB in %.1f writes a poll"
                    .formatted(
                            (after[0] - before[0]) * (double) SECTOR_BYTES / 1024 / POLLS,
                            (after[1] - before[1]) / (double) POLLS);
        }
    }

    private static void sync() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("sync").start().waitFor(30, TimeUnit.SECONDS))
                .isTrue();
    }

    /** Sectors written and writes of the loop device that a folder lies on. */
    private static long[] written(LoopDisk disk) throws IOException {
        String device;
        try (Stream<String> mounts = Files.lines(Path.of("/proc/mounts"))) {
            device = mounts.filter(
                            line -> line.split(" ")[1].equals(disk.folder().toString()))
                    .findFirst()
                    .orElseThrow()
                    .split(" ")[0];
        }
        String[] stat = Files.readString(
                        Path.of("/sys/block", Path.of(device).getFileName().toString(), "stat"))
                .trim()
                .split("\\s+");
        return new long[] {Long.parseLong(stat[SECTORS_WRITTEN]), Long.parseLong(stat[WRITES])};
    }
}
