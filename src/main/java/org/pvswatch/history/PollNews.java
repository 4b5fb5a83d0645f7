package org.pvswatch.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Reading;

/**
 * What one poll was the first to tell.
 *
 * @param polledAt when the answer was received, UTC
 * @param pvs id of the PVS that answered
 * @param measured the readings of all its devices that it was the first to tell, in the order of kind and serial
 * @param qualities what is said of a device from this poll on, by serial, where that is another than before
 * @param weather the weather then, {@code null} when unknown
 */
public record PollNews(
        Instant polledAt, String pvs, List<Reading> measured, Map<String, Quality> qualities, Conditions weather) {}
