package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.history.DatabaseKind;
import org.pvswatch.history.Mirror;
import org.pvswatch.history.PostgresServer;
import org.pvswatch.history.TestDatabase;
import org.pvswatch.replay.Replay;

/** A history that is mirrored in a real PostgreSQL: whatever happens, both hold the same in the end. */
class MirrorTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-06-10T07:00:00Z");
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final List<String> TABLES = List.of(
            "device",
            "device_property",
            "device_quality",
            "poll",
            "reading",
            "day",
            "day_inverter",
            "taken",
            "incident",
            "notice",
            "judge",
            "unanswered");

    @TempDir
    private Path folder;

    private TestDatabase mirror;

    private House house(Path data) throws Exception {
        if (mirror == null) {
            mirror = DatabaseKind.POSTGRESQL.empty(folder);
        }
        return new House(data, "v-storage", MIDNIGHT, "dead:2@2026-06-10T11:00")
                .with("mirror.url", mirror.url())
                .with("mirror.user", mirror.user())
                .with("mirror.password-file", mirror.passwordFile())
                .started();
    }

    private static void fillUp(House house) throws Exception {
        Mirror word = house.watch().word("mirror", Mirror.class);
        until(() -> word.fill() == 0);
    }

    private Connection mirrored() throws Exception {
        String password = Files.readString(Path.of(mirror.passwordFile())).strip();
        return DriverManager.getConnection(mirror.url() + "?currentSchema=pvs_watch_mirror", mirror.user(), password);
    }

    private long count(String of) throws Exception {
        try (Connection connection = mirrored();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + of)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        long begunNs = System.nanoTime();
        while (!condition.call()) {
            assertThat(System.nanoTime() - begunNs)
                    .isLessThan(Duration.ofMinutes(3).toNanos());
            Thread.onSpinWait();
        }
    }

    private void holdsTheSame(Path data) throws Exception {
        TestDatabase history =
                new TestDatabase("", "", "", data.resolve("history.db").toString());
        try (Connection there = mirrored();
                Connection here = history.connect()) {
            assertThat(rows(there)).isEqualTo(rows(here));
        }
    }

    @Test
    void isFilledByPollsAndHoldsTheSameAfterAnOutageAReplayAndAnotherHistory() throws Exception {
        Path data = folder.resolve("data");
        try (House house = house(data)) {
            house.pollEvery(HALF_HOUR, MIDNIGHT, MIDNIGHT.plus(Duration.ofHours(6)));
            until(() -> count("pg_tables WHERE schemaname = 'pvs_watch_mirror'") > 0 && count("poll") == 12);
            fillUp(house);
            holdsTheSame(data);
            assertThat(house.warnings()).isEmpty();

            PostgresServer.shared().kill();
            try {
                house.pollEvery(HALF_HOUR, MIDNIGHT.plus(Duration.ofHours(6)), MIDNIGHT.plus(Duration.ofHours(14)));
                until(() -> !house.warnings().isEmpty());
            } finally {
                PostgresServer.shared().start();
            }
            house.pollAt(MIDNIGHT.plus(Duration.ofHours(14)));
            until(() -> house.everythingSaid().contains("INFO sink-mirror - works again"));
            fillUp(house);
            holdsTheSame(data);
            assertThat(house.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("WARN sink-mirror - ")
                    .endsWith("it is tried again after the next poll");
        }
        Path gap = folder.resolve("gap");
        Files.createDirectories(gap);
        try (House house = house(gap)) { // another history in its place, which hears of the same days in another order
            house.pollEvery(HALF_HOUR, MIDNIGHT.plus(Duration.ofHours(20)), MIDNIGHT.plus(Duration.ofHours(26)));
            fillUp(house);
            holdsTheSame(gap);
            assertThat(house.everythingSaid()).contains("history is another one than before");
            new Replay(house.watch(), house.settings())
                    .all(Replay.answersIn(data.resolve("archive")), false, each -> {});
            fillUp(house);
            holdsTheSame(gap);
        }
    }

    @Test
    void whatChangedOtherwiseIsFoundDayByDay() throws Exception {
        Path data = folder.resolve("data");
        try (House house = house(data)) {
            house.pollEvery(Duration.ofHours(2), MIDNIGHT, MIDNIGHT.plus(Duration.ofHours(60)));
            fillUp(house);
            try (Connection connection = mirrored();
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE reading SET power_kw = 99 WHERE at = (SELECT min(at) FROM reading)");
                statement.execute("UPDATE poll SET house_load_kw = NULL WHERE seq = 2");
                statement.execute("DELETE FROM day_inverter");
                statement.execute("DELETE FROM device_quality");
                statement.execute("INSERT INTO unanswered VALUES ('home', 1, 'pvs1')");
            }
            Mirror word = house.watch().word("mirror", Mirror.class);
            for (int day = 0; day < 5; day++) {
                word.fill();
            }
            holdsTheSame(data);
        }
    }

    @Test
    void aFillThatIsCutOffLeavesNothingHalf() throws Exception {
        Path data = folder.resolve("data");
        try (House house = house(data)) {
            house.pollEvery(QUARTER, MIDNIGHT, MIDNIGHT.plus(Duration.ofHours(3)));
            Mirror word = house.watch().word("mirror", Mirror.class);
            fillUp(house);
            try (Connection connection = mirrored();
                    Statement statement = connection.createStatement()) {
                for (int i = 0; i < 4; i++) {
                    statement.execute("TRUNCATE " + String.join(", ", TABLES));
                    Thread filling = new Thread(() -> {
                        try {
                            word.fill();
                        } catch (SQLException e) {
                            // as it should be; the next one goes on
                        }
                    });
                    filling.start();
                    statement.execute("SELECT pg_sleep(0.02 * " + i + ")");
                    statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
                    filling.join();
                    assertThat(count("reading r LEFT JOIN poll p ON p.seq = r.poll_seq WHERE p.seq IS NULL"))
                            .isZero();
                    assertThat(count("poll")).isIn(0L, 12L);
                }
            }
            until(() -> {
                try {
                    return word.fill() == 0;
                } catch (SQLException e) {
                    return false; // what was cut off last is noticed here
                }
            });
            holdsTheSame(data);
        }
    }

    /** All rows of all tables, whatever the order of rows and columns. */
    private static Map<String, List<String>> rows(Connection connection) throws Exception {
        Map<String, List<String>> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                List<String> of = new ArrayList<>();
                try (ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
                    while (row.next()) {
                        of.add(cells(row));
                    }
                }
                of.sort(null);
                rows.put(table, of);
            }
        }
        return rows;
    }

    private static String cells(ResultSet row) throws SQLException {
        Map<String, String> cells = new TreeMap<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            Object value = row.getObject(column);
            boolean whole = value instanceof Number && !(value instanceof Double);
            cells.put(
                    row.getMetaData().getColumnName(column),
                    whole
                            ? String.valueOf(((Number) value).longValue())
                            : value instanceof byte[] bytes
                                    ? java.util.HexFormat.of().formatHex(bytes)
                                    : String.valueOf(value));
        }
        return cells.toString();
    }
}
