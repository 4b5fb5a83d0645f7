package org.pvswatch.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;

/** Rows of the table of readings as the readings they were, without properties; and what only few devices report. */
final class StoredReading {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Double>> NUMBERS = new TypeReference<>() {};
    private static final Quantity[] COMMON = Quantity.COMMON.toArray(Quantity[]::new);

    private final ResultSet row;
    private final int[] columns = new int[COMMON.length];

    /** @param row stands on a row whenever a reading is asked for; where its columns are is looked up once */
    StoredReading(ResultSet row) throws SQLException {
        this.row = row;
        for (int i = 0; i < COMMON.length; i++) {
            columns[i] = row.findColumn(COMMON[i].column());
        }
    }

    Reading of(String device, DeviceKind kind, String site, String pvs, Instant polledAt, Conditions weather)
            throws SQLException {
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        for (int i = 0; i < COMMON.length; i++) {
            double value = row.getDouble(columns[i]);
            if (!row.wasNull()) {
                values.put(COMMON[i], value);
            }
        }
        values.putAll(otherValues(row));
        Instant at = Row.moment(row, "at");
        long clockMs = row.getLong("pvs_clock_ms");
        Instant reportedAt = row.wasNull() ? null : polledAt.plusMillis(clockMs);
        String quality = row.getString("quality");
        return new Reading(
                site,
                pvs,
                device,
                kind,
                at,
                row.getInt("measured") == 1 ? at : null,
                reportedAt,
                polledAt,
                row.getString("reported_state"),
                quality == null ? Quality.FRESH : Quality.of(quality),
                values,
                Map.of(),
                weather);
    }

    /** The numbers without a column of their own as one JSON object, {@code null} when there are none. */
    static String otherValues(Reading reading) {
        Map<String, Double> others = new TreeMap<>();
        reading.values().forEach((quantity, value) -> {
            if (!Quantity.COMMON.contains(quantity)) {
                others.put(quantity.column(), value);
            }
        });
        if (others.isEmpty()) {
            return null;
        }
        try {
            return JSON.writeValueAsString(others);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers can always be written", e);
        }
    }

    /** The numbers of a row without a column of their own. */
    static Map<Quantity, Double> otherValues(ResultSet row) throws SQLException {
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        String text = row.getString("other_values");
        if (text == null) {
            return values;
        }
        try {
            JSON.readValue(text, NUMBERS).forEach((column, value) -> {
                Quantity quantity = Quantity.ofColumn(column);
                if (quantity != null) {
                    values.put(quantity, value);
                }
            });
        } catch (JsonProcessingException e) {
            throw new SQLException("a reading holds '" + text + "' for its other values", e);
        }
        return values;
    }
}
