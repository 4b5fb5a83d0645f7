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
import java.util.Map;
import org.flywaydb.core.Flyway;

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

    private static final String SCRIPTS = "classpath:org/pvswatch/history/sqlite";

    private final Path file;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private Connection connection;

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
            return result;
        } catch (SQLException | RuntimeException e) {
            open.rollback();
            throw e;
        } finally {
            open.setAutoCommit(true); // a mere query must not hold on to what it saw
        }
    }

    /** Something done with prepared statements. */
    interface Work<T> {
        T run() throws SQLException;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
        if (connection != null) {
            connection.close();
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
            String url = "jdbc:sqlite:" + file + HABITS;
            Connection opened = DriverManager.getConnection(url);
            if (version(opened) < SCHEMA_VERSION) {
                opened.close();
                migrate(url);
                opened = DriverManager.getConnection(url);
            }
            connection = opened;
        }
        return connection;
    }

    /** Asked first, because loading the migration tool costs more than all the rest of a start. */
    private static int version(Connection opened) throws SQLException {
        try (Statement statement = opened.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.next() ? row.getInt(1) : 0;
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
