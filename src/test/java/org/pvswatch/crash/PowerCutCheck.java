package org.pvswatch.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.archive.Answers;
import org.pvswatch.archive.ArchiveCheck;
import org.pvswatch.archive.StoredAnswer;

/**
 * Cuts the power under a watcher, again and again, while it polls and while it packs a day. Needs root; not part of the
 * build: {@code mvn test -Dtest=PowerCutCheck -Dpower.cuts=30}.
 */
class PowerCutCheck {
    private static final int CUTS = Integer.getInteger("power.cuts", 30);
    private static final int CUTS_OF_PACKING = Integer.getInteger("power.packings", 20);
    private static final long SEED = Long.getLong("power.seed", 1);

    @TempDir
    private Path folder;

    private final Random dice = new Random(SEED);
    private final Set<String> lost = new HashSet<>();
    private final Set<String> partial = new HashSet<>();
    private final Set<String> unreadable = new HashSet<>();
    private int cuts;
    private int afterwards;

    @Test
    void whilePolling() throws Exception {
        cut("while polling", CUTS, Duration.ofMinutes(2), "started", 6_000);
    }

    @Test
    void whilePacking() throws Exception {
        cut("while packing", CUTS_OF_PACKING, Duration.ofMinutes(15), "packing ", 60);
        System.out.printf("%d of these cuts came when the packing was done%n", afterwards);
    }

    /**
     * @param line what a victim says before the cut
     * @param milliseconds the cut comes at most so long after it
     */
    private void cut(String when, int times, Duration tick, String line, int milliseconds) throws Exception {
        try (LoopDisk disk = LoopDisk.of(folder, 256);
                Victims victims = new Victims(disk.folder().resolve("data"), tick)) {
            while (cuts < times) {
                oneCut(disk, victims, line, dice.nextInt(milliseconds));
                look(victims);
            }
            System.out.printf(
                    "%s: %d cuts, %d acknowledged, %d lost, %d partial, %d unreadable%n",
                    when, cuts, victims.kept().size(), lost.size(), partial.size(), unreadable.size());
            assertThat(lost).isEmpty();
            assertThat(partial).isEmpty();
            assertThat(unreadable).isEmpty();
            System.out.printf("after that: %s%n", new Whole(victims, folder.resolve("fresh")).check());
        }
    }

    private void oneCut(LoopDisk disk, Victims victims, String line, int milliseconds) throws Exception {
        Process victim = victims.start(0);
        List<Exception> failed = new ArrayList<>();
        Thread cutter = new Thread(() -> {
            try {
                victim.waitFor(milliseconds, TimeUnit.MILLISECONDS);
                disk.cutPower(victim);
                cuts++;
            } catch (Exception e) {
                failed.add(e);
                victim.destroyForcibly();
            }
        });
        victims.listen(victim, said -> {
            if (said.startsWith(line) && cutter.getState() == Thread.State.NEW) {
                cutter.start();
            } else if (said.startsWith("packed ") && cutter.getState() != Thread.State.NEW) {
                afterwards++;
            }
        });
        cutter.join();
        assertThat(failed).isEmpty();
    }

    private void look(Victims victims) throws IOException {
        Path archive = victims.data().resolve("archive");
        Set<String> names = new HashSet<>();
        try (Answers answers = Answers.below(archive)) {
            for (StoredAnswer answer = answers.next(); answer != null; answer = answers.next()) {
                names.add(answer.name());
            }
        }
        victims.kept().stream()
                .map(Whole::plainName)
                .filter(name -> !names.contains(name))
                .forEach(lost::add);
        new ArchiveCheck(archive, problem -> note(problem.file().toString())).all();
    }

    private void note(String file) {
        if (file.endsWith(".gz")) {
            partial.add(file);
        } else if (!file.endsWith(".part")) {
            unreadable.add(file);
        }
    }
}
