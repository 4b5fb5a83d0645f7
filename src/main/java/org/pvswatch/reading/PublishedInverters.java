package org.pvswatch.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pvswatch.archive.Redaction;

/**
 * Takes apart what inverters have published: messages of {@code yasdi2mqtt} (source: its README), or of anybody who calls
 * the numbers by our own columns, such as {@code power_kw}. Told on in the words of a DeviceList.
 *
 * <p>A message is as old as its own {@code time}. Without one it is as old as its arrival, unless the broker had kept it:
 * then nobody knows, and it is none of now.
 */
final class PublishedInverters {
    private static final String MESSAGES = "messages";

    /**
     * A number in the words of yasdi.
     *
     * @param key in the words of a DeviceList
     * @param scale from its unit to that one's, a power of ten
     */
    private record Word(String key, int scale) {}

    private static final Map<String, Word> YASDI = Map.of(
            "Pac", new Word("p_3phsum_kw", -3),
            "E-Total", new Word("ltea_3phsum_kwh", 0),
            "Uac", new Word("vln_3phavg_v", 0),
            "Iac", new Word("i_3phsum_a", -3),
            "Fac", new Word("freq_hz", 0),
            "PPV", new Word("p_mppt1_kw", -3),
            "Upv-Ist", new Word("v_mppt1_v", 0));

    private PublishedInverters() {}

    static boolean speaks(ObjectNode document) {
        return document.path(MESSAGES).isArray();
    }

    /** @param remarks gets what was no inverter */
    static List<DeviceRecord> of(ObjectNode document, String source, Instant polledAt, List<String> remarks) {
        List<DeviceRecord> inverters = new ArrayList<>();
        for (JsonNode message : document.path(MESSAGES)) {
            String topic = message.path("topic").asText();
            if (!(message.path("payload") instanceof ObjectNode payload)) {
                remarks.add("no JSON object came on " + Redaction.quotable(topic));
                continue;
            }
            JsonNode told = payload.path("values").isObject() ? payload.path("values") : payload;
            Map<String, String> fields = fields(told);
            String serial = payload.path("sn").asText(topic.substring(topic.lastIndexOf('/') + 1));
            measuredAt(message, payload)
                    .ifPresent(at -> fields.put(DeviceTimes.LEGACY_MEASURED, DeviceTimes.legacy(at)));
            inverters.add(new DeviceRecord(
                    source,
                    polledAt,
                    inverters.size() + 1,
                    DeviceRecord.Language.LEGACY,
                    DeviceKind.INVERTER,
                    serial,
                    null,
                    fields));
        }
        return inverters;
    }

    private static Optional<Instant> measuredAt(JsonNode message, ObjectNode payload) {
        Instant own = DeviceTimes.parse(payload.path("time").asText());
        boolean kept = message.path("retained").asBoolean();
        return Optional.ofNullable(
                own != null || kept
                        ? own
                        : DeviceTimes.parse(message.path("received_at").asText()));
    }

    /** Numbers that we know, and words; a number that nobody knows is none of ours. */
    private static Map<String, String> fields(JsonNode told) {
        Map<String, String> fields = new LinkedHashMap<>();
        told.properties().forEach(each -> {
            String name = each.getKey();
            JsonNode value = each.getValue();
            if (value.isNumber()) {
                Word word = YASDI.get(name);
                Quantity quantity = Quantity.ofColumn(name);
                String key = word != null ? word.key() : quantity == null ? null : quantity.legacyKey();
                if (key != null) {
                    BigDecimal number = value.decimalValue().scaleByPowerOfTen(word == null ? 0 : word.scale());
                    fields.put(key, number.toPlainString());
                }
            } else if (value.isTextual()
                    && !value.asText().isBlank()
                    && !value.asText().matches("-+")) {
                fields.put(
                        "Status".equals(name) ? "STATE" : name, value.asText().trim());
            }
        });
        return fields;
    }
}
