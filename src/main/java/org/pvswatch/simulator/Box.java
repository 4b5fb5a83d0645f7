package org.pvswatch.simulator;

import java.time.Instant;

/**
 * What the answers of one firmware in one box are made of.
 *
 * @param profile the firmware
 * @param identity its serials, and those of its devices
 * @param seed of its own noise
 * @param plant what it knows of the roof and the meters
 * @param life when it was on
 * @param faults what goes wrong
 */
record Box(Profile profile, SiteIdentity identity, long seed, PlantWindow plant, BoxLife life, FaultSchedule faults) {

    /** What it says of itself. */
    SupervisorHealth health(Instant now) {
        var noise = new SeededNoise(seed).stream("health");
        return SupervisorHealth.at(now, life.upSince(now), noise, faults.flashFilled(now));
    }

    /** The same box after an update. */
    Box updated() {
        return new Box(profile.updated(), identity, seed, plant, life, faults);
    }
}
