package org.pvswatch.archive;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.pvswatch.simulator.Profile;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;

/**
 * Prints what packs cost and save; no test. Arguments: an empty folder, polls a day, days, and the panels of the simulated
 * house. Run it with the flags of the launcher.
 */
final class PackBenchmark {
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final double DAYS_A_YEAR = 365.25;
    private static final int STEP = 4096;

    private PackBenchmark() {}

    /** Keeps, packs, reads and verifies the answers of a simulated house. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int polls = Integer.parseInt(args[1]);
        int days = Integer.parseInt(args[2]);
        Archive archive = new Archive(folder.toString());
        keep(archive, polls, days, Integer.parseInt(args[3]));
        double perYear = DAYS_A_YEAR / days;
        System.out.printf("%d polls a day, %d panels, %d days%n", polls, Integer.parseInt(args[3]), days);
        System.out.printf("written for them: %s%n", archive.written());
        size("single files", folder, perYear);
        read("single files", folder, perYear);
        long before = cpuNs();
        Clock clock = Clock.fixed(BEGIN.plus(DAY.multipliedBy(days + 2)), ZoneOffset.UTC);
        System.out.println(new Packer(archive, clock).packFinishedDays());
        System.out.printf("packing: %.2f CPU s a day%n", (cpuNs() - before) / 1e9 / days);
        size("packs", folder, perYear);
        read("packs", folder, perYear);
        before = cpuNs();
        ArchiveCheck.Result found = new ArchiveCheck(folder, System.out::println).all();
        System.out.printf(
                "verify: %.1f CPU s a year, %d problems%n", (cpuNs() - before) / 1e9 * perYear, found.problems());
    }

    private static void keep(Archive archive, int polls, int days, int panels)
            throws IOException, InterruptedException {
        SimulatedClock clock = SimulatedClock.stepped(BEGIN);
        SimulatorOptions house = SimulatorOptions.defaults()
                .withProfile(Profile.named("l0-61839"))
                .withClock(clock)
                .withPanels(panels);
        HttpClient client = HttpClient.newHttpClient();
        try (Simulator simulator = Simulator.start(house)) {
            URI list = URI.create(simulator.pvsUrl() + "/cgi-bin/dl_cgi?Command=DeviceList");
            Duration pause = DAY.dividedBy(polls);
            for (Instant at = BEGIN; at.isBefore(BEGIN.plus(DAY.multipliedBy(days))); at = at.plus(pause)) {
                clock.stepTo(at.plusSeconds(20));
                byte[] body = client.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofByteArray())
                        .body();
                String text = new String(body, StandardCharsets.UTF_8);
                archive.keep(new RawAnswer("pvs1", at.plusSeconds(24), RawAnswer.OK, text));
            }
        }
    }

    private static void size(String what, Path folder, double perYear) throws IOException {
        long bytes = 0;
        long room = 0;
        try (var walked = Files.walk(folder)) {
            for (Path file : walked.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
                room += (Files.size(file) + STEP - 1) / STEP * STEP;
            }
        }
        System.out.printf(
                "%s: %.1f MB a year, %.1f MB in steps of 4 KiB%n", what, bytes * perYear / 1e6, room * perYear / 1e6);
    }

    private static void read(String what, Path folder, double perYear) throws IOException {
        long count = 0;
        long bytes = 0;
        long before = cpuNs();
        try (Answers answers = Answers.below(folder)) {
            for (StoredAnswer answer = answers.next(); answer != null; answer = answers.next()) {
                bytes += answer.bytes().length;
                count++;
            }
        }
        double seconds = (cpuNs() - before) / 1e9;
        System.out.printf(
                "reading %s: %,.0f answers a CPU s, %.1f CPU s a year of %.0f MB%n",
                what, count / seconds, seconds * perYear, bytes * perYear / 1e6);
    }

    private static long cpuNs() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
