package org.pvswatch.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.pvswatch.reading.Reading;

/** The devices history knows, and what each last said of itself. Part of a transaction of {@link History}. */
final class Devices {
    private static final String FIND = "SELECT id FROM device WHERE site = ? AND serial = ?";
    private static final String ADD = "INSERT INTO device (site, serial, kind) VALUES (?, ?, ?)";
    private static final String PROPERTY_BEFORE = "SELECT value FROM device_property"
            + " WHERE device_id = ? AND name = ? AND at <= ? ORDER BY at DESC LIMIT 1";
    private static final String ADD_PROPERTY =
            "INSERT OR REPLACE INTO device_property (device_id, name, at, value) VALUES (?, ?, ?, ?)";

    private final Database database;
    private final Map<String, Known> known = new HashMap<>();

    Devices(Database database) {
        this.database = database;
    }

    /** What is held in memory of a device. */
    private record Known(long id, Map<String, String> properties) {}

    /** Forgets what a transaction that failed had added. */
    void forget() {
        known.clear();
    }

    /** The id of a reading's device, made known if it is new, its changed properties noted. */
    long idOf(Reading reading) throws SQLException {
        String key = reading.site() + " " + reading.device();
        Known device = known.get(key);
        if (device == null) {
            device = new Known(findOrAdd(reading), new HashMap<>());
            known.put(key, device);
        }
        for (Map.Entry<String, String> property : reading.properties().entrySet()) {
            if (!property.getValue().equals(device.properties().get(property.getKey()))) {
                note(
                        device,
                        property.getKey(),
                        property.getValue(),
                        reading.at().toEpochMilli());
            }
        }
        return device.id();
    }

    private void note(Known device, String name, String value, long at) throws SQLException {
        PreparedStatement before = database.prepared(PROPERTY_BEFORE);
        new Row(before).whole(device.id()).text(name).whole(at);
        boolean same;
        try (ResultSet row = before.executeQuery()) {
            same = row.next() && value.equals(row.getString(1));
        }
        if (!same) {
            PreparedStatement add = database.prepared(ADD_PROPERTY);
            new Row(add).whole(device.id()).text(name).whole(at).text(value);
            add.executeUpdate();
        }
        device.properties().put(name, value);
    }

    private long findOrAdd(Reading reading) throws SQLException {
        PreparedStatement find = database.prepared(FIND);
        new Row(find).text(reading.site()).text(reading.device());
        try (ResultSet row = find.executeQuery()) {
            if (row.next()) {
                return row.getLong(1);
            }
        }
        PreparedStatement add = database.prepared(ADD);
        new Row(add)
                .text(reading.site())
                .text(reading.device())
                .text(reading.kind().label());
        add.executeUpdate();
        try (ResultSet row = find.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
