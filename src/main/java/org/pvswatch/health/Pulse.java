package org.pvswatch.health;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.TimeZone;
import java.util.function.LongSupplier;
import org.quartz.CronExpression;

/**
 * Beats each time a round of polls has ended, whatever the PVS said, and while answers that waited are taken. Between two
 * beats a timer of the machine counts, which no wrong clock moves. Thread-safe.
 */
public final class Pulse {
    private final Clock clock;
    private final CronExpression cron;
    private final Duration grace;
    private final ServiceManager manager;
    private final LongSupplier nanos;
    private Instant lastAt;
    private long lastNanos;
    private Duration allowed;

    /**
     * @param clock says when the next round is due
     * @param cron when rounds begin
     * @param zone of the cron
     * @param graceMinutes how long a round may be overdue
     * @param manager told that we live
     */
    public Pulse(Clock clock, String cron, String zone, int graceMinutes, ServiceManager manager)
            throws ParseException {
        this(clock, cron, zone, graceMinutes, manager, System::nanoTime);
    }

    /** @param nanos a timer that only goes forward */
    Pulse(Clock clock, String cron, String zone, int graceMinutes, ServiceManager manager, LongSupplier nanos)
            throws ParseException {
        this.clock = clock;
        this.cron = new CronExpression(cron);
        this.cron.setTimeZone(TimeZone.getTimeZone(zone));
        this.grace = Duration.ofMinutes(graceMinutes);
        this.manager = manager;
        this.nanos = nanos;
        took();
    }

    /** A round has ended, or an answer was taken. */
    public synchronized void beat() {
        took();
        lastAt = clock.instant();
        manager.alive(allowed);
    }

    /** When it beat last by the clock, {@code null} as long as it has not. */
    public synchronized Instant lastAt() {
        return lastAt;
    }

    /** How long ago that was, or the start. */
    public synchronized Duration since() {
        return Duration.ofNanos(nanos.getAsLong() - lastNanos);
    }

    /** How long it may take to the next beat: to the next round by the cron, and the grace. */
    public synchronized Duration allowed() {
        return allowed;
    }

    /** Whether rounds end as they should. */
    public synchronized boolean isBeating() {
        return since().compareTo(allowed) <= 0;
    }

    private void took() {
        lastNanos = nanos.getAsLong();
        Instant now = clock.instant();
        Date next = cron.getNextValidTimeAfter(Date.from(now));
        Duration untilNext = next == null ? Duration.ZERO : Duration.between(now, next.toInstant());
        allowed = untilNext.plus(grace);
    }
}
