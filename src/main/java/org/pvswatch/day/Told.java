package org.pvswatch.day;

import java.time.Instant;

/**
 * A lifetime counter as told once.
 *
 * @param polledAt when it was told; decides which day its step belongs to
 * @param at when it was measured, not after {@code polledAt}
 * @param kwh what it showed
 */
record Told(Instant polledAt, Instant at, double kwh) {}
