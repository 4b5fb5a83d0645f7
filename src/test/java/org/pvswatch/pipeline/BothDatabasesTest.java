package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.history.DatabaseKind;
import org.pvswatch.history.History;
import org.pvswatch.history.PostgresServer;
import org.pvswatch.history.TestDatabase;
import org.pvswatch.replay.Replay;

/** The whole way of a record into either database. */
class BothDatabasesTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-06-10T07:00:00Z");
    private static final Instant END = MIDNIGHT.plus(Duration.ofHours(25));
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final List<String> TABLES =
            List.of("device", "device_property", "device_quality", "poll", "reading", "day", "day_inverter", "taken");

    @TempDir
    private Path folder;

    private TestDatabase empty(DatabaseKind kind, Path data) throws Exception {
        return kind.empty(data.resolve("history.db"));
    }

    private static House house(Path data, TestDatabase database) throws Exception {
        House house = new House(data, "v-storage", MIDNIGHT, "dead:2@2026-06-10T11:00");
        database.settings().forEach(house::with);
        return house.started();
    }

    @Test
    void holdTheSameAndGiveTheSameBytes() throws Exception {
        Map<DatabaseKind, Map<String, String>> csv = new TreeMap<>();
        for (DatabaseKind kind : DatabaseKind.values()) {
            Path data = folder.resolve(kind.name());
            try (House house = house(data, empty(kind, data))) {
                house.pollEvery(QUARTER, MIDNIGHT, END);
                assertThat(house.warnings()).isEmpty();
                csv.put(kind, texts(house));
            }
        }
        assertThat(csv.get(DatabaseKind.POSTGRESQL))
                .isEqualTo(csv.get(DatabaseKind.SQLITE))
                .containsKeys("overview-2026.csv", "inverters-2026-06.csv", "daily.csv", "panels-2026.csv");
        assertThat(folder.resolve("POSTGRESQL/history.db")).doesNotExist();

        Map<DatabaseKind, Map<String, List<String>>> rows = new TreeMap<>();
        for (DatabaseKind kind : DatabaseKind.values()) {
            Path data = folder.resolve("again").resolve(kind.name());
            TestDatabase database = empty(kind, data);
            try (House house = house(data, database)) {
                new Replay(house.watch(), house.settings())
                        .all(Replay.answersIn(folder.resolve("SQLITE/archive")), false, each -> {});
                assertThat(texts(house)).isEqualTo(csv.get(DatabaseKind.SQLITE));
                rows.put(kind, rows(database));
            }
        }
        assertThat(rows.get(DatabaseKind.SQLITE))
                .allSatisfy((table, of) -> assertThat(of).as(table).isNotEmpty());
        assertThat(rows.get(DatabaseKind.POSTGRESQL)).isEqualTo(rows.get(DatabaseKind.SQLITE));
    }

    @Test
    void goOnWhenTheServerComesBack() throws Exception {
        TestDatabase database = empty(DatabaseKind.POSTGRESQL, folder);
        try (House house = house(folder, database)) {
            house.pollAt(MIDNIGHT);
            PostgresServer.shared().kill();
            try {
                house.pollAt(MIDNIGHT.plus(QUARTER));
                assertThat(house.warnings())
                        .singleElement()
                        .asString()
                        .startsWith("WARN disk - " + database.url()
                                + " cannot be reached: Connection refused; answers go on into the archive");
            } finally {
                PostgresServer.shared().start();
            }
            assertThat(house.archived()).hasSize(2);
            house.pollAt(MIDNIGHT.plus(QUARTER.multipliedBy(2)));
            assertThat(house.warnings())
                    .hasSize(2)
                    .last()
                    .asString()
                    .isEqualTo("WARN history - " + database.url() + " had gone away and is there again");
            assertThat(house.watch().history().pollsAfter(0, 9))
                    .extracting(poll -> poll.polledAt().minusSeconds(20))
                    .containsExactly(MIDNIGHT, MIDNIGHT.plus(QUARTER), MIDNIGHT.plus(QUARTER.multipliedBy(2)));
            assertThat(Files.readAllLines(folder.resolve("csv/overview-2026.csv")))
                    .hasSize(1 + 3);
        }
    }

    @Test
    void loseNothingToARestartBetweenTwoPolls() throws Exception {
        TestDatabase database = empty(DatabaseKind.POSTGRESQL, folder);
        try (House house = house(folder, database)) {
            house.pollAt(MIDNIGHT);
            PostgresServer.shared().kill();
            PostgresServer.shared().start();
            house.pollAt(MIDNIGHT.plus(QUARTER));
            assertThat(house.warnings())
                    .containsExactly("WARN history - " + database.url() + " had gone away and is there again");
            assertThat(house.watch().history().count(History.Table.POLL)).isEqualTo(2);
        }
    }

    private static Map<String, String> texts(House house) throws Exception {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : house.below("csv")) {
            if (file.toString().endsWith(".csv")) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }

    /** All rows of all tables, whatever the order of rows and columns. */
    private static Map<String, List<String>> rows(TestDatabase database) throws Exception {
        Map<String, List<String>> rows = new TreeMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
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
                    whole ? String.valueOf(((Number) value).longValue()) : String.valueOf(value));
        }
        return cells.toString();
    }
}
