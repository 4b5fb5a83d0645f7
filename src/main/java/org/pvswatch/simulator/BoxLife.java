package org.pvswatch.simulator;

import java.time.Instant;
import java.util.Optional;

/** The box itself over time: whether somebody listens, since when it runs, which firmware and which certificate it has. */
final class BoxLife {
    /** It ran this long when the simulation began. */
    private static final long UPTIME_AT_START_SECONDS = 10_599;

    private final Profile profile;
    private final FaultSchedule faults;
    private final Instant poweredAt;

    BoxLife(Profile profile, FaultSchedule faults, Instant start) {
        this.profile = profile;
        this.faults = faults;
        this.poweredAt = start.minusSeconds(UPTIME_AT_START_SECONDS);
    }

    /** True while connections are refused. */
    boolean isDown(Instant now) {
        return faults.isActive(FaultKind.REFUSED, now)
                || faults.latestRestart(now)
                        .filter(restart -> now.isBefore(restart.up()))
                        .isPresent();
    }

    /** Since when it runs; what it held in memory is not older. */
    Instant upSince(Instant now) {
        return restartedAt(now).filter(poweredAt::isBefore).orElse(poweredAt);
    }

    /** When it last came up during the simulation. */
    Optional<Instant> restartedAt(Instant now) {
        return faults.latestRestart(now).map(Restarts.Restart::up);
    }

    /** The firmware it runs. */
    Profile profile(Instant now) {
        return faults.isPast(FaultKind.UPDATE, now) ? profile.updated() : profile;
    }

    /** Which certificate it shows: 0 the first, 1 the one after it. */
    int certificate(Instant now) {
        return faults.isActive(FaultKind.CERT, now) ? 1 : 0;
    }
}
