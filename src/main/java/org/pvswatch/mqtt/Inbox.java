package org.pvswatch.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * What inverters publish, until the next poll takes it: of each topic the newest message, word for word; of
 * what is no JSON object only how long it is. A message that is
 * too large, or the first of too many topics, is left out and said once. Thread-safe.
 */
final class Inbox {
    private static final int LARGEST_BYTES = 64 * 1024;
    private static final int MOST_TOPICS = 200;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String filter;
    private final String source;
    private final Clock clock;
    private final Map<String, String> newest = new TreeMap<>();
    private boolean said;

    Inbox(Map<String, String> settings, Clock clock) {
        this.filter = settings.get("mqtt.source.topic");
        this.source = settings.get("mqtt.source.id");
        this.clock = clock;
    }

    String filter() {
        return filter;
    }

    String source() {
        return source;
    }

    synchronized void put(String topic, byte[] payload, boolean retained) {
        boolean tooMany = newest.size() >= MOST_TOPICS && !newest.containsKey(topic);
        if (payload.length > LARGEST_BYTES || tooMany) {
            if (!said) {
                LoggerFactory.getLogger("ask-mqtt")
                        .warn(
                                "{} on '{}' is left out; look at mqtt.source.topic, it should hold inverters only",
                                tooMany ? "one of more than " + MOST_TOPICS + " topics" : payload.length + " bytes",
                                filter);
                said = true;
            }
        } else if (payload.length > 0) {
            newest.put(topic, told(topic, new String(payload, StandardCharsets.UTF_8), retained));
        }
    }

    /** All there is, as one document; {@code null} for nothing. */
    synchronized String take() {
        if (newest.isEmpty()) {
            return null;
        }
        String all = newest.values().stream().collect(Collectors.joining(",\n", "{\"messages\":[\n", "\n]}"));
        newest.clear();
        return all;
    }

    private String told(String topic, String payload, boolean retained) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return "{\"topic\":%s,\"received_at\":\"%s\",\"retained\":%b,%s}"
                .formatted(
                        quoted(topic),
                        now,
                        retained,
                        isObject(payload)
                                ? "\"payload\":" + payload
                                : "\"unread_characters\":"
                                        + payload.length()); // it might hold a secret that nobody finds
    }

    private static boolean isObject(String payload) {
        try {
            return JSON.readTree(payload).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text can always be written", e);
        }
    }
}
