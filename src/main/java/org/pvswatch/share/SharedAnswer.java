package org.pvswatch.share;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pvswatch.archive.RawAnswer;

/**
 * One answer of a PVS taken apart into its documents: a device list and perhaps the state of a battery, or variables. Immutable.
 *
 * @param receivedAt when we had it
 * @param deviceList as it came, {@code null} for a PVS that speaks of variables
 * @param battery as it came, {@code null} when it was not asked for
 * @param variables by name, empty for an open PVS
 */
record SharedAnswer(Instant receivedAt, String deviceList, String battery, Map<String, JsonNode> variables) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Empty for a refusal, and for what is cut off or no PVS's. */
    static Optional<SharedAnswer> of(RawAnswer answer) {
        String list = null;
        String battery = null;
        Map<String, JsonNode> variables = new TreeMap<>();
        try {
            for (String document : documents(answer.body())) {
                JsonNode root = JSON.readTree(document);
                if (root.path("devices").isArray()) {
                    list = document;
                } else if (root.has("ess_report")) {
                    battery = document;
                } else {
                    addVariables(root, variables);
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        boolean whole = answer.httpStatus() == RawAnswer.OK && (list != null || hasDevices(variables));
        return whole ? Optional.of(new SharedAnswer(answer.receivedAt(), list, battery, variables)) : Optional.empty();
    }

    private static boolean hasDevices(Map<String, JsonNode> variables) {
        return variables.keySet().stream().anyMatch(name -> name.startsWith("/sys/devices/"));
    }

    private static void addVariables(JsonNode root, Map<String, JsonNode> variables) {
        root.properties().forEach(member -> {
            if (member.getKey().startsWith("/")) {
                variables.put(member.getKey(), member.getValue());
            }
        });
    }

    /** Each document as it came. */
    private static List<String> documents(String text) throws IOException {
        List<String> documents = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken token = parser.nextToken();
            while (token != null) {
                int from = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                documents.add(
                        text.substring(from, (int) parser.currentLocation().getCharOffset()));
                token = parser.nextToken();
            }
        }
        return documents;
    }

    boolean isLegacy() {
        return deviceList != null;
    }

    /** Who it is, in the words of {@code supervisor/info}. */
    String info() throws IOException {
        Map<String, Object> told = new TreeMap<>();
        if (isLegacy()) {
            for (JsonNode device : JSON.readTree(deviceList).path("devices")) {
                if ("PVS".equals(device.path("DEVICE_TYPE").asText())) {
                    told.put("SERIAL", device.path("SERIAL").asText());
                    told.put("SWVER", device.path("SWVER").asText());
                    told.put("MODEL", device.path("MODEL").asText().replace("PV Supervisor ", ""));
                }
            }
        } else {
            told.put("SERIAL", text("/sys/info/serialnum"));
            told.put("SWVER", text("/sys/info/sw_rev"));
            told.put("MODEL", text("/sys/info/model"));
        }
        return JSON.writeValueAsString(new TreeMap<>(Map.of("result", "succeed", "supervisor", told)));
    }

    private String text(String variable) {
        JsonNode value = variables.get(variable);
        return value == null ? "" : value.asText().trim();
    }
}
