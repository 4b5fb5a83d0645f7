package org.pvswatch.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.incident.IncidentState;
import org.pvswatch.incident.Kind;

/** A row for each thing that was wrong, the oldest first. */
final class IncidentsTab implements Tab {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Nobody is told of these. */
    private static final Set<String> NOT_TOLD = Set.of(IncidentState.SUSPECT.label(), IncidentState.ABSORBED.label());

    private static final List<Column> COLUMNS = List.of(
            new Column("Since", Format.DATE_TIME, 120),
            new Column("Until", Format.DATE_TIME, 120),
            new Column("What", Format.TEXT, 140),
            new Column("Which", Format.TEXT, 140),
            new Column("State", Format.TEXT, 100),
            new Column("Severity", Format.TEXT, 80),
            new Column("Lost (kWh)", Format.ONE, 80),
            new Column("Looks Like", Format.TEXT, 360),
            new Column("Incident", Format.TEXT, 260));

    private final List<IncidentRow> incidents;
    private final ZoneId zone;

    IncidentsTab(List<IncidentRow> incidents, ZoneId zone) {
        this.incidents = incidents.stream()
                .filter(incident -> !NOT_TOLD.contains(incident.state()))
                .toList();
        this.zone = zone;
    }

    /** A name in capitals or with dashes, as people write it. */
    static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    }

    /** What was known to be wrong on a day. */
    List<IncidentRow> on(LocalDate date) {
        Instant begin = date.atStartOfDay(zone).toInstant();
        Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
        return incidents.stream()
                .filter(incident -> incident.since().isBefore(end)
                        && (incident.resolvedAt() == null
                                || incident.resolvedAt().isAfter(begin)))
                .toList();
    }

    /** Serials of the panels that made nothing all of a day, as far as an incident says so. */
    Set<String> deadAllOf(LocalDate date) {
        Instant begin = date.atStartOfDay(zone).toInstant();
        Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
        Set<String> dead = new TreeSet<>();
        for (IncidentRow incident : incidents) {
            boolean allDay = incident.since().isBefore(begin)
                    && (incident.resolvedAt() == null || !incident.resolvedAt().isBefore(end));
            if (allDay && incident.kind().equals(Kind.NOT_PRODUCING.label())) {
                dead.add(incident.subject());
            } else if (allDay && incident.kind().equals(Kind.CIRCUIT_OFF.label())) {
                members(incident).forEach(member -> dead.add(member.asText()));
            }
        }
        return dead;
    }

    private static JsonNode members(IncidentRow incident) {
        try {
            return JSON.readTree(incident.members());
        } catch (JsonProcessingException e) {
            return JSON.createArrayNode();
        }
    }

    @Override
    public String id() {
        return "incidents";
    }

    @Override
    public String title() {
        return "Incidents";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public int keyColumn() {
        return COLUMNS.size() - 1;
    }

    @Override
    public List<Object> keys() {
        return List.copyOf(incidents.stream().map(IncidentRow::id).toList());
    }

    @Override
    public boolean isExact() {
        return true;
    }

    @Override
    public void rows(Collection<?> keys, Consumer<Row> taker) {
        incidents.stream()
                .filter(incident -> keys.contains(incident.id()))
                .map(this::row)
                .forEach(taker);
    }

    private Row row(IncidentRow incident) {
        return Cells.row(
                incident.id(),
                COLUMNS,
                Arrays.asList(
                        DailyTab.local(incident.since(), zone),
                        DailyTab.local(incident.resolvedAt(), zone),
                        words(incident.kind()),
                        incident.subject(),
                        incident.state(),
                        incident.severity(),
                        incident.lostKwh(),
                        looksLike(incident),
                        incident.id()));
    }

    private static String looksLike(IncidentRow incident) {
        try {
            JsonNode diagnosis = JSON.readTree(incident.evidence()).path("diagnosis");
            return diagnosis.isTextual() ? diagnosis.asText() : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
