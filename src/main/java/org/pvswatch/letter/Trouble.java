package org.pvswatch.letter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.incident.Evidence;

/**
 * One incident and what changed about it, as a letter needs it.
 *
 * @param row as it is kept
 * @param event {@code open}, {@code worse}, {@code reminder} or {@code resolved}
 * @param evidence what it was opened on
 * @param members serials of its panels
 */
record Trouble(IncidentRow row, String event, Evidence evidence, List<String> members) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<String>> SERIALS = new TypeReference<>() {};
    private static final double DAYS_A_MONTH = 30;
    private static final Set<String> PANELS =
            Set.of("not-producing", "not-reporting", "underperforming", "intermittent", "hot", "shade-growth");

    static Trouble of(IncidentRow row, String event) {
        try {
            return new Trouble(
                    row, event, JSON.readValue(row.evidence(), Evidence.class), JSON.readValue(row.members(), SERIALS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("incident " + row.id() + " has evidence that cannot be read", e);
        }
    }

    String kind() {
        return row.kind();
    }

    String subject() {
        return row.subject();
    }

    Instant since() {
        return row.since();
    }

    boolean isOfOnePanel() {
        return PANELS.contains(kind());
    }

    boolean isOver() {
        return "resolved".equals(event);
    }

    boolean isCritical() {
        return "critical".equals(row.severity()) && !isOver();
    }

    /** How long it lasted, or has lasted until a moment. */
    Duration lasted(Instant at) {
        Instant end = row.resolvedAt() == null ? at : row.resolvedAt();
        return end.isAfter(since()) ? Duration.between(since(), end) : Duration.ZERO;
    }

    /** What it has cost, kWh, {@code null} where nothing was lost. */
    Double lostKwh() {
        return row.lostKwh() < 0.005 ? null : row.lostKwh();
    }

    /** What a month of it costs, kWh, by what it cost so far or by its neighbours' days; {@code null} when not known. */
    Double monthKwh(Instant at) {
        double days = lasted(at).toMinutes() / (24 * 60.0);
        if (lostKwh() != null && days >= 3) {
            return row.lostKwh() / days * DAYS_A_MONTH;
        }
        boolean dead = kind().equals("not-producing");
        double[] lost = evidence.days().stream()
                .filter(day -> day.medianKwh() != null && (dead || day.panelKwh() != null))
                .mapToDouble(day -> dead ? day.medianKwh() : Math.max(0, day.medianKwh() - day.panelKwh()))
                .toArray();
        boolean costs = dead || kind().equals("underperforming") || kind().equals("shade-growth");
        double sum = 0;
        for (double kwh : lost) {
            sum += kwh;
        }
        return costs && sum > 0 ? (Double) (sum / lost.length * DAYS_A_MONTH) : null;
    }
}
