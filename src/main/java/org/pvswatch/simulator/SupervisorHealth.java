package org.pvswatch.simulator;

import java.time.Instant;

/**
 * What the box says about itself.
 *
 * @param uptimeSeconds since its last restart
 * @param cpuLoad load average
 * @param memoryUsedKib grows a little with uptime
 * @param flashAvailableKib falls as it logs and jumps back
 * @param communicationErrors goes up and down
 */
public record SupervisorHealth(
        long uptimeSeconds, double cpuLoad, long memoryUsedKib, long flashAvailableKib, long communicationErrors) {

    /** @param flashFilled part of the free flash that a fault has filled, from 0 */
    static SupervisorHealth at(Instant now, Instant upSince, SeededNoise noise, double flashFilled) {
        long mark = Math.floorDiv(now.getEpochSecond(), Sky.MARK_SECONDS);
        long uptime = Math.max(0, now.getEpochSecond() - upSince.getEpochSecond());
        return new SupervisorHealth(
                uptime,
                Rounding.to(2, noise.between(3 * mark, 0.3, 0.95)),
                79_000 + (long) noise.between(3 * mark + 1, 0, 2_500) + Math.min(9_000, uptime / 600),
                (long) ((96_000 - Math.floorMod(uptime / 60, 30_000L)) * Math.max(0, 1 - flashFilled)),
                300 + (long) noise.between(3 * mark + 2, 0, 120));
    }
}
