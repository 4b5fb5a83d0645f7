package org.pvswatch.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.pvswatch.simulator.Simulator;

/**
 * The work of the Python script that PVS Watch stands in for, before the same house: an interpreter for each poll, a login,
 * everything asked for, written anew with indents, two CSV files added to. Its daily job is not in it.
 */
final class OldScript {
    private static final int RUNS = 5;
    private static final int PATIENCE_SECONDS = 120;
    private static final int PASSWORD = 5;

    private OldScript() {}

    /**
     * What a run costs; NaN where python3 or its requests are missing.
     *
     * @param cpu of a run, seconds
     * @param wall of a run, seconds
     * @param kib given to the disk in a run
     */
    record Cost(double cpu, double wall, double kib) {
        String startSeconds() {
            return text(wall);
        }

        String startCpuSeconds() {
            return text(cpu);
        }

        String pollMilliseconds() {
            return text(1000 * cpu);
        }

        String pollKib() {
            return text(kib);
        }

        String daySeconds(int polls) {
            return Double.isNaN(cpu) ? "" : text(polls * cpu) + " and its daily job";
        }

        private static String text(double value) {
            return Double.isNaN(value) ? "" : Figure.text(value);
        }
    }

    static Cost measured(Path folder, Simulator house) throws IOException, InterruptedException {
        Path script = folder.resolve("old_script.py");
        try (InputStream text = OldScript.class.getResourceAsStream("old_script.py")) {
            Files.copy(text, script, StandardCopyOption.REPLACE_EXISTING);
        }
        String masked = house.maskedSerial();
        String known = masked.substring(0, masked.length() - PASSWORD);
        String serial = house.secrets().stream()
                .filter(each -> each.startsWith(known))
                .findFirst()
                .orElseThrow();
        Process python;
        try {
            ProcessBuilder builder = new ProcessBuilder(
                    "python3",
                    script.toString(),
                    house.pvsUrl().toString(),
                    folder.resolve("script").toString(),
                    String.valueOf(RUNS));
            builder.environment().put("PVS_SERIAL", serial);
            python = builder.redirectError(folder.resolve("old_script.log").toFile())
                    .start();
        } catch (IOException e) {
            return new Cost(Double.NaN, Double.NaN, Double.NaN); // there is no Python
        }
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!python.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || python.exitValue() != 0) {
            python.destroy();
            return new Cost(Double.NaN, Double.NaN, Double.NaN);
        }
        String[] figures = said.split(" ");
        return new Cost(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]), Double.parseDouble(figures[2]));
    }
}
