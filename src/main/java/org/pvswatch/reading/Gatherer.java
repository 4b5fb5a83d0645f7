package org.pvswatch.reading;

import java.util.ArrayList;
import java.util.List;

/** Brings the readings of one answer together again after the split; word of the route {@code split-devices}. */
public final class Gatherer {
    /**
     * Adds what came out of the split.
     *
     * @param soFar the readings before, {@code null} at the first
     * @param next a reading, or whatever is left of a device that was parked: that is not added
     */
    public List<Reading> add(List<Reading> soFar, Object next) {
        List<Reading> readings = soFar == null ? new ArrayList<>() : soFar;
        if (next instanceof Reading reading) {
            readings.add(reading);
        }
        return readings;
    }
}
