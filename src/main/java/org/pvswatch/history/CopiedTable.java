package org.pvswatch.history;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table that two databases have. It tells their rows apart by the table's key, and knows the columns from the copy. */
final class CopiedTable {
    private final String name;
    private final List<String> keys;
    private List<String> columns;
    private int[] types;

    CopiedTable(String name, String... keys) {
        this.name = name;
        this.keys = List.of(keys);
    }

    String name() {
        return name;
    }

    /**
     * Gives the copy the rows of a selection as the original has them; what is the same already is left alone.
     *
     * @param where selects rows in both, empty for all
     * @param values of its question marks
     * @return rows that were not the same
     */
    int copy(Connection from, Connection to, String where, Object... values) throws SQLException {
        learnColumns(to);
        Map<List<Object>, List<Object>> there = new HashMap<>();
        read(to, where, values, row -> there.put(key(row), row));
        List<List<Object>> wrong = new ArrayList<>();
        read(from, where, values, row -> {
            if (!row.equals(there.remove(key(row)))) {
                wrong.add(row);
            }
        });
        write(to, putting(), wrong);
        write(to, dropping(), List.copyOf(there.keySet()));
        return wrong.size() + there.size();
    }

    private interface Taker {
        void take(List<Object> row);
    }

    private void read(Connection at, String where, Object[] values, Taker taker) throws SQLException {
        String sql =
                "SELECT " + String.join(", ", columns) + " FROM " + name + (where.isEmpty() ? "" : " WHERE " + where);
        try (PreparedStatement select = at.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    List<Object> cells = new ArrayList<>(columns.size());
                    for (int i = 0; i < columns.size(); i++) {
                        cells.add(cell(row.getObject(i + 1), types[i]));
                    }
                    taker.take(cells);
                }
            }
        }
    }

    /** The two databases give the same value as different classes. */
    private static Object cell(Object value, int type) {
        if (value instanceof Number number) {
            return type == Types.DOUBLE ? (Object) number.doubleValue() : (Object) number.longValue();
        }
        return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
    }

    private void write(Connection to, String sql, List<List<Object>> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = to.prepareStatement(sql)) {
            for (List<Object> row : rows) {
                for (int i = 0; i < row.size(); i++) {
                    set(statement, i + 1, row.get(i), row.size() == columns.size() ? types[i] : typeOf(keys.get(i)));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void set(PreparedStatement statement, int index, Object value, int type) throws SQLException {
        if (value == null) {
            statement.setNull(index, type);
        } else if (value instanceof ByteBuffer bytes) {
            statement.setBytes(index, bytes.array());
        } else {
            statement.setObject(index, value, type);
        }
    }

    private String putting() {
        List<String> others =
                columns.stream().filter(column -> !keys.contains(column)).toList();
        String then = others.isEmpty()
                ? "NOTHING"
                : "UPDATE SET "
                        + others.stream()
                                .map(column -> column + " = excluded." + column)
                                .collect(Collectors.joining(", "));
        return "INSERT INTO " + name + " (" + String.join(", ", columns) + ") VALUES (?"
                + ", ?".repeat(columns.size() - 1) + ") ON CONFLICT (" + String.join(", ", keys) + ") DO " + then;
    }

    private String dropping() {
        return "DELETE FROM " + name + " WHERE " + String.join(" = ? AND ", keys) + " = ?";
    }

    private List<Object> key(List<Object> row) {
        return keys.stream().map(column -> row.get(columns.indexOf(column))).toList();
    }

    private int typeOf(String column) {
        return types[columns.indexOf(column)];
    }

    private void learnColumns(Connection to) throws SQLException {
        if (columns != null) {
            return;
        }
        try (PreparedStatement none = to.prepareStatement("SELECT * FROM " + name + " LIMIT 0");
                ResultSet row = none.executeQuery()) {
            ResultSetMetaData about = row.getMetaData();
            String[] names = new String[about.getColumnCount()];
            types = new int[names.length];
            for (int i = 0; i < names.length; i++) {
                names[i] = about.getColumnName(i + 1);
                types[i] = about.getColumnType(i + 1);
            }
            columns = Arrays.asList(names);
        }
    }
}
