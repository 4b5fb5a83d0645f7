package org.pvswatch.mqtt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One entity of Home Assistant, as it is announced.
 *
 * @param key of its value in the state, unit last; the end of its ids
 * @param name behind that of its device
 * @param deviceClass of Home Assistant, {@code null} for none
 * @param unit {@code null} for none
 * @param stateClass {@code null} for what has no statistics
 * @param decimals to show, -1 for as it comes
 */
record Entity(String key, String name, String deviceClass, String unit, String stateClass, int decimals) {
    private static final String MEASUREMENT = "measurement";
    private static final String RISING = "total_increasing";

    static final List<Entity> OF_SITE = List.of(
            power("production_power_kw", "Production"),
            power("house_load_power_kw", "House load"),
            power("net_import_power_kw", "Net import"),
            power("import_power_kw", "Import"),
            power("export_power_kw", "Export"),
            power("battery_discharge_power_kw", "Battery discharge"),
            new Entity("state_of_charge_percent", "Battery charge", "battery", "%", MEASUREMENT, 0),
            energy("production_energy_kwh", "Production energy", RISING),
            energy("house_load_energy_kwh", "House load energy", RISING),
            energy("import_energy_kwh", "Import energy", RISING),
            energy("export_energy_kwh", "Export energy", RISING),
            energy("net_import_energy_kwh", "Net import energy", "total"));

    static final List<Entity> OF_PANEL = List.of(
            power("power_kw", "Power"),
            energy("lifetime_energy_kwh", "Energy", RISING),
            new Entity("heatsink_temp_c", "Temperature", "temperature", "°C", MEASUREMENT, 1),
            new Entity("dc_voltage_v", "DC voltage", "voltage", "V", MEASUREMENT, 1),
            new Entity("voltage_v", "AC voltage", "voltage", "V", MEASUREMENT, 1));

    private static Entity power(String key, String name) {
        return new Entity(key, name, "power", "kW", MEASUREMENT, 3);
    }

    private static Entity energy(String key, String name, String stateClass) {
        return new Entity(key, name, "energy", "kWh", stateClass, 1);
    }

    /** Whether its value is held when nothing is heard. */
    boolean isCounter() {
        return "energy".equals(deviceClass);
    }

    /** Its key without the unit. */
    String shortKey() {
        return key.replaceFirst("_(kwh?|percent|v|c)$", "");
    }

    /**
     * What every sensor has.
     *
     * @param device what its device is called
     */
    Map<String, Object> announced(String device) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("p", "sensor");
        told.put("unique_id", device + "_" + shortKey());
        told.put("default_entity_id", "sensor." + entityId(device, shortKey()));
        told.put("name", name);
        put(told, "dev_cla", deviceClass);
        put(told, "unit_of_meas", unit);
        put(told, "stat_cla", stateClass);
        if (decimals >= 0) {
            told.put("sug_dsp_prc", decimals);
        }
        told.put("val_tpl", "{{ value_json." + key + " }}");
        return told;
    }

    /** Letters, digits and lines, as Home Assistant wants them. */
    static String entityId(String device, String key) {
        return (device + "_" + key)
                .replace("pvswatch", "solar")
                .toLowerCase(java.util.Locale.ROOT)
                .replace('-', '_');
    }

    private static void put(Map<String, Object> told, String key, String value) {
        if (value != null) {
            told.put(key, value);
        }
    }
}
