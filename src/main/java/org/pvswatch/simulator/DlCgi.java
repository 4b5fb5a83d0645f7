package org.pvswatch.simulator;

import java.time.Instant;
import java.util.Set;

/** Everything under {@code /cgi-bin/dl_cgi}: queries only. Anything else is refused and recorded. */
final class DlCgi {
    static final String PATH = "/cgi-bin/dl_cgi";
    private static final Set<String> OPEN = Set.of("supervisor/info", "communication/interfaces");

    private final Profile profile;
    private final Box box;
    private final DeviceList deviceList;
    private final SupervisorPages pages;
    private final StorageReport storageReport;
    private final FaultSchedule faults;

    DlCgi(Box box) {
        this.profile = box.profile();
        this.box = box;
        this.faults = box.faults();
        this.deviceList = new DeviceList(box);
        this.pages = new SupervisorPages(profile, box.identity());
        this.storageReport = new StorageReport(box.identity());
    }

    /** @param loggedIn true when the request carried a live session; only newer firmware asks for one */
    HttpAnswer answer(HttpRequest request, Instant now, boolean loggedIn) {
        if (!request.isRead()) {
            return headers(
                    HttpAnswer.json(405, "{ \"status\":405, \"error\" : \"Method Not Allowed\", \"path\":\"\" }"));
        }
        String path = request.path().length() > PATH.length() ? request.path().substring(PATH.length() + 1) : "";
        if (profile.isVarserver() && !loggedIn && !OPEN.contains(path)) {
            return forbidden();
        }
        return headers(path.isEmpty() ? command(request, now) : page(path, now));
    }

    /** The document that describes these paths: as open or closed as they are. */
    HttpAnswer swagger(boolean loggedIn) {
        return profile.isVarserver() && !loggedIn ? forbidden() : headers(HttpAnswer.json(200, SwaggerPage.text()));
    }

    /** The body of a box that wants a login, or of an open one that has lost its mind. */
    static HttpAnswer forbidden() {
        return headers(HttpAnswer.json(403, "{ \"status\":403, \"error\" : \"Unauthorized\", \"path\":\"\" }"));
    }

    private HttpAnswer command(HttpRequest request, Instant now) {
        String name = request.parameter("Command");
        // since the switch the device list has only its path
        boolean list = "DeviceList".equals(name) && !profile.isVarserver();
        return list ? devices(now) : HttpAnswer.json(200, pages.command(name, clock(now)));
    }

    private HttpAnswer page(String path, Instant now) {
        return switch (path) {
            case "devices/list" -> devices(now);
            case "energy-storage-system/status" -> HttpAnswer.json(200, storage(now));
            default -> HttpAnswer.json(200, pages.page(path, clock(now)));
        };
    }

    private String storage(Instant now) {
        return profile.hasStorage()
                ? storageReport.text(box.plant().at(now).live(), new DeviceClock(faults, now))
                : StorageReport.none();
    }

    private HttpAnswer devices(Instant now) {
        return HttpAnswer.json(200, deviceList.text(now));
    }

    private long clock(Instant now) {
        return new DeviceClock(faults, now).shown(now.getEpochSecond());
    }

    private static HttpAnswer headers(HttpAnswer answer) {
        return answer.with("Access-Control-Allow-Methods", "GET,POST,DELETE,PUT")
                .with("Access-Control-Allow-Origin", "*")
                .with("Access-Control-Allow-Headers", "Content-Type")
                .with("Pragma", "no-cache")
                .with("Cache-Control", "no-cache, no-store, no-cache, must-revalidate, post-check=0, pre-check=0")
                .with("dlcgi-build-time", "Sep 15 2021 00:05:00")
                .with("Server", "lighttpd/1.4.51");
    }
}
