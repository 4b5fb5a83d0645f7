package org.pvswatch.incident;

/**
 * One change in the life of an incident that a mail tells of.
 *
 * @param incident id of the incident
 * @param kind what is wrong
 * @param subject of what
 * @param event what changed
 */
public record Change(String incident, Kind kind, String subject, Event event) {
    /** What a mail may tell. */
    public enum Event {
        OPEN,
        WORSE,
        REMINDER,
        RESOLVED
    }
}
