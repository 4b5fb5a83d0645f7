package org.pvswatch.reading;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * One device at one moment, as the supervisor reported it; the same shape from both generations. Immutable.
 *
 * @param site id of the site, never blank
 * @param pvs id of the PVS that answered, never blank
 * @param device serial of the device, never blank; with {@code ~2}, {@code ~3} ... when one answer holds several of it
 * @param kind what the device is
 * @param at the moment this reading stands for, UTC: {@code measuredAt} where the device gave one, else when the
 *     supervisor or we last knew; together with site and device it is the reading's identity
 * @param measuredAt the device's own measurement time, UTC, {@code null} if not reported; hours old while it sleeps
 * @param reportedAt the supervisor's own clock when it made the record, UTC, {@code null} if it shows none that can be
 *     right: {@code CURTIME}, in varserver the time of the live data
 * @param polledAt when the answer was received, our clock, UTC
 * @param reportedState {@code STATE} as the device gave it, {@code null} in varserver; {@code error} is normal at night
 * @param quality whether it can be believed, {@code null} until {@code judge-records} has said it
 * @param values the numbers; a missing one was not reported or cannot be, and is never 0
 * @param properties everything else the device said, by the key it used; and what was taken out of the values, as
 *     {@code implausible power_kw}
 * @param weather weather in force at {@code polledAt}, {@code null} when unknown
 */
public record Reading(
        String site,
        String pvs,
        String device,
        DeviceKind kind,
        Instant at,
        Instant measuredAt,
        Instant reportedAt,
        Instant polledAt,
        String reportedState,
        Quality quality,
        Map<Quantity, Double> values,
        Map<String, String> properties,
        Conditions weather) {

    /** Copies the maps, so that no later change reaches a reading. */
    public Reading {
        Map<Quantity, Double> numbers = new EnumMap<>(Quantity.class);
        numbers.putAll(values);
        values = Collections.unmodifiableMap(numbers);
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }

    /** A device that is known and missing in an answer: no values, no time of its own. */
    public static Reading absent(
            String site, String pvs, String device, DeviceKind kind, Instant polledAt, Conditions weather) {
        return new Reading(
                site,
                pvs,
                device,
                kind,
                polledAt,
                null,
                null,
                polledAt,
                null,
                Quality.ABSENT,
                Map.of(),
                Map.of(),
                weather);
    }

    /** One number, {@code null} if the device did not report it. */
    public Double value(Quantity quantity) {
        return values.get(quantity);
    }

    /** One number by its column such as {@code power_kw}, for use in routes; {@code null} if not reported. */
    public Double value(String column) {
        return values.get(Quantity.ofColumn(column));
    }

    /**
     * Age of the measurement when it was reported, by the supervisor's clock for both, so that a wrong clock makes
     * nothing old; by ours where it has none. {@code null} without a measurement time, never negative.
     */
    @JsonIgnore
    public Duration age() {
        if (measuredAt == null) {
            return null;
        }
        Duration age = Duration.between(measuredAt, reportedAt == null ? polledAt : reportedAt);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** The same reading under this weather. */
    public Reading with(Conditions conditions) {
        return new Reading(
                site,
                pvs,
                device,
                kind,
                at,
                measuredAt,
                reportedAt,
                polledAt,
                reportedState,
                quality,
                values,
                properties,
                conditions);
    }

    /** The same reading with this said of it, and these values and properties in place of its own. */
    public Reading judged(Quality said, Map<Quantity, Double> believed, Map<String, String> told) {
        return new Reading(
                site,
                pvs,
                device,
                kind,
                at,
                measuredAt,
                reportedAt,
                polledAt,
                reportedState,
                said,
                believed,
                told,
                weather);
    }
}
