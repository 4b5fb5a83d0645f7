package org.pvswatch.history;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;

/** The kinds of database that history can lie in, each of them real. Tests of what both do the same are run on both. */
public enum DatabaseKind {
    SQLITE {
        @Override
        public TestDatabase empty(Path file) {
            return new TestDatabase("", "", "", file.toString());
        }
    },
    POSTGRESQL {
        @Override
        public TestDatabase empty(Path file) throws Exception {
            return PostgresDatabases.next();
        }
    };

    /** A database of this kind that nothing is in yet; SQLite's is the file. */
    public abstract TestDatabase empty(Path file) throws Exception;

    /** Databases of the shared server, each with its tables. A few are used in turn, emptied before each use. */
    private static final class PostgresDatabases {
        private static final int IN_TURN = 4;
        private static final String EMPTIED = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid(); TRUNCATE device, device_property,"
                + " device_quality, poll, reading, day, day_inverter, taken, incident, notice, judge, unanswered";

        private static final Deque<String> used = new ArrayDeque<>();

        static synchronized TestDatabase next() throws IOException, InterruptedException, SQLException {
            TestDatabase next = used.size() < IN_TURN ? made("history" + used.size()) : at(used.remove());
            used.add(next.url().substring(next.url().lastIndexOf('/') + 1));
            try (Connection connection = next.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(EMPTIED);
            }
            return next;
        }

        private static TestDatabase made(String name) throws IOException, InterruptedException, SQLException {
            try (Connection server = at("postgres").connect();
                    Statement statement = server.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
            try (History first = at(name).history()) {
                first.span();
            }
            return at(name);
        }

        private static TestDatabase at(String name) throws IOException, InterruptedException {
            PostgresServer server = PostgresServer.shared();
            return new TestDatabase(
                    server.url(name), PostgresServer.USER, server.passwordFile().toString(), "");
        }
    }
}
