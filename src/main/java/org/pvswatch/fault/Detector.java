package org.pvswatch.fault;

import org.pvswatch.incident.Incidents;

/**
 * One way to find one kind of fault. It sees each quarter-hour in its order and tells the incidents what it sees; its
 * fields, but for thresholds, are all it remembers, so that it can be stored at any point and goes on as if it had never
 * stopped.
 */
interface Detector {
    /** What was heard, before any interval that it ends. */
    default void hear(Heard heard, Incidents incidents) {}

    /** A quarter-hour is over. */
    default void interval(Interval interval, Incidents incidents) {}

    /** A day of the sun is over; {@code last} is its last interval. */
    default void endOfDay(Day last, Incidents incidents) {}

    /** The owner takes the present state of a device for the new normal, or there is another device. */
    default void relearn(String subject) {}
}
