package org.pvswatch.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;

/** The devices history knows, what each last said of itself and what was said of it. Part of a transaction of {@link History}. */
final class Devices {
    private static final String FIND = "SELECT id, pvs, first_seen_at FROM device WHERE site = ? AND serial = ?";
    private static final String ADD = "INSERT INTO device (id, site, serial, kind, pvs, first_seen_at)"
            + " VALUES ((SELECT coalesce(max(id), 0) + 1 FROM device), ?, ?, ?, ?, ?)";
    private static final String SEEN = "UPDATE device SET pvs = ?, first_seen_at ="
            + " CASE WHEN first_seen_at < ? THEN first_seen_at ELSE ? END WHERE id = ? RETURNING first_seen_at";
    private static final String QUALITY_BEFORE =
            "SELECT quality FROM device_quality WHERE device_id = ? AND at < ? ORDER BY at DESC LIMIT 1";
    private static final String SET_QUALITY = "INSERT INTO device_quality (device_id, at, quality)"
            + " VALUES (?, ?, ?) ON CONFLICT (device_id, at) DO UPDATE SET quality = excluded.quality";
    private static final String LAST_LIFETIME = "SELECT at, lifetime_energy_kwh FROM reading WHERE device_id = ?"
            + " AND at <= ? AND at >= ? AND lifetime_energy_kwh IS NOT NULL ORDER BY at DESC LIMIT 1";
    private static final String DROP_QUALITY = "DELETE FROM device_quality WHERE device_id = ? AND at = ?";
    private static final String PROPERTY_BEFORE = "SELECT value FROM device_property"
            + " WHERE device_id = ? AND name = ? AND at <= ? ORDER BY at DESC LIMIT 1";
    private static final String ADD_PROPERTY = "INSERT INTO device_property (device_id, name, at, value)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (device_id, name, at) DO UPDATE SET value = excluded.value";

    /** An inverter that told nothing for longer is not carried in sums any more. */
    private static final Duration CARRIED = Duration.ofDays(366);

    private final Database database;
    private final Map<String, Known> known = new HashMap<>();

    Devices(Database database) {
        this.database = database;
    }

    /** A lifetime energy as last told; {@code null} when it never was. */
    private record Lifetime(long at, Double kwh) {}

    /** What is held in memory of a device. */
    private static final class Known {
        private final long id;
        private final Map<String, String> properties = new HashMap<>();
        private String pvs;
        private long firstSeenAt;
        private Quality quality;
        private long qualityAt = Long.MIN_VALUE;
        private Lifetime lifetime;

        private Known(long id, String pvs, long firstSeenAt) {
            this.id = id;
            this.pvs = pvs;
            this.firstSeenAt = firstSeenAt;
        }
    }

    /** Forgets what a transaction that failed had added. */
    void forget() {
        known.clear();
    }

    /** The id of a reading's device, made known if it is new, its changed properties and quality noted. */
    long idOf(Reading reading) throws SQLException {
        String key = reading.site() + " " + reading.device();
        Known device = known.get(key);
        if (device == null) {
            device = findOrAdd(reading);
            known.put(key, device);
        }
        long polledAt = reading.polledAt().toEpochMilli();
        if (polledAt < device.firstSeenAt || !reading.pvs().equals(device.pvs)) {
            seen(device, reading.pvs(), polledAt);
        }
        for (Map.Entry<String, String> property : reading.properties().entrySet()) {
            if (!property.getValue().equals(device.properties.get(property.getKey()))) {
                note(
                        device,
                        property.getKey(),
                        property.getValue(),
                        reading.at().toEpochMilli());
            }
        }
        if (reading.quality() != null && (reading.quality() != device.quality || polledAt < device.qualityAt)) {
            note(device, reading.quality(), polledAt);
        }
        long at = reading.at().toEpochMilli();
        Double lifetimeKwh = reading.value(Quantity.LIFETIME_ENERGY_KWH);
        if (lifetimeKwh != null && device.lifetime != null && device.lifetime.at() <= at) {
            device.lifetime = new Lifetime(at, lifetimeKwh);
        }
        return device.id;
    }

    /** The lifetime energy an inverter last told before a reading that does not, {@code null} when it never did. */
    Double lastLifetimeKwh(Reading reading) throws SQLException {
        idOf(reading);
        Known device = known.get(reading.site() + " " + reading.device());
        if (device.lifetime == null) {
            PreparedStatement last = database.prepared(LAST_LIFETIME);
            new Row(last)
                    .whole(device.id)
                    .moment(reading.polledAt())
                    .moment(reading.polledAt().minus(CARRIED));
            try (ResultSet row = last.executeQuery()) {
                device.lifetime = row.next()
                        ? new Lifetime(row.getLong(1), row.getDouble(2))
                        : new Lifetime(Long.MIN_VALUE, null);
            }
        }
        return device.lifetime.kwh();
    }

    /** Has lifetime energies looked up anew, because polls were stored that do not follow one another. */
    void forgetLifetimes() {
        known.values().forEach(device -> device.lifetime = null);
    }

    private void seen(Known device, String pvs, long polledAt) throws SQLException {
        PreparedStatement update = database.prepared(SEEN);
        new Row(update).text(pvs).whole(polledAt).whole(polledAt).whole(device.id);
        try (ResultSet row = update.executeQuery()) {
            row.next();
            device.firstSeenAt = row.getLong(1);
        }
        device.pvs = pvs;
    }

    private void note(Known device, String name, String value, long at) throws SQLException {
        PreparedStatement before = database.prepared(PROPERTY_BEFORE);
        new Row(before).whole(device.id).text(name).whole(at);
        boolean same;
        try (ResultSet row = before.executeQuery()) {
            same = row.next() && value.equals(row.getString(1));
        }
        if (!same) {
            PreparedStatement add = database.prepared(ADD_PROPERTY);
            new Row(add).whole(device.id).text(name).whole(at).text(value);
            add.executeUpdate();
        }
        device.properties.put(name, value);
    }

    private void note(Known device, Quality quality, long at) throws SQLException {
        PreparedStatement before = database.prepared(QUALITY_BEFORE);
        new Row(before).whole(device.id).whole(at);
        Quality until;
        try (ResultSet row = before.executeQuery()) {
            until = row.next() ? Quality.of(row.getString(1)) : Quality.FRESH;
        }
        PreparedStatement write = database.prepared(quality == until ? DROP_QUALITY : SET_QUALITY);
        Row row = new Row(write).whole(device.id).whole(at);
        if (quality != until) {
            row.text(quality.label());
        }
        write.executeUpdate();
        if (at >= device.qualityAt) {
            device.quality = quality;
            device.qualityAt = at;
        }
    }

    private Known findOrAdd(Reading reading) throws SQLException {
        PreparedStatement find = database.prepared(FIND);
        new Row(find).text(reading.site()).text(reading.device());
        Known found = known(find);
        if (found != null) {
            return found;
        }
        PreparedStatement add = database.prepared(ADD);
        new Row(add)
                .text(reading.site())
                .text(reading.device())
                .text(reading.kind().label())
                .text(reading.pvs())
                .moment(reading.polledAt());
        add.executeUpdate();
        return known(find);
    }

    private static Known known(PreparedStatement find) throws SQLException {
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? new Known(row.getLong(1), row.getString(2), row.getLong(3)) : null;
        }
    }
}
