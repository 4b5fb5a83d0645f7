package org.pvswatch.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** A look at a history in SQLite that changes nothing, in whatever state it is and whoever writes it. */
public final class Glance {
    private static final String COUNTS = "SELECT state, count(*) FROM incident WHERE site = ? GROUP BY state";

    private Glance() {}

    /**
     * How many incidents there are, by their state such as {@code open}.
     *
     * @param file of the history, which exists
     * @throws SQLException when it cannot be read, or is of another version
     */
    public static Map<String, Long> incidents(Path file, String site) throws SQLException {
        boolean written = Files.exists(Path.of(file + "-wal"));
        String address = "jdbc:sqlite:" + file.toUri() + (written ? "?mode=ro" : "?immutable=1");
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(address);
                PreparedStatement query = connection.prepareStatement(COUNTS)) {
            query.setString(1, site);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return counts;
    }
}
