package org.pvswatch.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pvswatch.history.History;
import org.pvswatch.history.Judgements.IncidentRow;

/** What is wrong now, as an automation can use it. */
final class OpenIncidents {
    /** Told of, and neither part of a wider one nor taken for normal by the owner. */
    private static final Set<String> OPEN = Set.of("open", "acknowledged", "recovering");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<IncidentRow> open;

    private OpenIncidents(List<IncidentRow> open) {
        this.open = open;
    }

    static OpenIncidents of(String site, History history) throws SQLException {
        return new OpenIncidents(history.judgements().incidents(site).stream()
                .filter(each -> OPEN.contains(each.state()))
                .toList());
    }

    int count() {
        return open.size();
    }

    /** The kind of the first that concerns a panel, {@code null} for none. */
    String kindOf(String serial) {
        return open.stream()
                .filter(each -> each.subject().equals(serial) || members(each).contains(serial))
                .map(IncidentRow::kind)
                .findFirst()
                .orElse(null);
    }

    /** All of them, as JSON takes them. */
    Map<String, Object> told() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (IncidentRow each : open) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", each.id());
            one.put("kind", each.kind());
            one.put("subject", each.subject());
            one.put("severity", each.severity());
            one.put("state", each.state());
            one.put("since", each.since().toString());
            one.put("lost_kwh", Math.round(each.lostKwh() * 10) / 10.0);
            all.add(one);
        }
        return Map.of("incidents", all);
    }

    private static List<String> members(IncidentRow incident) {
        List<String> members = new ArrayList<>();
        try {
            for (JsonNode member : JSON.readTree(incident.members())) {
                members.add(member.asText());
            }
        } catch (JsonProcessingException e) {
            return List.of();
        }
        return members;
    }
}
