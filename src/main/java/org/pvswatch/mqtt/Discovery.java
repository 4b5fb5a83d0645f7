package org.pvswatch.mqtt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pvswatch.incident.Kind;
import org.pvswatch.reading.Quality;

/** How devices are announced to Home Assistant: one message a device, all its entities in it. */
final class Discovery {
    private static final String PROBLEM = "problem";
    private static final String CONDITION = "condition";
    private static final String OK = "ok";
    private static final String ASLEEP = "asleep";

    private final Topics topics;

    Discovery(Topics topics) {
        this.topics = topics;
    }

    /** What a panel can be said to be: as its last record is, or what is wrong with it. */
    static String condition(Quality quality, String incident) {
        if (incident != null) {
            return incident;
        }
        return switch (quality) {
            case FRESH -> OK;
            case STALE -> ASLEEP;
            case SILENT, ABSENT, IMPLAUSIBLE -> quality.label();
        };
    }

    /** The site as a device. */
    Map<String, Object> ofSite(SiteNow now) {
        String device = topics.siteId();
        Map<String, Object> entities = new LinkedHashMap<>();
        for (Entity entity : Entity.OF_SITE) {
            if (now.knows(entity.key())) {
                Map<String, Object> told = entity.announced(device);
                if (!entity.isCounter()) {
                    availableWith(told, topics.heard());
                }
                entities.put(entity.shortKey(), told);
            }
        }
        entities.put(PROBLEM, problem(device, "Problem"));
        Map<String, Object> count =
                new Entity("incident_count", "Open incidents", null, null, "measurement", 0).announced(device);
        count.put("json_attr_t", topics.incidents());
        entities.put("incidents", count);
        Map<String, Object> last = new Entity("polled_at", "Last poll", "timestamp", null, null, -1).announced(device);
        last.put("ent_cat", "diagnostic");
        entities.put("polled_at", last);
        return device(Map.of("ids", List.of(device), "name", "Solar", "mf", "SunPower"), topics.state(), entities);
    }

    /** A panel as a device. */
    Map<String, Object> ofPanel(PanelsNow.PanelNow panel, String place) {
        String device = topics.panelId(panel.serial());
        Map<String, Object> entities = new LinkedHashMap<>();
        for (Entity entity : Entity.OF_PANEL) {
            Map<String, Object> told = entity.announced(device);
            if (!entity.isCounter()) {
                availableWith(told, topics.heard(panel.pvs()));
            }
            entities.put(entity.shortKey(), told);
        }
        entities.put(PROBLEM, problem(device, "Problem"));
        Map<String, Object> condition = new Entity(CONDITION, "Condition", "enum", null, null, -1).announced(device);
        condition.put("options", conditions());
        entities.put(CONDITION, condition);
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("ids", List.of(device));
        about.put("name", place == null ? "Panel " + panel.serial() : "Panel " + panel.serial() + " (" + place + ")");
        about.put("mf", "SunPower");
        about.put("sn", panel.serial());
        about.put("via_device", topics.siteId());
        return device(about, topics.panel(panel.serial()), entities);
    }

    private static List<String> conditions() {
        List<String> all = new ArrayList<>(List.of(OK, ASLEEP));
        Stream.of(Quality.SILENT, Quality.ABSENT, Quality.IMPLAUSIBLE)
                .map(Quality::label)
                .forEach(all::add);
        Stream.of(Kind.values()).map(Kind::label).forEach(all::add);
        return all;
    }

    private static Map<String, Object> problem(String device, String name) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("p", "binary_sensor");
        told.put("unique_id", device + "_" + PROBLEM);
        told.put("default_entity_id", "binary_sensor." + Entity.entityId(device, PROBLEM));
        told.put("name", name);
        told.put("dev_cla", PROBLEM);
        told.put("val_tpl", "{{ value_json.problem }}");
        return told;
    }

    /** What is of now also needs somebody who measures it; a counter is right as long as we are there. */
    private void availableWith(Map<String, Object> entity, String measured) {
        entity.put("avty", List.of(Map.of("t", topics.status()), Map.of("t", measured)));
        entity.put("avty_mode", "all");
    }

    private Map<String, Object> device(Map<String, ?> about, String state, Map<String, Object> entities) {
        Map<String, Object> device = new LinkedHashMap<>();
        device.put("dev", about);
        device.put("o", Map.of("name", "PVS Watch"));
        device.put("avty", List.of(Map.of("t", topics.status())));
        device.put("stat_t", state);
        device.put("qos", 1);
        device.put("cmps", entities);
        return device;
    }
}
