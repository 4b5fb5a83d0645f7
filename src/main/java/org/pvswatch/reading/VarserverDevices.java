package org.pvswatch.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers the variables of the varserver documents of one answer into devices. Knows both layouts: {@code
 * /sys/devices/inverter/0/sn} and the early {@code /sys/devices/21/inverter/data}, whose value is an object. The index is a
 * place, not an identity.
 */
final class VarserverDevices {
    private static final String DEVICES = "/sys/devices/";
    private static final String LIVE_DATA = "/sys/livedata/";
    private static final String SUPERVISOR_SERIAL = "/sys/info/serialnum";

    private final Map<String, String> supervisor = new LinkedHashMap<>();
    private final Map<String, String> liveData = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> devices = new LinkedHashMap<>();

    static boolean speaks(ObjectNode document) {
        return document.path("values").isArray()
                || (document.fieldNames().hasNext()
                        && document.fieldNames().next().startsWith("/"));
    }

    /** @param cut whether the document breaks off; the device it breaks off in is then left out */
    void add(ObjectNode document, boolean cut) {
        Map<String, String> ofSupervisor = new LinkedHashMap<>();
        Map<String, String> ofLiveData = new LinkedHashMap<>();
        Map<String, Map<String, String>> ofDevices = new LinkedHashMap<>();
        Map<String, String> last = ofSupervisor;
        ObjectNode variables = variables(document);
        for (var names = variables.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            JsonNode value = variables.get(name);
            if (name.startsWith(LIVE_DATA)) {
                last = ofLiveData;
                put(ofLiveData, name.substring(LIVE_DATA.length()), value);
            } else if (name.startsWith(DEVICES)) {
                String[] parts = name.substring(DEVICES.length()).split("/", 3);
                if (parts.length == 3) {
                    String path = parts[0] + "/" + parts[1];
                    last = ofDevices.computeIfAbsent(path, key -> new LinkedHashMap<>());
                    putDevice(last, parts[2], value);
                }
            } else {
                last = ofSupervisor;
                put(ofSupervisor, name, value);
            }
        }
        if (cut) {
            last.clear();
        }
        supervisor.putAll(ofSupervisor);
        liveData.putAll(ofLiveData);
        ofDevices.forEach((path, fields) -> {
            if (!fields.isEmpty()) {
                devices.computeIfAbsent(path, key -> new LinkedHashMap<>()).putAll(fields);
            }
        });
    }

    /** @param before how many devices of the answer come before these */
    List<DeviceRecord> records(String pvs, Instant polledAt, int before) {
        List<DeviceRecord> records = new ArrayList<>();
        if (supervisor.containsKey(SUPERVISOR_SERIAL)) {
            add(records, pvs, polledAt, before, DeviceKind.SUPERVISOR, supervisor.get(SUPERVISOR_SERIAL), supervisor);
        }
        if (liveData.size() > 1) {
            add(records, pvs, polledAt, before, DeviceKind.LIVE_DATA, pvs + "-live", liveData);
        }
        devices.forEach((path, fields) ->
                add(records, pvs, polledAt, before, kind(path, fields), fields.getOrDefault("sn", ""), fields));
        return records;
    }

    private void add(
            List<DeviceRecord> records,
            String pvs,
            Instant polledAt,
            int before,
            DeviceKind kind,
            String serial,
            Map<String, String> fields) {
        records.add(new DeviceRecord(
                pvs,
                polledAt,
                before + records.size() + 1,
                DeviceRecord.Language.VARSERVER,
                kind,
                serial,
                DeviceTimes.parse(liveData.get(DeviceTimes.LIVE_MEASURED)),
                fields));
    }

    /** Both answer formats as one object of names and values. */
    private static ObjectNode variables(ObjectNode document) {
        if (!document.path("values").isArray()) {
            return document;
        }
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        for (JsonNode variable : document.path("values")) {
            variables.set(variable.path("name").asText(), variable.path("value"));
        }
        return variables;
    }

    private static void putDevice(Map<String, String> fields, String name, JsonNode value) {
        JsonNode data = value;
        if ("data".equals(name) && value.isTextual()) {
            data = AnswerDocuments.parse(value.asText());
        }
        if (data instanceof ObjectNode object) {
            fields.putAll(LegacyDevices.fields(object));
        } else {
            put(fields, name, value);
        }
    }

    private static void put(Map<String, String> fields, String name, JsonNode value) {
        fields.putAll(LegacyDevices.fields(JsonNodeFactory.instance.objectNode().set(name, value)));
    }

    private static DeviceKind kind(String path, Map<String, String> fields) {
        String[] parts = path.split("/", 2);
        String word = parts[0].matches("\\d+") ? parts[1] : parts[0];
        return switch (word) {
            case "inverter" -> DeviceKind.INVERTER;
            case "meter" ->
                LegacyDevices.meterKind("", fields.getOrDefault("prodMdlNm", ""), fields.getOrDefault("sn", ""));
            case "ess", "transfer_switch" -> DeviceKind.STORAGE;
            default -> DeviceKind.OTHER;
        };
    }
}
