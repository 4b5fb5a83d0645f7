package org.pvswatch.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told to systemd, by a program in the place of its own that writes it down. */
class ServiceManagerTest {
    private static final Duration ALLOWED = Duration.ofMinutes(65);

    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong();

    private Path program() throws IOException {
        Path program = folder.resolve("notify");
        Files.writeString(program, "#!/bin/sh\necho \"$@\" >>" + folder.resolve("told") + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }

    private ServiceManager manager(Map<String, String> environment) throws IOException {
        return new ServiceManager(environment, program().toString(), nanos::get);
    }

    @Test
    void isToldOfTheBeginningTheEndAndOnceAMinuteThatWeLive() throws Exception {
        ServiceManager manager = manager(Map.of("NOTIFY_SOCKET", "/run/systemd/notify"));
        manager.ready(ALLOWED, "watching home");
        manager.alive(ALLOWED);
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        manager.alive(ALLOWED);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        manager.alive(ALLOWED);
        manager.stopping();
        assertThat(folder.resolve("told"))
                .hasContent("READY=1 WATCHDOG_USEC=3900000000 STATUS=watching home\n"
                        + "WATCHDOG=1 WATCHDOG_USEC=3900000000\n"
                        + "WATCHDOG=1 WATCHDOG_USEC=3900000000\n"
                        + "STOPPING=1");
    }

    @Test
    void withoutSystemdNothingIsStarted() throws Exception {
        ServiceManager manager = manager(Map.of());
        manager.ready(ALLOWED, "watching home");
        manager.alive(ALLOWED);
        assertThat(folder.resolve("told")).doesNotExist();
    }

    @Test
    void whereItsProgramIsMissingTheWatchGoesOn() throws Exception {
        ServiceManager manager = new ServiceManager(
                Map.of("NOTIFY_SOCKET", "/run/systemd/notify"),
                folder.resolve("none").toString(),
                nanos::get);
        manager.ready(ALLOWED, "watching home");
        manager.alive(ALLOWED);
        assertThat(folder.resolve("told")).doesNotExist();
    }
}
