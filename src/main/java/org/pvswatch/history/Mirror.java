package org.pvswatch.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that is given what history has, by the same tables; word of the routes {@code sink-mirror} and {@code
 * fill-mirror}. History is the authority: what the mirror has otherwise is put right. Thread-safe; whoever comes while
 * another fills it has that one look once more.
 */
public final class Mirror implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("sink-mirror");

    /** Beginning of the codes of rows that do not fit together. */
    private static final String UNFIT = "23";

    private static final int CLOSE_WITHIN_S = 5;

    private final PostgresStore store;
    private final SqliteStore history;
    private final ReentrantLock filling = new ReentrantLock();
    private final AtomicBoolean asked = new AtomicBoolean();
    private MirrorPass pass;
    private Connection to;

    /**
     * @param url of the PostgreSQL database as JDBC has it, empty for no mirror
     * @param user who connects
     * @param passwordFile holds that user's password, empty for none
     * @param file the history in SQLite
     */
    public Mirror(String url, String user, String passwordFile, String file) {
        this.store = url.isEmpty() ? null : PostgresStore.ofMirror(url, user, passwordFile);
        this.history = new SqliteStore(file);
    }

    /** Whether there is to be one. */
    public boolean isOn() {
        return store != null;
    }

    /**
     * Gives the mirror what it lacks, as much as one pass does.
     *
     * @return rows that were not the same; -1 when somebody else is at it
     */
    public int fill() throws SQLException {
        int rows = -1;
        asked.set(true);
        while (asked.get() && filling.tryLock()) { // else whoever is at it sees that it was asked for once more
            try (Connection from = history.reader()) {
                asked.set(false);
                if (from == null) {
                    return 0;
                }
                from.setAutoCommit(false);
                rows = Math.max(0, rows) + fill(from);
            } finally {
                filling.unlock();
            }
        }
        return rows;
    }

    private int fill(Connection from) throws SQLException {
        try {
            if (to == null || !store.isThere(to)) {
                disconnect();
                to = store.open();
                to.setAutoCommit(false);
                pass = new MirrorPass();
            }
            return pass.run(from, to);
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith(UNFIT)) {
                begunAnew();
                return 1;
            }
            disconnect();
            throw e;
        }
    }

    /** What is there is of another history, one that was made anew since. */
    private void begunAnew() throws SQLException {
        LOG.info("history is another one than before; the mirror is filled anew");
        to.rollback();
        try (Statement statement = to.createStatement()) {
            statement.execute("TRUNCATE " + MirrorPass.ALL);
        }
        to.commit();
        pass = new MirrorPass();
    }

    private void disconnect() {
        Connection closing = to;
        to = null;
        try {
            if (closing != null) {
                closing.close();
            }
        } catch (SQLException e) {
            LOG.debug("closing what was lost", e);
        }
    }

    @Override
    public void close() {
        boolean mine = false;
        try {
            mine = filling.tryLock(CLOSE_WITHIN_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (mine) { // else the server is silent, and the end of the process ends the connection
            disconnect();
            filling.unlock();
        }
    }
}
