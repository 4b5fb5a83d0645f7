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

    /** What was told of one moment, in one or more documents. */
    private record Told(
            Map<String, String> supervisor, Map<String, String> liveData, Map<String, Map<String, String>> devices) {
        static Told nothing() {
            return new Told(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        }

        /** Whether both tell of the same thing, but at different moments. */
        boolean isOfAnotherMomentThan(Told other) {
            return differ(liveData, other.liveData, DeviceTimes.LIVE_MEASURED)
                    || devices.entrySet().stream()
                            .anyMatch(device -> differ(
                                    device.getValue(),
                                    other.devices.getOrDefault(device.getKey(), Map.of()),
                                    DeviceTimes.VARSERVER_MEASURED));
        }

        private static boolean differ(Map<String, String> one, Map<String, String> other, String key) {
            return one.containsKey(key)
                    && other.containsKey(key)
                    && !one.get(key).equals(other.get(key));
        }

        void add(Told more) {
            supervisor.putAll(more.supervisor);
            liveData.putAll(more.liveData);
            more.devices.forEach((path, fields) ->
                    devices.computeIfAbsent(path, key -> new LinkedHashMap<>()).putAll(fields));
        }
    }

    private final List<Told> moments = new ArrayList<>();

    static boolean speaks(ObjectNode document) {
        return document.path("values").isArray()
                || (document.fieldNames().hasNext()
                        && document.fieldNames().next().startsWith("/"));
    }

    /** @param cut whether the document breaks off; the device it breaks off in is then left out */
    void add(ObjectNode document, boolean cut) {
        Told told = Told.nothing();
        Map<String, String> last = told.supervisor();
        ObjectNode variables = variables(document);
        for (var names = variables.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            JsonNode value = variables.get(name);
            if (name.startsWith(LIVE_DATA)) {
                last = told.liveData();
                put(last, name.substring(LIVE_DATA.length()), value);
            } else if (name.startsWith(DEVICES)) {
                String[] parts = name.substring(DEVICES.length()).split("/", 3);
                if (parts.length == 3) {
                    String path = parts[0] + "/" + parts[1];
                    last = told.devices().computeIfAbsent(path, key -> new LinkedHashMap<>());
                    putDevice(last, parts[2], value);
                }
            } else {
                last = told.supervisor();
                put(last, name, value);
            }
        }
        if (cut) {
            last.clear();
        }
        told.devices().values().removeIf(Map::isEmpty);
        if (moments.isEmpty() || told.isOfAnotherMomentThan(moments.get(moments.size() - 1))) {
            moments.add(told);
        } else {
            moments.get(moments.size() - 1).add(told);
        }
    }

    /** @param before how many devices of the answer come before these */
    List<DeviceRecord> records(String pvs, Instant polledAt, int before) {
        List<DeviceRecord> records = new ArrayList<>();
        for (Told told : moments) {
            Instant clock = DeviceTimes.parse(told.liveData().get(DeviceTimes.LIVE_MEASURED));
            Map<String, String> supervisor = told.supervisor();
            if (supervisor.containsKey(SUPERVISOR_SERIAL)) {
                String serial = supervisor.get(SUPERVISOR_SERIAL);
                add(records, pvs, polledAt, before, DeviceKind.SUPERVISOR, serial, clock, supervisor);
            }
            if (told.liveData().size() > 1) {
                add(records, pvs, polledAt, before, DeviceKind.LIVE_DATA, pvs + "-live", clock, told.liveData());
            }
            told.devices().forEach((path, fields) -> {
                String serial = fields.getOrDefault("sn", "");
                add(records, pvs, polledAt, before, kind(path, fields), serial, clock, fields);
            });
        }
        return records;
    }

    private void add(
            List<DeviceRecord> records,
            String pvs,
            Instant polledAt,
            int before,
            DeviceKind kind,
            String serial,
            Instant clock,
            Map<String, String> fields) {
        records.add(new DeviceRecord(
                pvs,
                polledAt,
                before + records.size() + 1,
                DeviceRecord.Language.VARSERVER,
                kind,
                serial,
                clock,
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
