package org.pvswatch.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Home Assistant takes as the announcement of a device, stricter than it is: it ignores keys that it does not know, and we
 * must not write any. Source: its components mqtt (discovery, schemas), sensor (const) and energy (validate).
 */
public final class HomeAssistantRules {
    private static final Set<String> ROOT =
            Set.of("dev", "o", "cmps", "avty", "avty_mode", "stat_t", "qos", "encoding");
    private static final Set<String> DEVICE =
            Set.of("ids", "cns", "name", "mf", "mdl", "sn", "sw", "hw", "via_device", "cu", "sa");
    private static final Set<String> COMPONENT = Set.of(
            "p",
            "unique_id",
            "default_entity_id",
            "name",
            "dev_cla",
            "val_tpl",
            "avty",
            "avty_mode",
            "ent_cat",
            "json_attr_t",
            "en",
            "ic");
    private static final Set<String> SENSOR = Set.of("unit_of_meas", "stat_cla", "sug_dsp_prc", "options");
    private static final Map<String, Set<String>> UNITS = Map.of(
            "energy", Set.of("Wh", "kWh", "MWh"),
            "power", Set.of("W", "kW", "MW"),
            "voltage", Set.of("V", "mV"),
            "current", Set.of("A", "mA"),
            "frequency", Set.of("Hz"),
            "temperature", Set.of("°C", "°F", "K"),
            "battery", Set.of("%"),
            "duration", Set.of("s", "min", "h"));
    private static final Set<String> WITHOUT_UNIT = Set.of("timestamp", "enum");
    private static final Set<String> COUNTING = Set.of("total", "total_increasing");
    private static final Pattern TOPIC = Pattern.compile("[a-z_]+/device/([A-Za-z0-9_-]+)/config");
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{ value_json\\.([a-z0-9_]+) }}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> broken = new ArrayList<>();
    private final Set<String> uniqueIds = new HashSet<>();
    private final Set<String> entityIds = new HashSet<>();
    private final Set<String> devices = new HashSet<>();
    private final Set<String> throughDevices = new HashSet<>();
    private final Set<String> inEnergyDashboard = new HashSet<>();

    /** Holds all announcements among the topics, and the states they lead to, against the rules. */
    public static HomeAssistantRules of(Map<String, String> topics) throws IOException {
        HomeAssistantRules rules = new HomeAssistantRules();
        for (Map.Entry<String, String> topic : topics.entrySet()) {
            if (topic.getKey().endsWith("/config")) {
                rules.device(topic.getKey(), JSON.readTree(topic.getValue()), topics);
            }
        }
        rules.throughDevices.removeAll(rules.devices);
        rules.throughDevices.forEach(id -> rules.broken.add("no device is called " + id));
        return rules;
    }

    /** What is against the rules. */
    public List<String> broken() {
        return broken;
    }

    /** Entities that the energy dashboard offers. */
    public Set<String> inEnergyDashboard() {
        return inEnergyDashboard;
    }

    private void require(boolean good, String rule) {
        if (!good) {
            broken.add(rule);
        }
    }

    private void known(String where, JsonNode object, Set<String> keys) {
        object.fieldNames().forEachRemaining(key -> require(keys.contains(key), where + " has the key " + key));
    }

    private void device(String topic, JsonNode payload, Map<String, String> topics) throws IOException {
        Matcher name = TOPIC.matcher(topic);
        require(name.matches(), topic + " is no topic of a device");
        known(topic, payload, ROOT);
        known(topic, payload.path("dev"), DEVICE);
        require(payload.path("dev").path("ids").size() > 0, topic + " has no ids");
        payload.path("dev").path("ids").forEach(id -> devices.add(id.asText()));
        if (payload.path("dev").has("via_device")) {
            throughDevices.add(payload.path("dev").path("via_device").asText());
        }
        require(!payload.path("o").path("name").asText().isEmpty(), topic + " has no origin");
        require(payload.path("cmps").size() > 0, topic + " has no components");
        JsonNode state =
                JSON.readTree(topics.getOrDefault(payload.path("stat_t").asText(), "null"));
        require(state.isObject(), topic + " leads to no state");
        for (Map.Entry<String, JsonNode> each : payload.path("cmps").properties()) {
            require(each.getKey().matches("[A-Za-z0-9_-]+"), each.getKey() + " is no id");
            component(each.getValue(), payload, state, topics);
        }
    }

    private void component(JsonNode told, JsonNode device, JsonNode state, Map<String, String> topics) {
        String id = told.path("unique_id").asText();
        String platform = told.path("p").asText();
        boolean sensor = "sensor".equals(platform);
        require(Set.of("sensor", "binary_sensor").contains(platform), id + " is of platform " + platform);
        Set<String> keys = new HashSet<>(COMPONENT);
        keys.addAll(sensor ? SENSOR : Set.of());
        known(id, told, keys);
        require(!id.isEmpty() && uniqueIds.add(id), "the unique id '" + id + "' is missing or taken");
        String entity = told.path("default_entity_id").asText();
        require(entity.matches(platform + "\\.[a-z0-9_]+") && entityIds.add(entity), id + " is to be " + entity);
        String deviceName = device.path("dev").path("name").asText();
        require(!told.path("name").asText().contains(deviceName), id + " repeats its device's name");
        JsonNode availability = told.has("avty") ? told.path("avty") : device.path("avty");
        availability.forEach(each -> require(
                Set.of("online", "offline")
                        .contains(topics.getOrDefault(each.path("t").asText(), "")),
                id + " depends on " + each.path("t").asText()));
        require(availability.size() > 0, id + " is always available");
        Matcher template = TEMPLATE.matcher(told.path("val_tpl").asText());
        if (!template.matches() || !state.has(template.group(1))) {
            broken.add(id + " has the template " + told.path("val_tpl").asText());
            return;
        }
        value(id, told, state.get(template.group(1)), sensor);
        if (sensor) {
            classes(id, told, state.get(template.group(1)));
        }
    }

    private void value(String id, JsonNode told, JsonNode value, boolean sensor) {
        String deviceClass = told.path("dev_cla").asText();
        if (!sensor) {
            require(Set.of("ON", "OFF").contains(value.asText()), id + " shows " + value);
        } else if ("enum".equals(deviceClass)) {
            List<String> options = new ArrayList<>();
            told.path("options").forEach(option -> options.add(option.asText()));
            require(options.contains(value.asText()), id + " shows " + value);
        } else if ("timestamp".equals(deviceClass)) {
            require(
                    value.asText().matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(Z|[+-]\\d\\d:\\d\\d)"),
                    id + " shows " + value);
        } else {
            require(value.isNumber() || value.isNull(), id + " shows " + value);
        }
    }

    private void classes(String id, JsonNode told, JsonNode value) {
        String deviceClass = told.path("dev_cla").asText();
        String unit = told.path("unit_of_meas").asText();
        String stateClass = told.path("stat_cla").asText();
        if (WITHOUT_UNIT.contains(deviceClass)) {
            require(unit.isEmpty() && stateClass.isEmpty(), id + " has a unit or a state class");
            require("enum".equals(deviceClass) == told.has("options"), id + " and its options");
            return;
        }
        require(deviceClass.isEmpty() || UNITS.containsKey(deviceClass), id + " is of class " + deviceClass);
        require(
                deviceClass.isEmpty()
                        ? unit.isEmpty()
                        : UNITS.getOrDefault(deviceClass, Set.of()).contains(unit),
                id + " is in " + unit);
        boolean energy = "energy".equals(deviceClass);
        require(
                energy ? COUNTING.contains(stateClass) : "measurement".equals(stateClass),
                id + " is of state class " + stateClass);
        if (energy && value.asDouble(-1) >= 0) {
            inEnergyDashboard.add(told.path("default_entity_id").asText());
        }
    }
}
