package org.pvswatch.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/** Every request to the PVS's port comes through here. */
final class PvsFrontDoor {
    /** What answers with one firmware. */
    private record Firmware(Profile profile, DlCgi dlCgi, Varserver varserver) {
        private Firmware(Box box) {
            this(box.profile(), new DlCgi(box), new Varserver(box));
        }

        private boolean readsVariables(HttpRequest request, String name, Instant now) {
            return profile.isVarserver() && varserver.reads(request, name, now);
        }
    }

    /** They begin or end a configuration, or set something. */
    private static final Set<String> ACTING = Set.of("Start", "Stop", "SetCellPurchased", "GridProfileRefresh");

    private final Clock clock;
    private final BoxLife life;
    private final Firmware before;
    private final Firmware after;
    private final Sessions sessions;
    private final FaultyTransport transport;
    private final RequestLog log;

    PvsFrontDoor(Box box, Clock clock, Sessions sessions, FaultyTransport transport, RequestLog log) {
        this.clock = clock;
        this.life = box.life();
        this.before = new Firmware(box);
        this.after = new Firmware(box.updated());
        this.sessions = sessions;
        this.transport = transport;
        this.log = log;
    }

    private Firmware firmware(Instant now) {
        return life.profile(now) == before.profile ? before : after;
    }

    /** Whether live telemetry is switched on; older firmware has no switch. */
    boolean sendsTelemetry(Instant now) {
        var firmware = firmware(now);
        return !firmware.profile.isVarserver() || firmware.varserver.sendsTelemetry(now);
    }

    HttpAnswer answer(HttpRequest request) {
        log.seen(request);
        if (isWrite(request)) {
            log.writeAttempt(request);
        }
        var now = clock.instant();
        if (life.isDown(now)) {
            // came in while the port was about to close
            return null;
        }
        boolean variables = request.path().equals("/vars");
        boolean deviceList =
                request.path().endsWith("/devices/list") || "DeviceList".equals(request.parameter("Command"));
        return transport.answer(
                now,
                variables || deviceList,
                name -> variables && firmware(now).readsVariables(request, name, now),
                () -> healthy(request));
    }

    /** Anything that could change something: other methods, {@code set=} of variables, and the commands that act. */
    private static boolean isWrite(HttpRequest request) {
        if (request.path().equals("/vars")) {
            return !(request.isRead() || request.method().equals("POST"))
                    || VarsQuery.sets(request.query())
                    || VarsQuery.sets(request.body());
        }
        return !request.isRead() || ACTING.contains(String.valueOf(request.parameter("Command")));
    }

    private HttpAnswer healthy(HttpRequest request) {
        var now = clock.instant();
        var firmware = firmware(now);
        String path = request.path();
        if (path.equals(DlCgi.PATH) || path.startsWith(DlCgi.PATH + "/")) {
            return firmware.dlCgi.answer(request, now, sessions.isAlive(request.cookie(), now));
        }
        if (path.equals(SwaggerPage.PATH) && request.isRead()) {
            return firmware.dlCgi.swagger(sessions.isAlive(request.cookie(), now));
        }
        if (firmware.profile.isVarserver() && path.equals("/auth")) {
            return sessions.answer(request, now);
        }
        if (firmware.profile.isVarserver() && path.equals("/vars")) {
            return firmware.varserver.answer(request, now, sessions.standing(request.cookie(), now));
        }
        return HttpAnswer.html(
                404,
                "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1>" + "</body></html>\n");
    }
}
