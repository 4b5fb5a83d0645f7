package org.pvswatch.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.sheet.SheetsEmulator.Fate;

/**
 * The process is killed at each call, before it is done and after; another then ends the work, and the sheet is as history
 * has it. Prints a table. Not part of the build.
 */
class SheetKillCheck {
    @TempDir
    Path folder;

    private SheetHouse house;
    private Process victim;

    @Test
    void killedAtEachCall() throws Exception {
        try (SheetHouse opened = new SheetHouse(folder)) {
            house = opened.withDays(20);
            house.look();
            List<String> calls =
                    house.google.journal.stream().map(SheetsEmulator.Call::name).toList();
            EmulatedSpreadsheet filled = house.book.copy();
            house.watch().close();
            List<String> table = new ArrayList<>();
            for (int n = 1; n <= calls.size(); n++) {
                for (Fate fate : List.of(Fate.LOST, Fate.REPLY_LOST)) {
                    house.book.become(new EmulatedSpreadsheet(SheetHouse.ID));
                    kill(n, fate);
                    runToItsEnd();
                    assertThat(house.book.sheets).hasSameSizeAs(filled.sheets);
                    for (EmulatedSheet sheet : filled.sheets) {
                        assertThat(house.book.titled(sheet.title()).values()).isEqualTo(sheet.values());
                    }
                    table.add("%02d %-30s killed %-6s sheet = history"
                            .formatted(n, calls.get(n - 1), fate == Fate.LOST ? "before" : "after"));
                }
            }
            table.forEach(System.out::println);
            house.started();
        }
    }

    private void kill(int n, Fate fate) throws Exception {
        int before = house.calls();
        house.google.beforeReplyIsLost = this::die;
        house.google.misfortune = (number, name) -> {
            if (number != before + n) {
                return Fate.GOOD;
            }
            if (fate == Fate.LOST) {
                die();
            }
            return fate;
        };
        start();
        assertThat(victim.waitFor())
                .as("call %d, %s: %s", n, fate, java.nio.file.Files.readString(folder.resolve("victim.log")))
                .isNotZero();
    }

    private void die() {
        victim.destroyForcibly();
        try {
            victim.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runToItsEnd() throws Exception {
        house.google.misfortune = (number, name) -> Fate.GOOD;
        start();
        assertThat(victim.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(victim.exitValue()).isZero();
    }

    private void start() throws IOException {
        house.later(java.time.Duration.ofMinutes(2)); // a minute of the quota for each
        victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SheetVictim.class.getName(),
                        folder.toString(),
                        house.google.url())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("victim.log").toFile())
                .start();
    }
}
