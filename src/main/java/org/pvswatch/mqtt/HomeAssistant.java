package org.pvswatch.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pvswatch.history.History;

/**
 * What the topics of the site shall hold, by its newest poll, and which of them hold something else; word of the route
 * {@code publish-mqtt}. Thread-safe.
 */
public final class HomeAssistant {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Topics topics;
    private final Discovery discovery;
    private final String site;
    private final Map<String, String> places;
    private final Duration heardFor;
    private final History history;
    private final Clock clock;
    private final MqttLink link;
    private final SiteNow siteNow;
    private final PanelsNow panelsNow;
    private final Announced announced;
    private final Map<String, String> told = new HashMap<>();
    private int session = -1;

    /**
     * @param settings all settings in force
     * @param folder where it is noted which devices were announced
     * @param history what is told
     * @param clock says how long a PVS has been silent
     * @param link to the broker
     */
    public HomeAssistant(Map<String, String> settings, String folder, History history, Clock clock, MqttLink link) {
        this.topics = new Topics(settings);
        this.discovery = new Discovery(topics);
        this.site = settings.get("site.id");
        this.places = places(settings.get("letter.panel-names"));
        int nightMinutes = Integer.parseInt(settings.get("pvs.night-minutes"));
        this.heardFor = Duration.ofMinutes(nightMinutes + Long.parseLong(settings.get("reading.stale-minutes")));
        this.history = history;
        this.clock = clock;
        this.link = link;
        this.siteNow = new SiteNow(site, history);
        this.panelsNow = new PanelsNow(site, history);
        this.announced = new Announced(Path.of(folder).resolve("mqtt.json"));
    }

    /** What is to be told now, in order: devices, what they show, and last that they are there. */
    public synchronized List<Message> messages() throws SQLException, IOException {
        if (link.session() != session) {
            session = link.session();
            told.clear();
        }
        List<Message> messages = new ArrayList<>();
        if (topics.tells()) {
            Map<String, String> wanted = siteNow.look() ? wanted() : new LinkedHashMap<>();
            if (!wanted.isEmpty()) {
                announced.gone(wanted.keySet()).forEach(topic -> messages.add(new Message(topic, "")));
            }
            wanted.put(topics.status(), Topics.ONLINE);
            wanted.forEach((topic, payload) -> {
                if (!payload.equals(told.get(topic))) {
                    messages.add(new Message(topic, payload));
                }
            });
        }
        return messages;
    }

    /** A message was taken by the broker. */
    public synchronized void told(Message message) throws IOException {
        told.put(message.topic(), message.payload());
        if (message.topic().endsWith("/config")) {
            announced.note(message.topic(), !message.payload().isEmpty());
        }
    }

    private Map<String, String> wanted() throws SQLException, JsonProcessingException {
        Map<String, String> devices = new LinkedHashMap<>();
        Map<String, String> states = new LinkedHashMap<>();
        OpenIncidents incidents = OpenIncidents.of(site, history);
        devices.put(topics.config(topics.siteId()), JSON.writeValueAsString(discovery.ofSite(siteNow)));
        Map<String, Object> state = rounded(siteNow.numbers());
        state.put("incident_count", incidents.count());
        state.put("problem", onOff(incidents.count() > 0));
        state.put("polled_at", siteNow.polledAt().toString());
        states.put(topics.incidents(), JSON.writeValueAsString(incidents.told()));
        for (PanelsNow.PanelNow panel : panelsNow.look(siteNow.heard())) {
            String place = places.get(panel.serial());
            devices.put(
                    topics.config(topics.panelId(panel.serial())),
                    JSON.writeValueAsString(discovery.ofPanel(panel, place)));
            String kind = incidents.kindOf(panel.serial());
            Map<String, Object> shown = rounded(panel.numbers());
            shown.put("condition", Discovery.condition(panel.quality(), kind));
            shown.put("problem", onOff(kind != null));
            states.put(topics.panel(panel.serial()), JSON.writeValueAsString(shown));
        }
        states.put(topics.state(), JSON.writeValueAsString(state));
        Map<String, String> wanted = topics.announces() ? devices : new LinkedHashMap<>();
        wanted.putAll(states);
        boolean any = false;
        for (Map.Entry<String, Instant> pvs : siteNow.heard().entrySet()) {
            boolean heard = Duration.between(pvs.getValue(), clock.instant()).compareTo(heardFor) <= 0;
            any |= heard;
            wanted.put(topics.heard(pvs.getKey()), heard ? Topics.ONLINE : Topics.OFFLINE);
        }
        wanted.put(topics.heard(), any ? Topics.ONLINE : Topics.OFFLINE);
        return wanted;
    }

    private static Map<String, Object> rounded(Map<String, Double> numbers) {
        Map<String, Object> rounded = new TreeMap<>();
        numbers.forEach((key, number) -> rounded.put(key, number == null ? null : Math.round(number * 1e3) / 1e3));
        return rounded;
    }

    private static String onOff(boolean on) {
        return on ? "ON" : "OFF";
    }

    /** {@code E00123: row 2, left; ...} */
    private static Map<String, String> places(String written) {
        Map<String, String> places = new HashMap<>();
        for (String entry : written.split(";")) {
            int colon = entry.indexOf(':');
            if (colon > 0) {
                places.put(
                        entry.substring(0, colon).trim(),
                        entry.substring(colon + 1).trim());
            }
        }
        return places;
    }
}
