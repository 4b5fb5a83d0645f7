package org.pvswatch.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * One thing that goes wrong.
 *
 * @param kind what
 * @param subject which panels: a serial, a number, {@code 1-6} or a roof plane's name; or which variable, or how many
 *     requests; null for faults of the whole box
 * @param from first instant
 * @param lasts for how long; null = for good, or as long as its kind lasts by itself
 * @param delay how late answers come, real time; only for {@link FaultKind#SLOW} and, for each device, {@link
 *     FaultKind#LATENCY}
 */
public record Fault(FaultKind kind, String subject, Instant from, Duration lasts, Duration delay) {

    /** True from {@code from} on until it has lasted. */
    public boolean isActive(Instant now) {
        return !now.isBefore(from) && (lasts == null || now.isBefore(from.plus(lasts)));
    }
}
