package org.pvswatch.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Quantity;

/** What is SQLite's own. */
class SqliteStoreTest {
    @TempDir
    Path folder;

    private Path file;
    private TestDatabase database;
    private History history;

    @BeforeEach
    void open() throws Exception {
        file = folder.resolve("history.db");
        database = DatabaseKind.SQLITE.empty(file);
        history = database.history();
    }

    @AfterEach
    void close() throws SQLException {
        history.close();
    }

    @Test
    void keepsItsHabits() throws Exception {
        history.store(Polls.at("2026-06-01T19:01:30Z").inverter("E1", 0.3, 50.0).readings());
        assertThat(database.rows("PRAGMA user_version")).containsExactly(String.valueOf(Database.SCHEMA_VERSION));
        assertThat(database.rows("PRAGMA journal_mode")).containsExactly("wal");
        assertThat(database.rows("PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void bringsAnOlderHistoryUpToDate() throws Exception {
        org.flywaydb.core.Flyway.configure()
                .dataSource("jdbc:sqlite:" + file, null, null)
                .locations("classpath:org/pvswatch/history/sqlite")
                .target("1")
                .load()
                .migrate();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 1");
            statement.execute("INSERT INTO device VALUES (1, 'home', 'E1', 'inverter')");
            statement.execute("INSERT INTO poll (seq, site, pvs, polled_at, first_reading_at, last_reading_at,"
                    + " device_count, production_kw, production_source) VALUES (1, 'home', 'roof', 1000, 900, 900, 1,"
                    + " 0.25, 'INVERTERS')");
            statement.execute("INSERT INTO reading (at, device_id, poll_seq, measured, power_kw, lifetime_energy_kwh)"
                    + " VALUES (900, 1, 1, 1, 0.25, 50)");
        }
        StoredPoll poll = history.pollsAfter(0, 10).get(0);
        assertThat(poll.totals().productionKw()).isEqualTo(0.25);
        assertThat(poll.totals().lifetimeImportKwh()).isNull();
        assertThat(poll.totals().pvsCount()).isEqualTo(1);
        assertThat(poll.inverters()).singleElement().satisfies(inverter -> {
            assertThat(inverter.quality()).isEqualTo(Quality.FRESH);
            assertThat(inverter.reportedAt()).isNull();
            assertThat(inverter.age()).hasMillis(100);
        });
        assertThat(history.memory("home", "roof", Instant.ofEpochMilli(2000), Instant.EPOCH))
                .singleElement()
                .satisfies(device -> assertThat(device.counter(Quantity.LIFETIME_ENERGY_KWH))
                        .isEqualTo(new DeviceMemory.Counted(50, Instant.ofEpochMilli(900))));
    }

    @Test
    void saysWhereItsFolderCannotBeMade() throws Exception {
        Path inTheWay = java.nio.file.Files.createFile(folder.resolve("file"));
        try (History blocked = new History(inTheWay.resolve("history.db").toString())) {
            assertThatThrownBy(blocked::span)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining(inTheWay.toString());
        }
    }
}
