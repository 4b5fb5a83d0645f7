package org.pvswatch.history;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;

/**
 * What is remembered of a device from earlier polls, so that the next record of it can be judged. Immutable.
 *
 * @param device serial of the device
 * @param kind what it is
 * @param latest its latest measurement, as judged, with the poll that saw it first; {@code null} when there is none
 * @param counters its lifetime counters as last believed
 * @param facts what was last said of it by name, such as a rating that was learned
 * @param absentSince the first poll it was missing in, {@code null} while it is there
 */
public record DeviceMemory(
        String device,
        DeviceKind kind,
        Reading latest,
        Map<Quantity, Counted> counters,
        Map<String, String> facts,
        Instant absentSince) {

    /** What stands before a property that holds a value which could not be believed. */
    public static final String IMPLAUSIBLE = "implausible ";

    /** Property with the AC rating learned of an inverter that makes more than the setting says. */
    public static final String LEARNED_RATING = "learned_rating_kw";

    /** Property with how far the clock of a PVS is ahead of ours, minutes, negative when behind. */
    public static final String CLOCK_AHEAD = "clock_ahead_min";

    /** A counter that a device last showed this long before its latest measurement is forgotten. */
    static final Duration COUNTERS_KEPT = Duration.ofDays(2);

    /** Copies the maps. */
    public DeviceMemory {
        counters = Map.copyOf(counters);
        facts = Map.copyOf(facts);
    }

    /** Nothing known but that the device is there. */
    public static DeviceMemory of(Reading reading) {
        return new DeviceMemory(reading.device(), reading.kind(), null, Map.of(), Map.of(), null);
    }

    /** The same without what was measured before a moment. */
    public DeviceMemory since(Instant oldest) {
        return latest == null || !latest.at().isBefore(oldest)
                ? this
                : new DeviceMemory(device, kind, null, Map.of(), facts, absentSince);
    }

    /** A counter as last believed, {@code null} when it is not remembered. */
    public Counted counter(Quantity quantity) {
        Counted counted = counters.get(quantity);
        boolean kept = counted != null && !counted.at().isBefore(latest.at().minus(COUNTERS_KEPT));
        return kept ? counted : null;
    }

    /** The same after the device was missing in an answer. */
    public DeviceMemory missingAt(Instant polledAt) {
        return absentSince != null ? this : new DeviceMemory(device, kind, latest, counters, facts, polledAt);
    }

    /** The same after the device was in an answer, as judged; {@code measured} when it is a newer measurement. */
    public DeviceMemory after(Reading judged, boolean measured) {
        Map<String, String> told = new HashMap<>(facts);
        for (String fact : List.of(LEARNED_RATING, CLOCK_AHEAD)) {
            if (judged.properties().containsKey(fact)) {
                told.put(fact, judged.properties().get(fact));
            }
        }
        if (!measured) {
            return new DeviceMemory(device, kind, latest, counters, told, null);
        }
        Map<Quantity, Counted> counted = new HashMap<>(counters);
        for (Quantity counter : Quantity.counters(kind)) {
            if (judged.value(counter) != null) {
                counted.put(counter, new Counted(judged.value(counter), judged.at()));
            }
        }
        return new DeviceMemory(device, kind, judged, counted, told, null);
    }

    /**
     * A lifetime counter.
     *
     * @param kwh what it showed
     * @param at when
     */
    public record Counted(double kwh, Instant at) {}
}
