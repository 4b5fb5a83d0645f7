package org.pvswatch.simulator;

import java.time.Clock;

/** Every request to the PVS's port comes through here. */
final class PvsFrontDoor {
    private final Profile profile;
    private final Clock clock;
    private final DlCgi dlCgi;
    private final Sessions sessions;
    private final Varserver varserver;
    private final FaultyTransport transport;
    private final RequestLog log;

    PvsFrontDoor(
            Profile profile,
            Clock clock,
            DlCgi dlCgi,
            Sessions sessions,
            Varserver varserver,
            FaultyTransport transport,
            RequestLog log) {
        this.profile = profile;
        this.clock = clock;
        this.dlCgi = dlCgi;
        this.sessions = sessions;
        this.varserver = varserver;
        this.transport = transport;
        this.log = log;
    }

    HttpAnswer answer(HttpRequest request) {
        if (isWrite(request)) {
            log.writeAttempt(request);
        }
        boolean variables = request.path().equals("/vars");
        boolean deviceList =
                request.path().endsWith("/devices/list") || "DeviceList".equals(request.parameter("Command"));
        return transport.answer(clock.instant(), variables || deviceList, () -> healthy(request));
    }

    /** Anything that could change something: other methods, and {@code set=} of variables. */
    private static boolean isWrite(HttpRequest request) {
        if (request.path().equals("/vars")) {
            return !(request.isRead() || request.method().equals("POST"))
                    || VarsQuery.sets(request.query())
                    || VarsQuery.sets(request.body());
        }
        return !request.isRead();
    }

    private HttpAnswer healthy(HttpRequest request) {
        var now = clock.instant();
        String path = request.path();
        if (path.equals(DlCgi.PATH) || path.startsWith(DlCgi.PATH + "/")) {
            return dlCgi.answer(request, now, sessions.isAlive(request.cookie(), now));
        }
        if (profile.isVarserver() && path.equals("/auth")) {
            return sessions.answer(request, now);
        }
        if (profile.isVarserver() && path.equals("/vars")) {
            return varserver.answer(request, now, sessions.standing(request.cookie(), now));
        }
        return HttpAnswer.html(
                404,
                "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1>" + "</body></html>\n");
    }
}
