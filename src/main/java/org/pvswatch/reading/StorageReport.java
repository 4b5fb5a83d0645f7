package org.pvswatch.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The answer to {@code energy-storage-system/status}: what the parts of a battery system measure, which the device list
 * only names. Each quantity comes as {@code {"unit":"V","value":121.5}} and is read in the unit it says. A site without
 * battery answers without {@code ess_report}, and nothing is found.
 */
final class StorageReport {
    private static final String REPORT = "ess_report";
    private static final String SYSTEM = "Energy Storage System";

    /** Parts of the report by the word the device list has for such a device. */
    private static final Map<String, String> PARTS = Map.of(
            "battery_status", "ESS BMS",
            "ess_status", SYSTEM,
            "hub_plus_status", "HUB+",
            "inverter_status", "Storage Inverter");

    /** Members that only wrap others. */
    private static final Set<String> WRAPPERS = Set.of("ess_meter_reading", "reading");

    /** The unit a quantity's name ends in and the unit the report says: how much of the one the other is. */
    private static final Map<String, Double> UNITS = Map.ofEntries(
            Map.entry("kw kw", 1.0),
            Map.entry("kw w", 0.001),
            Map.entry("a a", 1.0),
            Map.entry("a ma", 0.001),
            Map.entry("v v", 1.0),
            Map.entry("v mv", 0.001),
            Map.entry("c c", 1.0),
            Map.entry("c degc", 1.0),
            Map.entry("c celsius", 1.0),
            Map.entry("percent %", 1.0),
            Map.entry("percent percent", 1.0));

    /** Fields by serial and, for a part without one, by its place. */
    private final Map<String, Map<String, String>> parts = new LinkedHashMap<>();

    static boolean speaks(ObjectNode document) {
        return document.path(REPORT).isObject();
    }

    void add(ObjectNode document) {
        JsonNode report = document.path(REPORT);
        PARTS.keySet().stream().sorted().forEach(name -> {
            for (JsonNode element : oneOrMany(report.path(name))) {
                addPart(PARTS.get(name), element, report.path(DeviceTimes.STORAGE_MEASURED));
            }
        });
        for (String ofSystem : List.of("ess_state", "pcs_settings")) {
            for (JsonNode state : oneOrMany(report.path(ofSystem))) {
                Map<String, String> fields = new LinkedHashMap<>();
                flatten("", state, fields);
                systems().forEach(system -> fields.forEach(system::putIfAbsent));
            }
        }
        for (JsonNode error : oneOrMany(document.path("errors"))) {
            addError(error);
        }
    }

    /** The devices of a list with what the report says of them, then those that only the report knows. */
    List<DeviceRecord> joinedTo(List<DeviceRecord> listed, String pvs, Instant polledAt) {
        Map<String, Map<String, String>> left = new LinkedHashMap<>(parts);
        List<DeviceRecord> joined = new ArrayList<>();
        for (DeviceRecord device : listed) {
            Map<String, String> told = left.remove(device.serial());
            joined.add(told == null ? device : device.joined(told));
        }
        left.forEach((key, told) -> joined.add(new DeviceRecord(
                pvs,
                polledAt,
                joined.size() + 1,
                DeviceRecord.Language.LEGACY,
                DeviceKind.STORAGE,
                told.getOrDefault("serial_number", ""),
                null,
                told)));
        return joined;
    }

    private void addPart(String deviceType, JsonNode element, JsonNode reportedWith) {
        Map<String, String> fields = new LinkedHashMap<>();
        flatten("", element, fields);
        if (fields.isEmpty()) {
            return;
        }
        if (reportedWith.isTextual()) {
            fields.putIfAbsent(DeviceTimes.STORAGE_MEASURED, reportedWith.asText());
        }
        fields.put("DEVICE_TYPE", deviceType);
        String serial = fields.getOrDefault("serial_number", "");
        Map<String, String> part =
                parts.computeIfAbsent(serial.isBlank() ? " " + parts.size() : serial, any -> new LinkedHashMap<>());
        fields.forEach(part::putIfAbsent);
    }

    private void addError(JsonNode error) {
        String serial = error.path("device_sn").asText("").trim();
        String code = error.path("error_code").asText("").trim();
        String text = "%s: %s (%s)"
                .formatted(
                        error.path("error_name").asText(""),
                        error.path("error_message").asText(""),
                        error.path("last_occurrence").asText(""));
        if (serial.isEmpty()) {
            systems().forEach(system -> system.put("error " + code, text));
        } else {
            parts.computeIfAbsent(serial, any -> new LinkedHashMap<>(Map.of("serial_number", serial)))
                    .put("error " + code, text);
        }
    }

    /** What speaks for the whole: the systems, or where none is told of, the first part. */
    private List<Map<String, String>> systems() {
        List<Map<String, String>> systems = parts.values().stream()
                .filter(part -> SYSTEM.equals(part.get("DEVICE_TYPE")))
                .toList();
        return systems.isEmpty() ? parts.values().stream().limit(1).toList() : systems;
    }

    private static Iterable<JsonNode> oneOrMany(JsonNode node) {
        return node.isObject() ? List.of(node) : node;
    }

    private static void flatten(String prefix, JsonNode object, Map<String, String> into) {
        object.properties().forEach(member -> {
            String name = prefix + member.getKey();
            JsonNode value = member.getValue();
            if (!prefix.isEmpty() && DeviceTimes.STORAGE_MEASURED.equals(member.getKey())) {
                return; // the part's own time is enough
            }
            if (value.has("value")) {
                putQuantity(name, value, into);
            } else if (WRAPPERS.contains(member.getKey())) {
                flatten(prefix, value, into);
            } else if (value.isObject()) {
                flatten(name + ".", value, into);
            } else if (!value.isNull() && !value.asText(value.toString()).isBlank()) {
                into.putIfAbsent(name, value.isValueNode() ? value.asText().trim() : value.toString());
            }
        });
    }

    private static void putQuantity(String name, JsonNode quantity, Map<String, String> into) {
        String text = quantity.path("value").asText("").trim();
        Double number = DeviceReader.number(text);
        String unit = quantity.path("unit").asText("").trim();
        Quantity known = Quantity.ofLegacyKey(name);
        if (number == null) {
            return;
        }
        if (known == null || unit.isEmpty()) {
            into.putIfAbsent(name, (text + " " + unit).trim());
            return;
        }
        String column = known.column();
        String wanted = column.substring(column.lastIndexOf('_') + 1);
        Double factor = UNITS.get(wanted + " " + unit.toLowerCase(Locale.ROOT).replace("\u00b0", "deg"));
        if ("c".equals(wanted) && unit.toUpperCase(Locale.ROOT).endsWith("F")) {
            into.putIfAbsent(name, Double.toString((number - 32) / 1.8));
        } else if (factor == null) {
            into.putIfAbsent(name + " in " + unit, text); // not understood, so it is no number of ours
        } else {
            into.putIfAbsent(name, Double.toString(number * factor));
        }
    }
}
