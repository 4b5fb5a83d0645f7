package org.pvswatch.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;

/**
 * Sets the parameters of a statement in their order, and reads columns; a missing value is {@code NULL} and back. What one
 * database would change on its way is the same in all.
 */
final class Row {
    private final PreparedStatement statement;
    private int index;

    Row(PreparedStatement statement) {
        this.statement = statement;
    }

    Row text(String value) throws SQLException {
        // PostgreSQL holds any character but this
        statement.setString(++index, value == null ? null : value.replace('\0', '\uFFFD'));
        return this;
    }

    Row bytes(byte[] value) throws SQLException {
        statement.setBytes(++index, value);
        return this;
    }

    Row whole(long value) throws SQLException {
        statement.setLong(++index, value);
        return this;
    }

    Row number(Double value) throws SQLException {
        if (value == null || value.isNaN()) { // SQLite has no NaN
            statement.setNull(++index, Types.DOUBLE);
        } else {
            statement.setDouble(++index, value + 0.0); // and no -0
        }
        return this;
    }

    Row moment(Instant value) throws SQLException {
        if (value == null) {
            statement.setNull(++index, Types.BIGINT);
        } else {
            statement.setLong(++index, value.toEpochMilli());
        }
        return this;
    }

    /** How much later, in milliseconds, one moment is than another. */
    Row difference(Instant from, Instant to) throws SQLException {
        if (to == null) {
            statement.setNull(++index, Types.BIGINT);
            return this;
        }
        return whole(to.toEpochMilli() - from.toEpochMilli());
    }

    static Double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    static Instant moment(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(value);
    }
}
