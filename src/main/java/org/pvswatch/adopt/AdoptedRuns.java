package org.pvswatch.adopt;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pvswatch.archive.Archive;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;

/**
 * Reads archived rows of {@code overview.csv} and {@code inverters.csv} as readings; word of the route {@code adopt-run}.
 *
 * <p>A row of the overview is what the live data of the PVS told, a row of an inverter what that one told; the moment of the
 * run counts as that of the measurement, for the script wrote no other. Thread-safe.
 */
public final class AdoptedRuns {
    private final String site;
    private final String pvs;
    private final ArchivedMoments moments;
    private final ArchivedRows archived = new ArchivedRows();

    /**
     * @param site id of the site
     * @param pvsIds ids of its PVSs; the old script knew one, so rows are of the first
     * @param archive asked whether the PVS itself answered at the same time
     */
    public AdoptedRuns(String site, String pvsIds, Archive archive) {
        this.site = site;
        this.pvs = pvsIds.split("\\s*,")[0].strip();
        this.moments = new ArchivedMoments(archive);
    }

    /**
     * The readings of one run of the script.
     *
     * @return none when the archive holds an answer of the PVS itself of the same time, which says more
     * @throws UnreadableRowException when the answer holds no rows of the script
     */
    public synchronized List<Reading> read(RawAnswer answer) throws UnreadableRowException, IOException {
        Instant at = answer.receivedAt();
        if (moments.answeredNear(at, ArchivedMoments.SAME_TIME)) {
            return List.of();
        }
        List<Reading> readings = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ScriptRow row : archived.rows(answer.body())) {
            Reading reading = row.table() == ScriptTable.OVERVIEW ? ofSite(row, at) : ofInverter(row, at);
            if (seen.add(reading.device())) {
                readings.add(reading);
            }
        }
        return readings;
    }

    private Reading ofSite(ScriptRow row, Instant at) {
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        put(values, Quantity.LIFETIME_PRODUCTION_KWH, row.counter(1));
        put(values, Quantity.LIFETIME_HOUSE_LOAD_KWH, row.counter(2));
        put(values, Quantity.LIFETIME_NET_IMPORT_KWH, row.counter(3));
        put(values, Quantity.PRODUCTION_KW, row.numbers().get(4));
        put(values, Quantity.HOUSE_LOAD_KW, row.numbers().get(5));
        put(values, Quantity.NET_IMPORT_KW, row.numbers().get(6));
        return reading(pvs + "-live", DeviceKind.LIVE_DATA, at, values);
    }

    private Reading ofInverter(ScriptRow row, Instant at) {
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        put(values, Quantity.POWER_KW, row.numbers().get(3));
        put(values, Quantity.LIFETIME_ENERGY_KWH, row.counter(4));
        return reading(row.serial(), DeviceKind.INVERTER, at, values);
    }

    private Reading reading(String device, DeviceKind kind, Instant at, Map<Quantity, Double> values) {
        return new Reading(site, pvs, device, kind, at, at, null, at, null, null, values, Map.of(), null);
    }

    private static void put(Map<Quantity, Double> values, Quantity quantity, Double value) {
        if (value != null) {
            values.put(quantity, value);
        }
    }
}
