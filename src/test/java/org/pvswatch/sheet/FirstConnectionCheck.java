package org.pvswatch.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first connection of ten years with 24 panels costs, and the same as a file; prints the figures. Not part of the build. */
class FirstConnectionCheck {
    @TempDir
    Path folder;

    @Test
    void tenYears() throws Exception {
        try (SheetHouse house = new SheetHouse(folder)) {
            house.started();
            Years.write(house.history(), LocalDate.of(2016, 6, 10), 3_652, 24);
            long begun = System.nanoTime();
            house.watch().close();
            long[] residentKb = {0};
            Process small = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xss256k",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SheetVictim.class.getName(),
                            folder.toString(),
                            house.google.url())
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", "first-connection.log").toFile())
                    .start();
            house.google.misfortune = (number, name) -> {
                residentKb[0] = residentKb(small.pid());
                return SheetsEmulator.Fate.GOOD;
            };
            assertThat(small.waitFor()).isZero();
            house.google.misfortune = (number, name) -> SheetsEmulator.Fate.GOOD;
            house.started();
            house.assertSheetIsHistory();
            System.out.printf("in a JVM of 64 MB, which took %,d kB at the most%n", residentKb[0]);
            long reads = house.google.journal.stream()
                    .filter(call -> SheetsEmulator.isRead(call.name()))
                    .count();
            long sent = house.google.journal.stream()
                    .mapToLong(SheetsEmulator.Call::sentBytes)
                    .sum();
            long plain = house.google.journal.stream()
                    .mapToLong(SheetsEmulator.Call::plainBytes)
                    .sum();
            long largest = house.google.journal.stream()
                    .mapToLong(SheetsEmulator.Call::plainBytes)
                    .max()
                    .orElse(0);
            System.out.printf(
                    "first connection: %d calls (%d reads, %d writes), %,d bytes sent (%,d unpacked, the largest %,d), %,d cells; %.1f s here%n",
                    house.calls(),
                    reads,
                    house.calls() - reads,
                    sent,
                    plain,
                    largest,
                    house.book.cells(),
                    (System.nanoTime() - begun) / 1e9);
            assertThat(reads).isLessThan(60);
            assertThat(house.said()).noneMatch(line -> line.startsWith("WARN"));
            house.look(); // compares all
            int before = house.calls();
            Years.write(house.history(), LocalDate.of(2026, 6, 10), 1, 24);
            house.later(java.time.Duration.ofHours(24));
            house.look();
            house.assertSheetIsHistory();
            System.out.printf(
                    "a new day: %d calls, %,d bytes sent%n",
                    house.calls() - before,
                    house.google.journal.subList(before, house.calls()).stream()
                            .mapToLong(SheetsEmulator.Call::sentBytes)
                            .sum());
            Path file = Path.of("target", "ten-years.xlsx");
            begun = System.nanoTime();
            XlsxFile.write(house.workbook(false), file);
            System.out.printf("as a file: %,d bytes in %.1f s%n", Files.size(file), (System.nanoTime() - begun) / 1e9);
        }
    }

    /** The most memory a process ever had, kB; 0 where nobody tells. */
    private static long residentKb(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (java.io.IOException e) {
            return 0;
        }
    }
}
