package org.pvswatch.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Reading;

/** What is PostgreSQL's own: a server that refuses, that comes and goes, that others use too. */
class PostgresStoreTest {
    private static final Instant AT = Instant.parse("2026-06-01T19:00:30Z");
    private static final String HELD =
            "another PVS Watch works in %s; stop it, or name another database in history.url";

    @TempDir
    Path folder;

    private TestDatabase database;
    private History history;

    @BeforeEach
    void open() throws Exception {
        database = DatabaseKind.POSTGRESQL.empty(folder);
        history = database.history();
    }

    @AfterEach
    void close() throws SQLException {
        history.close();
    }

    private static List<Reading> poll(int minute) {
        return Polls.at(AT.plusSeconds(60L * minute))
                .inverter("E1", 0.3, 50.0 + minute)
                .readings();
    }

    /** What leads to the same server, but for what is other. */
    private History other(String url, String user, Path passwordFile) {
        return new History(url, user, passwordFile.toString(), "");
    }

    @Test
    void admitsOneWriterAndTheNextWhenItHasGone() throws Exception {
        history.store(poll(0));
        try (History second = database.history()) {
            assertThatThrownBy(() -> second.store(poll(1)))
                    .isInstanceOf(SQLException.class)
                    .hasMessage(HELD.formatted(database.url()));
            assertThat(history.count(History.Table.POLL)).isEqualTo(1);
            history.close();
            second.store(poll(1));
            assertThat(second.pollsAfter(0, 9)).extracting(StoredPoll::seq).containsExactly(1L, 2L);
        }
    }

    @Test
    void countsWithoutGapsWhateverFailed() throws Exception {
        history.store(poll(0));
        List<Reading> bad = Polls.at("2026-06-01T19:06:30Z")
                .add("E1", DeviceKind.OTHER, AT, AT, Map.of(), Map.of())
                .add(null, DeviceKind.OTHER, AT, AT, Map.of(), Map.of())
                .readings();
        assertThatThrownBy(() -> history.store(bad)).isInstanceOf(SQLException.class);
        history.store(poll(1));
        assertThat(history.pollsAfter(0, 9)).extracting(StoredPoll::seq).containsExactly(1L, 2L);
    }

    @Test
    void storesTheNextPollAfterItsSessionWasEnded() throws Exception {
        history.store(poll(0));
        endSessions();
        history.store(poll(1));
        endSessions();
        assertThat(history.pollsAfter(0, 9)).hasSize(2);
        assertThat(history.memory("home", "pvs1", Instant.parse("2026-06-02T00:00:00Z"), Instant.EPOCH))
                .hasSize(1);
    }

    @Test
    void keepsWhatWasStoredWhenTheServerIsKilled() throws Exception {
        history.store(poll(0));
        PostgresServer.shared().kill();
        try {
            assertThatThrownBy(() -> history.store(poll(1)))
                    .hasMessage("%s cannot be reached: Connection refused", database.url());
            assertThatThrownBy(history::span).hasMessageContaining("cannot be reached");
        } finally {
            PostgresServer.shared().start();
        }
        history.store(poll(2));
        assertThat(history.pollsAfter(0, 9))
                .extracting(poll -> poll.polledAt().toString())
                .containsExactly("2026-06-01T19:00:30Z", "2026-06-01T19:02:30Z");
        assertThat(history.pollsAfter(0, 9)).extracting(StoredPoll::seq).containsExactly(1L, 2L);
    }

    @Test
    void saysWhatIsWrongWithoutThePassword() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong"), "open sesame");
        Path right = Path.of(database.passwordFile());
        try (History refused = other(database.url(), database.user(), wrong);
                History unreadable = other(database.url(), database.user(), folder.resolve("none"));
                History unknown = other(database.url() + "x?socketTimeout=5", database.user(), right)) {
            assertThatThrownBy(refused::span)
                    .hasMessageStartingWith(database.url() + " cannot be reached: ")
                    .hasMessageContaining("password authentication failed")
                    .hasMessageNotContaining("sesame");
            assertThatThrownBy(unreadable::span)
                    .hasMessage(
                            "the password of %s cannot be read from %s; mend the file, or history.password-file",
                            database.url(), folder.resolve("none"));
            assertThatThrownBy(unknown::span)
                    .hasMessageStartingWith(database.url() + "x cannot be reached: ")
                    .hasMessageContaining("does not exist");
        }
    }

    @Test
    void saysWhereNobodyIsAndWhereNothingMayBeMade() throws Exception {
        Path right = Path.of(database.passwordFile());
        try (History nowhere = other("jdbc:postgresql://pvs.invalid/a", database.user(), right)) {
            assertThatThrownBy(nowhere::span)
                    .hasMessage("jdbc:postgresql://pvs.invalid/a cannot be reached: no machine is known by that name,"
                            + " pvs.invalid");
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE guest LOGIN PASSWORD 'guest'");
        }
        Path guest = Files.writeString(folder.resolve("guest"), "guest\n");
        String url = PostgresServer.shared().url("postgres");
        try (History refused = other(url, "guest", guest)) {
            assertThatThrownBy(refused::span)
                    .hasMessageStartingWith("the tables in " + url + " cannot be made: ")
                    .hasMessageContaining("permission denied for database postgres");
        }
    }

    @Test
    void readsThePasswordAnewForEachConnection() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "of yesterday");
        try (History renewed = other(database.url(), database.user(), password)) {
            assertThatThrownBy(renewed::span).hasMessageContaining("password authentication failed");
            Files.copy(Path.of(database.passwordFile()), password, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertThat(renewed.span()).isEmpty();
        }
    }

    @Test
    void makesItsTablesInADatabaseThatOthersUse() throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA pvs_watch CASCADE");
            statement.execute("CREATE TABLE public.poll (of_something_else INTEGER)");
            history.store(poll(0));
            assertThat(history.count(History.Table.POLL)).isEqualTo(1);
            assertThat(database.rows("SELECT count(*) FROM public.poll")).containsExactly("0");
            statement.execute("DROP TABLE public.poll");
        }
    }

    @Test
    void isPutAsideAndMadeAnew() throws Exception {
        history.store(poll(0));
        history.store(poll(1));
        assertThat(history.aside()).isEmpty();
        history.putAside();
        assertThat(history.span()).isEmpty();
        history.store(poll(2));
        history.putAside();
        assertThat(history.span()).as("what was made since is dropped").isEmpty();
        try (History old = history.aside().orElseThrow()) {
            assertThat(old.count(History.Table.POLL)).isEqualTo(2);
            assertThat(old.where()).isEqualTo("schema pvs_watch_before_import in " + database.url());
        }
        assertThat(history.span()).isEmpty();
        history.dropAside();
        assertThat(history.aside()).isEmpty();
    }

    @Test
    void leavesDurabilityToTheServerAndGivesUpWhatVanished() throws Exception {
        Store store = Store.of(database.url(), database.user(), database.passwordFile(), "");
        try (Connection connection = store.open();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT current_setting('synchronous_commit'),"
                        + " current_setting('statement_timeout'), current_setting('tcp_keepalives_idle')")) {
            row.next();
            assertThat(List.of(row.getString(1), row.getString(2), row.getString(3)))
                    .containsExactly("on", "50s", "15");
            assertThat(connection.getNetworkTimeout()).isEqualTo(60_000);
        }
    }

    private void endSessions() throws Exception {
        String ended = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                + " WHERE application_name = 'pvs-watch' AND datname = current_database()";
        assertThat(database.rows(ended)).containsExactly("t");
    }
}
