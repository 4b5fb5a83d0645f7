package org.pvswatch.incident;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Something that is wrong, from the first sign to its end. Changed only by {@link Incidents}. */
public final class Incident {
    String id;
    Kind kind;
    String subject;
    Severity severity;
    IncidentState state;
    Instant since;
    Instant openedAt;
    Instant changedAt;
    Instant resolvedAt;
    Instant mailedAt;
    Instant toldAt;
    Instant snoozedUntil;
    int reminders;
    int openings;
    double lostKwh;
    Evidence evidence = Evidence.NONE;
    Set<String> members = new TreeSet<>();
    String absorbedBy;

    Incident() {}

    Incident(Kind kind, String subject, Severity severity, Instant since) {
        this.kind = kind;
        this.subject = subject;
        this.severity = severity;
        this.since = since;
    }

    /** Stable id, the same after a replay. */
    public String id() {
        return id;
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }

    /** Of what: a serial, the name of a circuit, the id of a PVS or of the site. */
    public String subject() {
        return subject;
    }

    /** How much it matters. */
    public Severity severity() {
        return severity;
    }

    /** Where it stands. */
    public IncidentState state() {
        return state;
    }

    /** When it began, as far as the measurements tell. */
    public Instant since() {
        return since;
    }

    /** When it was sure enough to be opened, first, {@code null} for a suspect. */
    public Instant openedAt() {
        return openedAt;
    }

    /** When its state changed last. */
    public Instant changedAt() {
        return changedAt;
    }

    /** When it was over, {@code null} as long as it is not. */
    public Instant resolvedAt() {
        return resolvedAt;
    }

    /** When it was first mailed, {@code null} if never. */
    public Instant mailedAt() {
        return mailedAt;
    }

    /** How often it was opened: 1, and more for one that came back within 14 days. */
    public int openings() {
        return openings;
    }

    /** What it has cost so far, kWh: expected less made. */
    public double lostKwh() {
        return lostKwh;
    }

    /** What it was opened on. */
    public Evidence evidence() {
        return evidence;
    }

    /** The panels of a circuit or site that it concerns; empty for one device. */
    public List<String> members() {
        return List.copyOf(members);
    }

    /** Id of the wider incident that tells of this one, {@code null} if none does. */
    public String absorbedBy() {
        return absorbedBy;
    }

    boolean isSnoozed(Instant now) {
        return snoozedUntil != null && now.isBefore(snoozedUntil);
    }

    void enter(IncidentState next, Instant now) {
        state = next;
        changedAt = now;
    }
}
