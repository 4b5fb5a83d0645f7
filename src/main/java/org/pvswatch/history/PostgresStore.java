package org.pvswatch.history;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.Driver;

/**
 * History in a schema of its own in a PostgreSQL database, version 14 or newer, that the user of the connection may create
 * schemas in. One process at a time works in it, held apart from others by a lock that ends with the connection.
 */
final class PostgresStore implements Store {
    static final String SCHEMA = "pvs_watch";
    static final String OF_MIRROR = "pvs_watch_mirror";
    static final String SCRIPTS = "classpath:org/pvswatch/history/postgresql";

    private static final String ASIDE = SCHEMA + "_before_import";
    private static final String LOCK_HELD = "55P03";
    private static final int LOCKS_OF_OURS = 0x70767377;
    private static final int VALID_WITHIN_S = 5;

    /**
     * Nothing waits for ever. A server that vanished is given up after a minute, and it gives up a watcher that vanished, and
     * with it the lock, after half a minute. Every question is a look-up, whatever the statistics say: along an index, joined
     * in the order that is written.
     */
    private static final String HABITS = "SET statement_timeout = '50s'; SET lock_timeout = '3s';"
            + " SET idle_in_transaction_session_timeout = '60s'; SET idle_session_timeout = 0;"
            + " SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;"
            + " SET join_collapse_limit = 1; SET enable_seqscan = off; SET enable_bitmapscan = off;"
            + " SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_material = off; SET jit = off;"
            + " SET search_path = ";

    private static final String VERSION = "SELECT coalesce(max(version::integer), 0) FROM flyway_schema_history"
            + " WHERE success AND version IS NOT NULL";

    private final String url;
    private final String user;
    private final String passwordFile;
    private final String schema;
    private final String settings;

    /**
     * @param url as JDBC has it, without user and password; what it sets beats our habits
     * @param user who connects
     * @param passwordFile holds the password and is read at each connect; empty for none
     */
    PostgresStore(String url, String user, String passwordFile) {
        this(url, user, passwordFile, SCHEMA, "history");
    }

    private PostgresStore(String url, String user, String passwordFile, String schema, String settings) {
        this.url = url;
        this.user = user;
        this.passwordFile = passwordFile;
        this.schema = schema;
        this.settings = settings;
    }

    /** The same for a mirror, which has settings and a schema of its own: it is emptied without regret. */
    static PostgresStore ofMirror(String url, String user, String passwordFile) {
        return new PostgresStore(url, user, passwordFile, OF_MIRROR, "mirror");
    }

    @Override
    public Connection open() throws SQLException {
        Connection opened = connect();
        try {
            lock(opened);
            if (version(opened) < Database.SCHEMA_VERSION) {
                migrate();
            }
            return opened;
        } catch (SQLException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public boolean isThere(Connection open) throws SQLException {
        return open.isValid(VALID_WITHIN_S);
    }

    @Override
    public void putAside() throws SQLException {
        boolean keptAlready = exists(ASIDE);
        try (Connection opened = connect();
                Statement statement = opened.createStatement()) {
            lock(opened);
            statement.execute(
                    keptAlready
                            ? "DROP SCHEMA " + schema + " CASCADE"
                            : "ALTER SCHEMA " + schema + " RENAME TO " + ASIDE);
        }
    }

    @Override
    public Optional<Store> aside() throws SQLException {
        return exists(ASIDE)
                ? Optional.of(new PostgresStore(url, user, passwordFile, ASIDE, settings))
                : Optional.empty();
    }

    @Override
    public void dropAside() throws SQLException {
        try (Connection opened = connect();
                Statement statement = opened.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + ASIDE + " CASCADE");
        }
    }

    @Override
    public String toString() {
        String where = url.replaceFirst("\\?.*", "");
        return schema.equals(SCHEMA) || schema.equals(OF_MIRROR) ? where : "schema " + schema + " in " + where;
    }

    /** Not by way of the driver manager, which would load the drivers of every other database too. */
    private Connection connect() throws SQLException {
        Properties habits = new Properties();
        habits.setProperty("user", user);
        String password = password();
        if (password != null) {
            habits.setProperty("password", password);
        }
        habits.setProperty("ApplicationName", "pvs-watch");
        habits.setProperty("connectTimeout", "10");
        habits.setProperty("loginTimeout", "20");
        habits.setProperty("socketTimeout", "60");
        habits.setProperty("tcpKeepAlive", "true");
        habits.setProperty("defaultRowFetchSize", "500");
        habits.setProperty("logServerErrorDetail", "false"); // it tells whole rows
        Connection opened;
        try {
            opened = new Driver().connect(url, habits);
        } catch (SQLException e) {
            throw told(this + " cannot be reached: ", e);
        }
        try (Statement statement = opened.createStatement()) {
            statement.execute(HABITS + schema);
            return opened;
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
    }

    private String password() throws SQLException {
        if (passwordFile.isEmpty()) {
            return null;
        }
        try {
            return Files.readString(Path.of(passwordFile)).strip();
        } catch (IOException e) {
            throw new SQLException("the password of " + this + " cannot be read from " + passwordFile
                    + "; mend the file, or " + settings + ".password-file");
        }
    }

    private void lock(Connection opened) throws SQLException {
        try (PreparedStatement lock = opened.prepareStatement("SELECT pg_advisory_lock(?, ?)")) {
            lock.setInt(1, LOCKS_OF_OURS);
            lock.setInt(2, schema.hashCode());
            lock.execute();
        } catch (SQLException e) {
            if (LOCK_HELD.equals(e.getSQLState())) {
                throw new SQLException("another PVS Watch works in " + this + "; stop it, or name another database in "
                        + settings + ".url");
            }
            throw e;
        }
    }

    /** Asked first, because loading the migration tool costs more than all the rest of a start. */
    private int version(Connection opened) throws SQLException {
        try (Statement statement = opened.createStatement()) {
            try (ResultSet row =
                    statement.executeQuery("SELECT to_regclass('" + schema + ".flyway_schema_history') IS NOT NULL")) {
                row.next();
                if (!row.getBoolean(1)) {
                    return 0;
                }
            }
            try (ResultSet row = statement.executeQuery(VERSION)) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    private void migrate() throws SQLException {
        try {
            Flyway.configure()
                    .dataSource(url, user, password())
                    .schemas(schema)
                    .locations(SCRIPTS)
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw told("the tables in " + this + " cannot be made: ", e);
        }
    }

    private boolean exists(String other) throws SQLException {
        try (Connection opened = connect();
                PreparedStatement select =
                        opened.prepareStatement("SELECT 1 FROM information_schema.schemata WHERE schema_name = ?")) {
            select.setString(1, other);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** What is at the bottom of a failure, in one sentence. The rest is kept, but not as a cause that would be told instead. */
    private static SQLException told(String sentence, Exception e) {
        Throwable bottom = e;
        while (bottom.getCause() != null && bottom.getCause().getMessage() != null) {
            bottom = bottom.getCause();
        }
        String unknown = bottom instanceof UnknownHostException ? "no machine is known by that name, " : "";
        SQLException told = new SQLException(sentence + unknown + bottom.getMessage());
        told.addSuppressed(e);
        return told;
    }
}
