package org.pvswatch.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as devices write them. A box whose clock lost its battery counts from 1970 on. */
final class DeviceClock {
    private static final DateTimeFormatter LEGACY =
            DateTimeFormatter.ofPattern("uuuu,MM,dd,HH,mm,ss").withZone(ZoneOffset.UTC);

    private final long offsetSeconds;

    DeviceClock(FaultSchedule faults, Instant now) {
        this.offsetSeconds = faults.active(FaultKind.EPOCH, now)
                .map(fault -> fault.from().getEpochSecond() - 3600)
                .orElse(0L);
    }

    /** {@code 2025,07,20,18,03,33}, UTC. */
    String legacy(long epochSecond) {
        return LEGACY.format(Instant.ofEpochSecond(shown(epochSecond)));
    }

    /** {@code 2025-09-30T15:50:00Z}. */
    String iso(long epochSecond) {
        return Instant.ofEpochSecond(shown(epochSecond)).toString();
    }

    /** Seconds since 1970 as the box believes. */
    long shown(long epochSecond) {
        return Math.max(0, epochSecond - offsetSeconds);
    }
}
