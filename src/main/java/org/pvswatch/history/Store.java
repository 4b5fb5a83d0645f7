package org.pvswatch.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Where history lies, and all that is not the same for every database; what is asked and written is. Its text says where,
 * and shows no secret.
 */
interface Store {
    /** Told of every failure, before the connection is given up. */
    default void failed(Exception failure) {}

    /** The connection is closed for good. */
    default void closed() throws SQLException {}

    /** A new connection to a history whose schema is up to date. */
    Connection open() throws SQLException;

    /** Whether an open connection still leads there; asked before each use. */
    boolean isThere(Connection open) throws SQLException;

    /** Puts the history aside, or drops it where an older one is aside already; nobody is connected. */
    void putAside() throws SQLException;

    /** The history that was put aside. */
    Optional<Store> aside() throws SQLException;

    /** Deletes what was put aside; nobody is connected. */
    void dropAside() throws SQLException;

    /** The store that settings name; see {@link History#History(String, String, String, String)}. */
    static Store of(String url, String user, String passwordFile, String file) {
        return url.isEmpty() ? new SqliteStore(file) : new PostgresStore(url, user, passwordFile);
    }
}
