package org.pvswatch.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.pvswatch.history.Judgements;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.incident.Evidence;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;

/** The incidents of a stretch of time, as reports tell them. */
final class IncidentRows {
    private static final JsonMapper JSON =
            JsonMapper.builder().findAndAddModules().build();
    private static final TypeReference<List<String>> SERIALS = new TypeReference<>() {};

    private IncidentRows() {}

    /** What was wrong at some time from one moment up to and without another, what goes on first, the gravest before others. */
    static List<IncidentFigures> between(Judgements judgements, String site, Instant from, Instant to)
            throws SQLException {
        return judgements.incidents(site).stream()
                .filter(row -> row.openedAt() != null && !row.state().equals("absorbed"))
                .filter(row -> row.since().isBefore(to)
                        && row.openedAt().isBefore(to)
                        && (row.resolvedAt() == null || !row.resolvedAt().isBefore(from)))
                .map(IncidentRows::figures)
                .sorted(Comparator.comparing((IncidentFigures each) -> !each.isGoingOnAt(to))
                        .thenComparing(IncidentFigures::severity, Comparator.reverseOrder())
                        .thenComparing(IncidentFigures::since))
                .toList();
    }

    /** Whether it is for the watch list: no trouble yet, or none that somebody must see to. */
    static boolean isWatched(IncidentFigures incident) {
        return switch (incident.kind()) {
            case SHADE_GROWTH -> true;
            case NOT_REPORTING -> incident.severity() == Severity.LOW;
            default -> incident.severity() == Severity.INFO && !isAbsence(incident);
        };
    }

    /** Whether it says no more than that nobody saw anything, which the coverage tells. */
    static boolean isAbsence(IncidentFigures incident) {
        return incident.severity() == Severity.INFO
                && (incident.kind() == Kind.OWN_ABSENCE || incident.kind() == Kind.PVS_UNREACHABLE);
    }

    private static IncidentFigures figures(IncidentRow row) {
        try {
            Evidence evidence = JSON.readValue(row.evidence(), Evidence.class);
            return new IncidentFigures(
                    row.id(),
                    Kind.of(row.kind()),
                    row.subject(),
                    Severity.valueOf(row.severity().toUpperCase(Locale.ROOT)),
                    row.state(),
                    row.since(),
                    row.resolvedAt(),
                    row.openings(),
                    row.lostKwh(),
                    evidence.figures(),
                    evidence.diagnosis(),
                    evidence.days(),
                    JSON.readValue(row.members(), SERIALS),
                    row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the incident " + row.id() + " cannot be read back", e);
        }
    }
}
