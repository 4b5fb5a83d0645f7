package org.pvswatch.incident;

import java.time.Instant;

/**
 * What the owner said of an incident or a panel.
 *
 * @param at when it was said
 * @param verb what
 * @param subject id of an incident for the first three, serial of a panel or a meter for the others; for maintenance
 *     {@code null} means everything
 * @param replacement for {@link Verb#SWAP} the new serial
 * @param from for {@link Verb#MAINTENANCE} its beginning
 * @param until for {@link Verb#MAINTENANCE} its end
 */
public record OwnerWord(Instant at, Verb verb, String subject, String replacement, Instant from, Instant until) {
    /** What an owner can say. */
    public enum Verb {
        /** I know. */
        ACKNOWLEDGE,
        /** Remind me in 14 days. */
        SNOOZE,
        /** That is the new normal. */
        ACCEPT,
        /** Work is being done then. */
        MAINTENANCE,
        /** Another device is in its place; what is known of the place stays. */
        SWAP,
        /** It is gone for good. */
        RETIRE
    }

    /** A word on an incident. */
    public static OwnerWord on(Instant at, Verb verb, String incident) {
        return new OwnerWord(at, verb, incident, null, null, null);
    }

    /** Work from one moment until another; {@code subject} a serial, or {@code null} for the whole site. */
    public static OwnerWord maintenance(Instant at, String subject, Instant from, Instant until) {
        return new OwnerWord(at, Verb.MAINTENANCE, subject, null, from, until);
    }

    /** One device in place of another. */
    public static OwnerWord swap(Instant at, String serial, String replacement) {
        return new OwnerWord(at, Verb.SWAP, serial, replacement, null, null);
    }
}
