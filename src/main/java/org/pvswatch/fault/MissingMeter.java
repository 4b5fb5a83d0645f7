package org.pvswatch.fault;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.pvswatch.incident.Evidence;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;

/** A meter that is not there any more while its PVS answers: a known trouble of boxes that ran for long. */
final class MissingMeter implements Detector {
    private final transient double hours;

    private TreeMap<String, Integer> missing = new TreeMap<>();

    MissingMeter(FaultSettings settings) {
        hours = settings.number("meter.missing-hours");
    }

    @Override
    public void interval(Interval now, Incidents incidents) {
        if (!now.answered) {
            return;
        }
        for (Meter meter : now.meters) {
            long age = now.end().getEpochSecond() - meter.measuredAt;
            if (age <= 2L * Interval.SECONDS) {
                if (missing.remove(meter.serial) != null) {
                    incidents.clear(Kind.METER_OFF, meter.serial);
                }
                continue;
            }
            int intervals = missing.merge(meter.serial, 1, Integer::sum);
            if (intervals * Interval.HOURS >= hours) {
                incidents.open(
                        Kind.METER_OFF,
                        meter.serial,
                        Severity.NORMAL,
                        Instant.ofEpochSecond(meter.measuredAt),
                        () -> Evidence.of(
                                Map.of("missing_hours", age / 3600.0),
                                "the PVS does not list it any more: a restart of the PVS helps"));
            }
        }
    }
}
