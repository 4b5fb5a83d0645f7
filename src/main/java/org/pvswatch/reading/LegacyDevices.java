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

/** Takes a DeviceList document apart. */
final class LegacyDevices {
    private static final Set<String> STORAGE = Set.of(
            "HUB+",
            "ESS HUB",
            "PV DISCONNECT",
            "GATEWAY",
            "STORAGE INVERTER",
            "ESS BMS",
            "BATTERY",
            "ENERGY STORAGE SYSTEM");

    private LegacyDevices() {}

    static boolean speaks(ObjectNode document) {
        return document.path("devices").isArray();
    }

    static List<DeviceRecord> of(ObjectNode document, String pvs, Instant polledAt) {
        List<DeviceRecord> devices = new ArrayList<>();
        for (JsonNode device : document.path("devices")) {
            Map<String, String> fields = fields(device);
            devices.add(new DeviceRecord(
                    pvs,
                    polledAt,
                    devices.size() + 1,
                    DeviceRecord.Language.LEGACY,
                    kind(fields),
                    fields.getOrDefault("SERIAL", ""),
                    DeviceTimes.clock(fields),
                    fields));
        }
        return devices;
    }

    /** The members of an object as trimmed text, without those that hold no value. */
    static Map<String, String> fields(JsonNode device) {
        Map<String, String> fields = new LinkedHashMap<>();
        device.properties().forEach(field -> {
            JsonNode value = field.getValue();
            String text = value.isValueNode() ? value.asText().trim() : value.toString();
            if (!value.isNull() && !text.isEmpty() && !"null".equals(text)) {
                fields.put(field.getKey(), text);
            }
        });
        return fields;
    }

    private static DeviceKind kind(Map<String, String> fields) {
        String type = fields.getOrDefault("DEVICE_TYPE", "").toUpperCase(Locale.ROOT);
        return switch (type) {
            case "PVS" -> DeviceKind.SUPERVISOR;
            case "INVERTER" -> DeviceKind.INVERTER;
            case "POWER METER" ->
                meterKind(
                        fields.getOrDefault("TYPE", ""),
                        fields.getOrDefault("MODEL", ""),
                        fields.getOrDefault("SERIAL", ""));
            default -> STORAGE.contains(type) ? DeviceKind.STORAGE : DeviceKind.OTHER;
        };
    }

    /** A meter's kind by its type, else by the small letter its model or its serial ends with. */
    static DeviceKind meterKind(String type, String model, String serial) {
        if (type.endsWith("METER-P")) {
            return DeviceKind.PRODUCTION_METER;
        }
        if (type.endsWith("METER-C")) {
            return DeviceKind.CONSUMPTION_METER;
        }
        for (String name : List.of(model, serial)) {
            if (name.endsWith("p")) {
                return DeviceKind.PRODUCTION_METER;
            }
            if (name.endsWith("c")) {
                return DeviceKind.CONSUMPTION_METER;
            }
        }
        return DeviceKind.OTHER;
    }
}
