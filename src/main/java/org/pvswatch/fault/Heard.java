package org.pvswatch.fault;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Reading;

/**
 * What one ask of one PVS told: the only thing faults are judged from. It comes from history, from the simulator's fast
 * path or from a replay, always in the order of {@code at}; a time without any is a time nobody asked.
 *
 * @param at when the PVS was asked, UTC
 * @param pvs id of the PVS
 * @param answered whether there was an answer with devices in it; {@code false}: asked and got none
 * @param measured what was measured anew, as {@code judge-records} let it pass; a device that only repeated itself is
 *     missing
 * @param qualities what is said of a device from now on, by its serial, where that is another than before
 * @param weather weather in force, {@code null} when unknown
 */
public record Heard(
        Instant at,
        String pvs,
        boolean answered,
        List<Reading> measured,
        Map<String, Quality> qualities,
        Conditions weather) {

    /** Copies the collections. */
    public Heard {
        measured = List.copyOf(measured);
        qualities = Map.copyOf(qualities);
    }
}
