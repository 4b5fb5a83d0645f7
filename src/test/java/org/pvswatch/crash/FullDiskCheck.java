package org.pvswatch.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk of 20 MB that fills under a polling watcher, first up to the reserve, then wholly, and is freed again. Needs root;
 * not part of the build: {@code mvn test -Dtest=FullDiskCheck}.
 */
class FullDiskCheck {
    private static final int KB = 1000;

    @TempDir
    private Path folder;

    private Path filler;

    @Test
    void nothingIsMissingWhenThereIsRoomAgain() throws Exception {
        try (LoopDisk disk = LoopDisk.of(folder, 20);
                Victims victims = new Victims(disk.folder().resolve("data"), Duration.ofMinutes(15))) {
            filler = disk.folder().resolve("filler");
            Process victim = victims.start(600);
            victims.listen(victim, line -> {
                if (line.startsWith("asking ")) {
                    try {
                        change(victims.asked());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
            assertThat(victim.exitValue()).as(victims.said().toString()).isZero();
            victims.said().forEach(System.out::println);
            assertThat(victims.said())
                    .filteredOn(line -> line.contains(" WARN ") && !line.contains("pack-archive")) // one a night
                    .hasSize(2)
                    .anyMatch(line -> line.contains("are kept for the archive"))
                    .anyMatch(line -> line.contains("the archive cannot be written"));
            assertThat(victims.said())
                    .anyMatch(line -> line.contains("the archive is written again"))
                    .anyMatch(line -> line.contains("history and CSV files are written again"));
            Whole.Figures found = new Whole(victims, folder.resolve("fresh")).check();
            assertThat(found.archived()).as("every answer was kept in the end").isEqualTo(found.asked());
            System.out.printf("full disk of 20 MB: %s%n", found);
        }
    }

    /** More than a reserve of 5 MB is left, then less, then nothing, then all of it again. */
    private void change(int poll) throws IOException {
        switch (poll) {
            case 60 -> fill(3_000 * KB);
            case 200 -> fill(0);
            case 400 -> Files.delete(filler);
            default -> {
                // as it is
            }
        }
    }

    private void fill(long left) throws IOException {
        byte[] block = new byte[4 * 1024];
        try (OutputStream out = Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (filler.getParent().toFile().getUsableSpace() > left) {
                out.write(block);
            }
            System.out.printf(
                    "%d KB left on the disk%n", filler.getParent().toFile().getUsableSpace() / KB);
        } catch (IOException e) {
            System.out.println("the disk is full: " + e.getMessage());
        }
    }
}
