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
    private static final int POLLS = Integer.getInteger("disk.polls", 40);
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
    void historyFollowsWhenItCouldNotBeWritten() throws Exception {
        try (Victims victims = new Victims(folder.resolve("data"), TICK)) {
            run(victims, 3);
            run(victims, POLLS, Strace.injecting("-e", "inject=pwrite64:error=ENOSPC:when=40..400+9"));
            run(victims, POLLS, Strace.injecting("-e", "inject=pwrite64:error=EIO:when=40+11"));
            assertThat(victims.said())
                    .filteredOn(line -> line.contains(" WARN "))
                    .isNotEmpty()
                    .allMatch(line -> line.contains("answers go on into the archive"));
            told(victims, "failed writes of the database");
        }
    }

    @Test
    void answersWaitAndTablesAreMendedWhenFilesCouldNotBeWritten() throws Exception {
        Path data = folder.resolve("data").toAbsolutePath();
        try (Victims victims = new Victims(data, TICK)) {
            run(victims, 3);
            List<String> files = new ArrayList<>();
            for (String name : List.of("csv/overview-2026.csv", "csv/inverters-2026-06.csv", "csv/.caught-up")) {
                files.addAll(List.of("-P", data.resolve(name).toString()));
            }
            for (int poll = 0; poll < 6; poll++) {
                files.addAll(List.of("-P", part(data, victims, poll).toString()));
            }
            files.addAll(List.of("-e", "inject=write:error=ENOSPC:when=2..14"));
            run(victims, POLLS, Strace.injecting(files.toArray(String[]::new)));
            assertThat(victims.said())
                    .filteredOn(line -> line.contains("archive cannot be written") && line.contains("No space left"))
                    .isNotEmpty();
            assertThat(victims.said()).anyMatch(line -> line.contains("the archive is written again"));
            told(victims, "failed writes of files");
        }
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
