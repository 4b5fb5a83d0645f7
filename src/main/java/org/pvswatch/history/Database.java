package org.pvswatch.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history's database: one connection, opened when first needed and anew after it was lost. Not thread-safe; its users
 * hold one lock.
 */
final class Database implements AutoCloseable {
    /** The newest script of each store; a test holds it against the scripts. */
    static final int SCHEMA_VERSION = 3;

    private static final Logger LOG = LoggerFactory.getLogger("history");

    private final Store store;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private Runnable whenLost = () -> {};
    private Connection connection;
    private boolean working;
    private boolean lost;

    Database(Store store) {
        this.store = store;
    }

    /** Has somebody told when a connection was lost, and with it perhaps what was written last. */
    void whenLost(Runnable told) {
        whenLost = told;
    }

    Store store() {
        return store;
    }

    /** A statement, prepared once. */
    PreparedStatement prepared(String sql) throws SQLException {
        Connection open = working ? connection : open();
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
        working = true;
        try {
            T result = work.run();
            open.commit();
            open.setAutoCommit(true); // a mere query must not hold on to what it saw
            return result;
        } catch (SQLException | RuntimeException e) {
            undo(open, e);
            throw e;
        } finally {
            working = false;
        }
    }

    /** Something done with prepared statements. */
    interface Work<T> {
        T run() throws SQLException;
    }

    @Override
    public void close() throws SQLException {
        Connection closing = connection;
        connection = null;
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
        } finally {
            statements.clear();
            if (closing != null) {
                closing.close();
            }
        }
    }

    private void undo(Connection open, Exception failure) throws SQLException {
        try {
            open.rollback();
            open.setAutoCommit(true);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        if (!store.isThere(open)) {
            lose();
            SQLException told = new SQLException(store + " went away: " + failure.getMessage());
            told.addSuppressed(failure);
            throw told;
        }
    }

    private Connection open() throws SQLException {
        if (connection != null && !store.isThere(connection)) {
            lose();
        }
        if (connection == null) {
            connection = store.open();
            if (lost) {
                lost = false;
                LOG.warn("{} had gone away and is there again", store);
            }
        }
        return connection;
    }

    private void lose() {
        lost = true;
        whenLost.run();
        try {
            close();
        } catch (SQLException e) {
            LOG.debug("closing what was lost", e);
        }
    }
}
