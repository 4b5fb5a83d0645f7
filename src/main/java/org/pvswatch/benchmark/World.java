package org.pvswatch.benchmark;

import java.time.Instant;
import java.util.List;
import org.pvswatch.simulator.SimulatorOptions;
import org.pvswatch.simulator.SiteModel;

/**
 * One simulated site over its years, with what is done to it.
 *
 * @param site where
 * @param seed as asked for; the dice of the world itself are its options'
 * @param name what is done to it, such as {@code stages}; {@code healthy} when nothing is
 * @param options everything the simulation is a function of
 * @param start first instant
 * @param end first instant after it
 * @param labels what is done, in the order of time
 * @param gaps when nobody asks
 */
record World(
        SiteModel site,
        long seed,
        String name,
        SimulatorOptions options,
        Instant start,
        Instant end,
        List<Label> labels,
        List<Gap> gaps) {
    static final String HEALTHY = "healthy";

    /** A time in which nobody asks. */
    record Gap(Instant from, Instant to) {
        boolean holds(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(to);
        }
    }

    boolean isHealthy() {
        return name.equals(HEALTHY);
    }
}
