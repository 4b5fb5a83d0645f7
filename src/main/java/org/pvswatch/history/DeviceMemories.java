package org.pvswatch.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;

/** Reads back what was known of devices at a moment of the past. Used under the lock of {@link History}. */
final class DeviceMemories {
    private static final String DEVICES =
            "SELECT id, serial, kind FROM device WHERE site = ? AND pvs = ? AND first_seen_at < ? ORDER BY serial";

    /** The cross join keeps to the order: down from the moment, one poll for each reading. */
    static final String READINGS = "SELECT reading.*, poll.polled_at FROM reading"
            + " CROSS JOIN poll WHERE poll.seq = reading.poll_seq AND reading.device_id = ? AND reading.at <= ?"
            + " AND reading.at >= ? AND poll.polled_at < ? ORDER BY reading.at DESC";

    private static final String QUALITY =
            "SELECT at, quality FROM device_quality WHERE device_id = ? AND at < ? ORDER BY at DESC LIMIT 1";
    private static final String FACTS = "SELECT name, value FROM device_property WHERE device_id = ? AND at <= ?"
            + " AND (name LIKE '" + DeviceMemory.IMPLAUSIBLE + "%' OR name IN ('" + DeviceMemory.LEARNED_RATING + "', '"
            + DeviceMemory.CLOCK_AHEAD + "')) ORDER BY at";

    /** The clock of a PVS may be ahead of ours and still count. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final Database database;

    DeviceMemories(Database database) {
        this.database = database;
    }

    private record Device(long id, String serial, DeviceKind kind) {}

    List<DeviceMemory> before(String site, String pvs, Instant before, Instant oldest) throws SQLException {
        List<Device> devices = new ArrayList<>();
        PreparedStatement select = database.prepared(DEVICES);
        new Row(select).text(site).text(pvs).moment(before);
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                devices.add(new Device(row.getLong(1), row.getString(2), DeviceKind.of(row.getString(3))));
            }
        }
        List<DeviceMemory> memories = new ArrayList<>();
        for (Device device : devices) {
            memories.add(memory(device, site, pvs, before, oldest));
        }
        return memories;
    }

    private DeviceMemory memory(Device device, String site, String pvs, Instant before, Instant oldest)
            throws SQLException {
        Map<String, String> facts = facts(device, before);
        Map<Quantity, DeviceMemory.Counted> counters = new EnumMap<>(Quantity.class);
        Set<Quantity> wanted = EnumSet.noneOf(Quantity.class);
        wanted.addAll(Quantity.counters(device.kind()));
        Reading latest = null;
        PreparedStatement select = database.prepared(READINGS);
        new Row(select)
                .whole(device.id())
                .moment(before.plus(AHEAD))
                .moment(oldest)
                .moment(before);
        try (ResultSet row = select.executeQuery()) {
            StoredReading readings = new StoredReading(row);
            while ((latest == null || !wanted.isEmpty()) && row.next()) {
                Reading reading =
                        readings.of(device.serial(), device.kind(), site, pvs, Row.moment(row, "polled_at"), null);
                if (reading.measuredAt() == null && device.kind() != DeviceKind.SUPERVISOR) {
                    continue;
                }
                latest = latest == null ? withDoubts(reading, facts) : latest;
                if (reading.at().isBefore(latest.at().minus(DeviceMemory.COUNTERS_KEPT))) {
                    break;
                }
                for (Quantity counter : List.copyOf(wanted)) {
                    if (reading.value(counter) != null) {
                        counters.put(counter, new DeviceMemory.Counted(reading.value(counter), reading.at()));
                        wanted.remove(counter);
                    }
                }
            }
        }
        return new DeviceMemory(device.serial(), device.kind(), latest, counters, facts, absentSince(device, before));
    }

    /** The values that were not believed of a measurement stand among the properties. */
    private static Reading withDoubts(Reading reading, Map<String, String> facts) {
        if (reading.quality() != Quality.IMPLAUSIBLE) {
            return reading;
        }
        Map<String, String> doubts = new HashMap<>();
        facts.forEach((name, value) -> {
            if (name.startsWith(DeviceMemory.IMPLAUSIBLE)
                    && reading.value(name.substring(DeviceMemory.IMPLAUSIBLE.length())) == null) {
                doubts.put(name, value);
            }
        });
        return reading.judged(reading.quality(), reading.values(), doubts);
    }

    private Map<String, String> facts(Device device, Instant before) throws SQLException {
        Map<String, String> facts = new HashMap<>();
        PreparedStatement select = database.prepared(FACTS);
        new Row(select).whole(device.id()).moment(before);
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                facts.put(row.getString(1), row.getString(2));
            }
        }
        return facts;
    }

    private Instant absentSince(Device device, Instant before) throws SQLException {
        PreparedStatement select = database.prepared(QUALITY);
        new Row(select).whole(device.id()).moment(before);
        try (ResultSet row = select.executeQuery()) {
            boolean absent = row.next() && Quality.of(row.getString("quality")) == Quality.ABSENT;
            return absent ? Row.moment(row, "at") : null;
        }
    }
}
