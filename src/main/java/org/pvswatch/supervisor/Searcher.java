package org.pvswatch.supervisor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pvswatch.find.Finder;
import org.pvswatch.find.FoundPvs;

/** Searches the network for a PVS that is known; word of the route {@code find-pvs}. Costs nothing until it is asked. */
public final class Searcher {
    private static final Duration LISTEN = Duration.ofSeconds(5);

    /**
     * Looks for a PVS everywhere it may be.
     *
     * @param pvs one whose serial is known; any other is not found
     */
    public Optional<FoundPvs> find(Supervisor pvs) throws InterruptedException {
        return pvs.serial().isEmpty()
                ? Optional.empty()
                : Finder.everywhere(List.of(pvs.url()), List.of()).bySerial(pvs.serial(), LISTEN);
    }
}
