package org.pvswatch.mqtt;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pvswatch.history.DeviceMemory;
import org.pvswatch.history.History;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Quantity;

/** The panels by what history last heard of each. Used under the lock of {@link HomeAssistant}. */
final class PanelsNow {
    /** A panel missing for longer is gone: replaced, or taken down. */
    private static final Duration GONE = Duration.ofDays(30);

    private final History history;
    private final String site;
    private final Map<String, HeldCounter> counters = new TreeMap<>();

    PanelsNow(String site, History history) {
        this.site = site;
        this.history = history;
    }

    /**
     * A panel now.
     *
     * @param pvs id of the PVS that hears it
     * @param serial of its inverter
     * @param quality what is said of its last record
     * @param numbers by their keys; {@code null} for what is not known now
     */
    record PanelNow(String pvs, String serial, Quality quality, Map<String, Double> numbers) {}

    /**
     * All panels of a site, by serial.
     *
     * @param heard when each PVS answered last
     */
    List<PanelNow> look(Map<String, Instant> heard) throws SQLException {
        Map<String, PanelNow> panels = new TreeMap<>();
        for (Map.Entry<String, Instant> pvs : heard.entrySet()) {
            Instant after = pvs.getValue().plusMillis(1);
            for (DeviceMemory device : history.memory(site, pvs.getKey(), after, after.minus(GONE))) {
                if (isPanel(device, after)) {
                    panels.put(device.device(), panel(pvs.getKey(), device, after));
                }
            }
        }
        counters.keySet().retainAll(panels.keySet());
        return new ArrayList<>(panels.values());
    }

    private static boolean isPanel(DeviceMemory device, Instant now) {
        return device.kind() == DeviceKind.INVERTER
                && !device.device().contains("~") // one record too many, no device
                && (device.absentSince() == null || device.absentSince().isAfter(now.minus(GONE)));
    }

    private PanelNow panel(String pvs, DeviceMemory device, Instant now) throws SQLException {
        Quality quality =
                history.qualities(site, device.device(), now, now).get(0).quality();
        boolean ofNow = device.latest() != null && (quality == Quality.FRESH || quality == Quality.IMPLAUSIBLE);
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("power_kw", ofNow ? device.latest().value(Quantity.POWER_KW) : null);
        numbers.put("heatsink_temp_c", ofNow ? device.latest().value(Quantity.HEATSINK_TEMP_C) : null);
        numbers.put("dc_voltage_v", ofNow ? device.latest().value(Quantity.DC_VOLTAGE_V) : null);
        numbers.put("voltage_v", ofNow ? device.latest().value(Quantity.VOLTAGE_V) : null);
        HeldCounter counter = counters.computeIfAbsent(device.device(), any -> new HeldCounter());
        DeviceMemory.Counted counted = device.latest() == null ? null : device.counter(Quantity.LIFETIME_ENERGY_KWH);
        if (counted != null) {
            counter.take(counted.kwh(), counted.at());
        }
        numbers.put("lifetime_energy_kwh", counter.kwh());
        return new PanelNow(pvs, device.device(), quality, numbers);
    }
}
