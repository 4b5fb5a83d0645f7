package org.pvswatch.benchmark;

import java.time.Instant;
import java.util.Set;

/**
 * What was done to a simulated site, as a judge should find it.
 *
 * @param kind what
 * @param subject whom, as files name it
 * @param subjects names an incident may give it; empty: any, for what has no name that a judge could know
 * @param panels places of the panels it hits, from 0; empty: all
 * @param start first instant
 * @param end first instant after it
 */
record Label(LabelKind kind, String subject, Set<String> subjects, Set<Integer> panels, Instant start, Instant end) {

    /** The same from another instant on. */
    Label from(Instant other) {
        return new Label(kind, subject, subjects, panels, other, end);
    }
}
