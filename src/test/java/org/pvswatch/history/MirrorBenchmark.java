package org.pvswatch.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mirror of 24 panels costs, printed. Run with {@code -Dtest=MirrorBenchmark}, {@code -Dbenchmark.polls=...}. */
class MirrorBenchmark {
    private static final int POLLS = Integer.getInteger("benchmark.polls", 2000);
    private static final int PANELS = 24;
    private static final Instant BEGIN = Instant.parse("2026-06-01T12:00:20Z");

    @TempDir
    Path folder;

    @Test
    void costOfAFill() throws Exception {
        TestDatabase there = DatabaseKind.POSTGRESQL.empty(folder);
        String file = folder.resolve("history.db").toString();
        try (History history = new History(file);
                Mirror mirror = new Mirror(there.url(), there.user(), there.passwordFile(), file)) {
            history.commitEvery(100);
            for (int i = 0; i < POLLS; i++) {
                store(history, i);
            }
            history.commitEvery(1);
            mirror.fill(); // makes the tables, and copies up to 5,000 polls
            try (Connection connection = DriverManager.getConnection(
                            there.url() + "?currentSchema=pvs_watch_mirror", there.user(), password(there));
                    Statement statement = connection.createStatement()) {
                statement.execute("TRUNCATE " + MirrorPass.ALL);
            }
            System.out.printf("all of %d polls: %.0f ms%n", POLLS, ms(mirror));
            System.out.printf("nothing new, an old day compared: %.0f ms%n", ms(mirror));
            for (int i = 0; i < 5; i++) {
                store(history, POLLS + i);
                System.out.printf("one new poll, an old day compared: %.0f ms%n", ms(mirror));
            }
        }
    }

    private static String password(TestDatabase there) throws Exception {
        return Files.readString(Path.of(there.passwordFile())).strip();
    }

    private static double ms(Mirror mirror) throws Exception {
        long began = System.nanoTime();
        assertThat(mirror.fill()).isNotNegative();
        return (System.nanoTime() - began) / 1e6;
    }

    private static void store(History history, int i) throws Exception {
        Instant at = BEGIN.plusSeconds(300L * i);
        Polls poll = Polls.at(at).live(5.0, 100.0 + i, 80.0, -20.0);
        for (int panel = 0; panel < PANELS; panel++) {
            poll.inverter("E" + panel, at.minusSeconds(60), 0.2, 100.0 + i * 0.01);
        }
        history.store(poll.readings());
    }
}
