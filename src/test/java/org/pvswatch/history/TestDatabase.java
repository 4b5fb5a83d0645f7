package org.pvswatch.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A database of a test, by the settings that lead to it. */
public record TestDatabase(String url, String user, String passwordFile, String file) {
    /** A history in it. */
    public History history() {
        return new History(url, user, passwordFile, file);
    }

    /** The settings that lead to it; of SQLite in the data folder none. */
    public Map<String, String> settings() {
        return url.isEmpty()
                ? Map.of()
                : Map.of("history.url", url, "history.user", user, "history.password-file", passwordFile);
    }

    /** A connection of the test's own. */
    public Connection connect() throws SQLException, IOException {
        if (url.isEmpty()) {
            return DriverManager.getConnection("jdbc:sqlite:" + file);
        }
        String password = Files.readString(Path.of(passwordFile)).strip();
        return DriverManager.getConnection(url + "?currentSchema=" + PostgresStore.SCHEMA, user, password);
    }

    /** Rows of a query, each as its columns in one line. */
    public List<String> rows(String sql) throws SQLException, IOException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    cells.add(row.getString(i));
                }
                rows.add(String.join(" ", cells));
            }
        }
        return rows;
    }
}
