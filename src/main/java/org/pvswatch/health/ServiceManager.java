package org.pvswatch.health;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd that we are ready, that we live and that we stop, by its own {@code systemd-notify}: Java 17 knows no
 * datagrams to a path. Without systemd it does nothing. Thread-safe.
 */
public final class ServiceManager {
    private static final Logger LOG = LoggerFactory.getLogger("service-manager");
    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);
    private static final int PATIENCE_S = 10;

    private final boolean there;
    private final String program;
    private final LongSupplier nanos;
    private Long toldAt;
    private boolean failed;

    /** The one that started this process, if any. */
    public ServiceManager() {
        this(System.getenv(), "systemd-notify", System::nanoTime);
    }

    ServiceManager(Map<String, String> environment, String program, LongSupplier nanos) {
        this.there = !environment.getOrDefault("NOTIFY_SOCKET", "").isEmpty();
        this.program = program;
        this.nanos = nanos;
    }

    /** All is prepared; from now on it may expect a sign of life in time. */
    public void ready(Duration allowed, String status) {
        tell("READY=1", watchdog(allowed), "STATUS=" + status);
    }

    /** A sign of life, passed on once a minute at most. */
    public synchronized void alive(Duration allowed) {
        long now = nanos.getAsLong();
        if (toldAt == null || now - toldAt >= AT_MOST_EVERY.toNanos()) {
            toldAt = now;
            tell("WATCHDOG=1", watchdog(allowed));
        }
    }

    /** We end because we were asked to. */
    public void stopping() {
        tell("STOPPING=1");
    }

    private static String watchdog(Duration allowed) {
        return "WATCHDOG_USEC=" + TimeUnit.NANOSECONDS.toMicros(allowed.toNanos());
    }

    private synchronized void tell(String... what) {
        if (!there) {
            return;
        }
        // without --no-block: whose child has ended before it is heard, systemd does not know
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(what));
        try {
            Process told = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = told.waitFor(PATIENCE_S, TimeUnit.SECONDS);
            if (!ended) {
                told.destroyForcibly();
            }
            failed = said(ended && told.exitValue() == 0, "it does not end well");
        } catch (IOException e) {
            failed = said(false, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether it failed */
    private boolean said(boolean well, String why) {
        if (!well && !failed) {
            LOG.warn("systemd cannot be told that we live ({}), so it may start us anew; install {}", why, program);
        }
        return !well;
    }
}
