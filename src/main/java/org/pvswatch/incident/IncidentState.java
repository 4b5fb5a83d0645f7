package org.pvswatch.incident;

import java.util.Locale;

/** Where an incident stands in its life. */
public enum IncidentState {
    /** There are signs; nobody is told. */
    SUSPECT,
    /** It is so. */
    OPEN,
    /** The owner knows. */
    ACKNOWLEDGED,
    /** It seems to be over; one full good day is waited for. */
    RECOVERING,
    /** It is over. */
    RESOLVED,
    /** A wider incident tells of it. */
    ABSORBED,
    /** The owner takes it for the new normal. */
    ACCEPTED;

    /** As it is spelt everywhere: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it goes on, told of or not. */
    public boolean isActive() {
        return this != RESOLVED && this != SUSPECT;
    }
}
