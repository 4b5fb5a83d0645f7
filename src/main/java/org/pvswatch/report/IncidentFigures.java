package org.pvswatch.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.incident.Evidence;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;

/**
 * Something that was wrong.
 *
 * @param id of the incident
 * @param kind what
 * @param subject of what: a serial, the name of a circuit, the id of a PVS or of the site
 * @param severity how much it matters
 * @param state such as {@code open}
 * @param since when it began
 * @param until when it was over, {@code null} as long as it is not
 * @param openings how often it was opened
 * @param lostKwh what it has cost in all so far
 * @param figures what it was opened on, by name with unit
 * @param diagnosis what it looks like, {@code null} when nothing can be said
 * @param days energy of a panel beside its neighbours before it was opened
 * @param members panels of a circuit
 * @param row as it is kept
 */
public record IncidentFigures(
        String id,
        Kind kind,
        String subject,
        Severity severity,
        String state,
        Instant since,
        Instant until,
        int openings,
        double lostKwh,
        Map<String, Double> figures,
        String diagnosis,
        List<Evidence.Day> days,
        List<String> members,
        IncidentRow row) {

    /** Whether it is not over at a moment, and was not taken for the new normal. */
    public boolean isGoingOnAt(Instant moment) {
        return since.isBefore(moment) && (until == null || !until.isBefore(moment)) && !state.equals("accepted");
    }

    /** Whether it is of a panel, by itself or as one of a circuit. */
    public boolean isOf(String serial) {
        return subject.equals(serial) || members.contains(serial);
    }
}
