package org.pvswatch.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kernel says of syncs and writes that they failed, while a watcher polls. Afterwards nothing is missing, nothing is
 * there twice and nothing is torn; and what could not be synced was written anew. {@code -Ddisk.polls=400} for a longer run.
 */
class DiskFaultTest {
    private static final int POLLS = Integer.getInteger("disk.polls", 12);
    private static final Duration TICK = Duration.ofMinutes(30);

    @TempDir
    private Path folder;

    @Test
    void writesAnewWhatCouldNotBeSynced() throws Exception {
        Path trace = folder.resolve("trace");
        try (Victims victims = new Victims(folder.resolve("data"), TICK)) {
            run(victims, 3);
            run(victims, POLLS, Strace.tracing(trace, "-e", "inject=fsync,fdatasync:error=EIO:when=8+5"));
            int failed = Strace.assertNothingIsMerelySyncedAgain(trace);
            assertThat(failed).isGreaterThan(POLLS / 5);
            told(victims, failed + " failed syncs");
        }
    }

    @Test
    void waitsAndFollowsWhenNothingCouldBeWritten() throws Exception {
        Path data = folder.resolve("data").toAbsolutePath();
        try (Victims victims = new Victims(data, TICK)) {
            run(victims, 3);
            run(victims, POLLS, Strace.injecting("-e", "inject=pwrite64:error=ENOSPC:when=40+11"));
            assertThat(victims.said())
                    .filteredOn(line -> line.contains(" WARN "))
                    .isNotEmpty()
                    .allMatch(line -> line.contains("answers go on into the archive"));
            run(victims, POLLS, Strace.injecting(onArchive(data, victims)));
            assertThat(victims.said())
                    .filteredOn(line -> line.contains("the archive cannot be written"))
                    .singleElement()
                    .asString()
                    .contains("Read-only file system");
            assertThat(victims.said())
                    .anyMatch(line -> line.contains("the archive is written again; 4 answers that waited are in it"));
            run(victims, POLLS, Strace.injecting(onTables(data)));
            told(victims, "failed writes");
        }
    }

    /** The first answer is refused twice as on a read-only disk, and twice as on a full one. */
    private static String[] onArchive(Path data, Victims victims) {
        return new String[] {
            "-P",
            part(data, victims, 0).toString(),
            "-e",
            "inject=openat:error=EROFS:when=1..2",
            "-e",
            "inject=write:error=ENOSPC:when=1..2"
        };
    }

    private static String[] onTables(Path data) {
        List<String> words = new ArrayList<>();
        for (String name : List.of("overview-2026.csv", "inverters-2026-06.csv", ".caught-up")) {
            words.addAll(List.of("-P", data.resolve("csv").resolve(name).toString()));
        }
        words.addAll(List.of("-e", "inject=write:error=ENOSPC:when=2..9"));
        return words.toArray(String[]::new);
    }

    private static Path part(Path data, Victims victims, int poll) {
        String at = victims.next().plus(TICK.multipliedBy(poll)).plusSeconds(20).toString();
        return data.resolve("archive/%s/%s.000Z_pvs1.json.gz.part"
                .formatted(
                        at.substring(0, 10).replace('-', '/'),
                        at.substring(0, 19).replace("-", "").replace(":", "")));
    }

    private static void run(Victims victims, int polls, String... under) throws Exception {
        Process victim = victims.start(polls, under);
        victims.listen(victim, line -> {});
        assertThat(victim.exitValue()).as(victims.said().toString()).isZero();
    }

    private void told(Victims victims, String faults) throws Exception {
        Whole.Figures found = new Whole(victims, folder.resolve("fresh")).check();
        assertThat(found.archived()).as("every answer was kept in the end").isEqualTo(found.asked());
        System.out.printf("%s: %s%n", faults, found);
    }
}
