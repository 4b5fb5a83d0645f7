package org.pvswatch.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
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
    static final int SCHEMA_VERSION = 5;

    private static final Logger LOG = LoggerFactory.getLogger("history");

    private final Store store;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private Runnable whenLost = () -> {};
    private Connection connection;
    private boolean working;
    private int together = 1;
    private int uncommitted;
    private boolean lost;
    private boolean givenUp;

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

    /** So many pieces of work are committed together from now on: faster, and a crash takes all of them. */
    void commitEvery(int works) throws SQLException {
        together = works;
        if (uncommitted > 0) {
            commit(connection);
        }
    }

    /** Work that is done wholly or not at all. */
    <T> T transaction(Work<T> work) throws SQLException {
        Connection open = open();
        open.setAutoCommit(false);
        Savepoint before = uncommitted == 0 ? null : open.setSavepoint();
        working = true;
        try {
            T result = work.run();
            uncommitted++;
            if (before != null) {
                open.releaseSavepoint(before);
            }
            if (uncommitted >= together) {
                commit(open);
            }
            return result;
        } catch (SQLException | RuntimeException e) {
            undo(open, before, e);
            throw e;
        } finally {
            working = false;
        }
    }

    private void commit(Connection open) throws SQLException {
        open.commit();
        uncommitted = 0;
        open.setAutoCommit(true); // a mere query must not hold on to what it saw
    }

    /** Something done with prepared statements. */
    interface Work<T> {
        T run() throws SQLException;
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

    @Override
    public void close() throws SQLException {
        try {
            disconnect();
        } finally {
            store.closed();
        }
    }

    private void disconnect() throws SQLException {
        Connection closing = connection;
        try {
            if (uncommitted > 0 && !givenUp) {
                commit(closing);
            }
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
        } finally {
            connection = null;
            statements.clear();
            uncommitted = 0;
            givenUp = false;
            if (closing != null) {
                closing.close();
            }
        }
    }

    private void undo(Connection open, Savepoint before, Exception failure) throws SQLException {
        try {
            if (before == null) {
                open.rollback();
                uncommitted = 0;
                open.setAutoCommit(true);
            } else {
                open.rollback(before);
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        if (!store.isThere(open)) {
            lose();
            SQLException told = new SQLException(store + " went away: " + failure.getMessage());
            told.addSuppressed(failure);
            throw told;
        }
        giveUp(failure);
    }

    /**
     * After an I/O error nobody knows what of SQLite's log is on the card, and the system may take the next sync for done.
     * So connection and log are given up: closing writes all that was committed into the database itself, and so does
     * opening. A damaged file is set aside at the end, and made anew from the archive after that.
     */
    private void giveUp(Exception failure) {
        store.failed(failure);
        givenUp = true;
        try {
            disconnect();
        } catch (SQLException e) {
            failure.addSuppressed(e);
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
        givenUp = true;
        whenLost.run();
        try {
            disconnect();
        } catch (SQLException e) {
            LOG.debug("closing what was lost", e);
        }
    }
}
