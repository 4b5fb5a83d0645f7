package org.pvswatch.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.pvswatch.reading.Reading;

/**
 * What storing and reading back a poll of 24 panels costs, printed. Run with {@code -Dtest=StoreBenchmark}; with
 * {@code -Dbenchmark.url=jdbc:postgresql://...} and {@code -Dbenchmark.user=...} on a server of your own and an empty database.
 */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class StoreBenchmark {
    private static final int POLLS = Integer.getInteger("benchmark.polls", 2000);
    private static final int PANELS = 24;
    private static final Instant BEGIN = Instant.parse("2026-06-01T12:00:20Z");

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path folder;

    @Test
    void costOfAPoll() throws Exception {
        String own = System.getProperty("benchmark.url");
        TestDatabase database = kind == DatabaseKind.POSTGRESQL && own != null
                ? new TestDatabase(own, System.getProperty("benchmark.user"), "", "")
                : kind.empty(folder.resolve("history.db"));
        try (History history = database.history()) {
            store(history, 0, POLLS / 4);
            long cpu = cpuMs();
            long began = System.nanoTime();
            store(history, POLLS / 4, POLLS);
            double polls = POLLS - POLLS / 4;
            System.out.printf(
                    "%s: %.2f ms a poll stored, %.2f ms of it our processor%n",
                    kind, (System.nanoTime() - began) / 1e6 / polls, (cpuMs() - cpu) / polls);
            began = System.nanoTime();
            int read = 0;
            for (List<StoredPoll> batch = history.pollsAfter(0, 500); !batch.isEmpty(); ) {
                read += batch.size();
                batch = history.pollsAfter(batch.get(batch.size() - 1).seq(), 500);
            }
            assertThat(read).isEqualTo(POLLS);
            System.out.printf("%s: %.2f ms a poll read%n", kind, (System.nanoTime() - began) / 1e6 / read);
            began = System.nanoTime();
            history.days().readings("home", BEGIN, BEGIN.plusSeconds(86_400));
            System.out.printf("%s: %.0f ms for the readings of a day%n", kind, (System.nanoTime() - began) / 1e6);
        }
    }

    private static void store(History history, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            Instant at = BEGIN.plusSeconds(300L * i);
            Polls poll = Polls.at(at).live(5.0, 100.0 + i, 80.0, -20.0);
            for (int panel = 0; panel < PANELS; panel++) {
                poll.inverter("E" + panel, at.minusSeconds(60), 0.2, 100.0 + i * 0.01);
            }
            List<Reading> readings = poll.readings();
            history.store(readings);
        }
    }

    private static long cpuMs() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1_000_000;
    }
}
