package org.pvswatch.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The history's database: one connection, opened when first needed, its schema brought up to date by versioned scripts.
 *
 * <p>SQLite in WAL mode with {@code synchronous=FULL}: a committed poll survives a power cut. Not thread-safe; its users
 * hold one lock.
 */
final class Database implements AutoCloseable {
    /** The newest script; a test holds it against the scripts. */
    static final int SCHEMA_VERSION = 3;

    /** The driver asks for generated keys after every insert unless told not to. */
    private static final String HABITS = "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000"
            + "&transaction_mode=IMMEDIATE&jdbc.get_generated_keys=false";

    private static final Set<SQLiteErrorCode> BROKEN =
            Set.of(SQLiteErrorCode.SQLITE_NOTADB, SQLiteErrorCode.SQLITE_CORRUPT);

    private static final Logger LOG = LoggerFactory.getLogger("history");
    private static final String SCRIPTS = "classpath:org/pvswatch/history/sqlite";

    private final Path file;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private Connection connection;
    private boolean broken;

    Database(Path file) {
        this.file = file;
    }

    /** A statement, prepared once. */
    PreparedStatement prepared(String sql) throws SQLException {
        Connection open = open();
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = open.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    /** Work that is done wholly or not at all. */
    <T> T transaction(Work<T> work) throws SQLException {
        Connection open = open();
        open.setAutoCommit(false);
        try {
            T result = work.run();
            open.commit();
            open.setAutoCommit(true); // a mere query must not hold on to what it saw
            return result;
        } catch (SQLException | RuntimeException e) {
            undo(open, e);
            throw e;
        }
    }

    /** A question; after one that failed the connection is given up too. */
    <T> T query(Work<T> work) throws SQLException {
        try {
            return work.run();
        } catch (SQLException e) {
            giveUp(e);
            throw e;
        }
    }

    private void undo(Connection open, Exception failure) {
        try {
            open.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        giveUp(failure);
    }

    /**
     * After an I/O error nobody knows what of the log is on the card, and the system may take the next sync for done. So
     * connection and log are given up: closing writes all that was committed into the database itself, and so does opening.
     * A damaged file is set aside at the end, and made anew from the archive after that.
     */
    private void giveUp(Exception failure) {
        broken |= failure instanceof SQLiteException e && BROKEN.contains(e.getResultCode());
        try {
            closeConnection();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Something done with prepared statements. */
    interface Work<T> {
        T run() throws SQLException;
    }

    @Override
    public void close() throws SQLException {
        closeConnection();
        if (broken) {
            setAside(SQLiteErrorCode.SQLITE_CORRUPT.message);
            broken = false;
        }
    }

    private void closeConnection() throws SQLException {
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
            if (connection != null) {
                connection.close();
            }
        } finally {
            statements.clear();
            connection = null;
        }
    }

    private Connection open() throws SQLException {
        if (connection == null) {
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
            } catch (IOException e) {
                throw new SQLException("the folder of " + file + " cannot be made: " + e.getMessage(), e);
            }
            try {
                connection = upToDate();
            } catch (SQLiteException e) {
                if (!BROKEN.contains(e.getResultCode())) {
                    throw e;
                }
                setAside(e.getResultCode().message);
                connection = upToDate();
            }
        }
        return connection;
    }

    private Connection upToDate() throws SQLException {
        String url = "jdbc:sqlite:" + file + HABITS;
        Connection opened = DriverManager.getConnection(url);
        try {
            if (version(opened) >= SCHEMA_VERSION) {
                emptyLog(opened);
                return opened;
            }
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
        opened.close();
        migrate(url);
        return DriverManager.getConnection(url);
    }

    /** A file that is no database any more is kept for whoever wants to look, and the archive gives all of it again. */
    private void setAside(String reason) throws SQLException {
        Path aside = file.resolveSibling(file.getFileName() + ".broken");
        for (int number = 2; Files.exists(aside); number++) {
            aside = file.resolveSibling(file.getFileName() + ".broken-" + number);
        }
        try {
            Files.move(file, aside);
            for (String companion : List.of("-wal", "-shm")) {
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

    private static void migrate(String url) throws SQLException {
        Flyway.configure()
                .dataSource(url, null, null)
                .locations(SCRIPTS)
                .loggers("slf4j")
                .load()
                .migrate();
        try (Connection migrated = DriverManager.getConnection(url);
                Statement statement = migrated.createStatement()) {
            statement.execute("PRAGMA user_version = " + SCHEMA_VERSION);
        }
    }
}
