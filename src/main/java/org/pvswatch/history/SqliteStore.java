package org.pvswatch.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** History in one file. WAL mode with {@code synchronous=FULL}: a committed poll survives a power cut. */
final class SqliteStore implements Store {
    /** The driver asks for generated keys after every insert unless told not to. */
    private static final String HABITS = "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000"
            + "&transaction_mode=IMMEDIATE&jdbc.get_generated_keys=false";

    private static final Set<SQLiteErrorCode> BROKEN =
            Set.of(SQLiteErrorCode.SQLITE_NOTADB, SQLiteErrorCode.SQLITE_CORRUPT);

    private static final Logger LOG = LoggerFactory.getLogger("history");
    private static final String SCRIPTS = "classpath:org/pvswatch/history/sqlite";
    private static final String ASIDE = ".before-import";
    private static final List<String> COMPANIONS = List.of("-wal", "-shm");

    /** A quarter of SQLite's own: a poll changes few bytes of many pages, and each is written whole, twice. */
    private static final int PAGE_BYTES = 1024;

    private final Path file;
    private boolean broken;

    /** @param file made when first needed */
    SqliteStore(String file) {
        this.file = Path.of(file);
    }

    @Override
    public Connection open() throws SQLException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new SQLException("the folder of " + file + " cannot be made: " + e.getMessage(), e);
        }
        try {
            return upToDate();
        } catch (SQLiteException e) {
            if (!BROKEN.contains(e.getResultCode())) {
                throw e;
            }
            setBrokenAside(e.getResultCode().message);
            return upToDate();
        }
    }

    /** A connection of somebody who only reads, beside the one that writes; {@code null} while there is no history. */
    Connection reader() throws SQLException {
        if (!Files.exists(file)) {
            return null;
        }
        Properties habits = new Properties();
        habits.setProperty("busy_timeout", "10000");
        habits.setProperty("query_only", "true");
        return JDBC.createConnection(JDBC.PREFIX + file, habits);
    }

    @Override
    public void failed(Exception failure) {
        broken |= failure instanceof SQLiteException e && BROKEN.contains(e.getResultCode());
    }

    @Override
    public void closed() throws SQLException {
        if (broken) {
            broken = false;
            setBrokenAside(SQLiteErrorCode.SQLITE_CORRUPT.message);
        }
    }

    @Override
    public boolean isThere(Connection open) {
        return true;
    }

    @Override
    public void putAside() throws SQLException {
        boolean keptAlready = Files.exists(asideFile());
        try {
            for (String part : List.of("", COMPANIONS.get(0), COMPANIONS.get(1))) {
                Path from = Path.of(file + part);
                if (keptAlready) {
                    Files.deleteIfExists(from);
                } else if (Files.exists(from)) {
                    Files.move(from, Path.of(asideFile() + part), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new SQLException(file + " cannot be moved aside: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Store> aside() {
        return Files.exists(asideFile())
                ? Optional.of(new SqliteStore(asideFile().toString()))
                : Optional.empty();
    }

    @Override
    public void dropAside() throws SQLException {
        try {
            Files.deleteIfExists(asideFile());
            for (String companion : COMPANIONS) {
                Files.deleteIfExists(Path.of(asideFile() + companion));
            }
        } catch (IOException e) {
            throw new SQLException(asideFile() + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private Path asideFile() {
        return Path.of(file + ASIDE);
    }

    private Connection upToDate() throws SQLException {
        if (!Files.exists(file)) {
            try (Connection fresh = JDBC.createConnection(JDBC.PREFIX + file, new Properties());
                    Statement statement = fresh.createStatement()) {
                statement.execute("PRAGMA page_size = " + PAGE_BYTES);
                statement.execute("VACUUM"); // writes it down
            }
        }
        Connection opened = connect();
        try {
            if (version(opened) >= Database.SCHEMA_VERSION) {
                emptyLog(opened);
                return opened;
            }
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
        opened.close();
        migrate();
        return connect();
    }

    /** Not by way of the driver manager, which would load the driver of every other database too. */
    private Connection connect() throws SQLException {
        return JDBC.createConnection(url(), new Properties());
    }

    private String url() {
        return JDBC.PREFIX + file + HABITS;
    }

    /** A file that is no database any more is kept for whoever wants to look, and the archive gives all of it again. */
    private void setBrokenAside(String reason) throws SQLException {
        Path aside = file.resolveSibling(file.getFileName() + ".broken");
        for (int number = 2; Files.exists(aside); number++) {
            aside = file.resolveSibling(file.getFileName() + ".broken-" + number);
        }
        try {
            Files.move(file, aside);
            for (String companion : COMPANIONS) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + companion));
            }
        } catch (IOException e) {
            throw new SQLException(file + " is broken and cannot be moved aside: " + e.getMessage(), e);
        }
        LOG.warn(
                "{} is broken ({}); it was moved to {}, and the history is made anew from the archive",
                file,
                reason,
                aside);
    }

    /** Asked first, because loading the migration tool costs more than all the rest of a start. */
    private static int version(Connection opened) throws SQLException {
        try (Statement statement = opened.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    /** Copies what an earlier process left in the log to where it belongs, and fails if the card does not take it. */
    private static void emptyLog(Connection opened) throws SQLException {
        try (Statement statement = opened.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private void migrate() throws SQLException {
        Flyway.configure()
                .dataSource(url(), null, null)
                .locations(SCRIPTS)
                .loggers("slf4j")
                .load()
                .migrate();
        try (Connection migrated = connect();
                Statement statement = migrated.createStatement()) {
            statement.execute("PRAGMA user_version = " + Database.SCHEMA_VERSION);
        }
    }
}
