package org.pvswatch.simulator;

/** The small answers of {@code dl_cgi}: who the box is, its networks, and the commands that need no devices. */
final class SupervisorPages {
    private static final String GRID_PROFILE = "IEEE-1547a-2014 + 2020 CA Rule21";
    private static final String GRID_PROFILE_ID = "816bf3302d337a42680b996227ddbc46abf9cd05";
    private static final String UNKNOWN = result("unknown command");

    private final Profile profile;
    private final SiteIdentity identity;

    SupervisorPages(Profile profile, SiteIdentity identity) {
        this.profile = profile;
        this.identity = identity;
    }

    static String result(String result) {
        return new TabbedJson(32).object().text("result", result).endObject().toString();
    }

    /** Open on every firmware. PVS5 has no {@code BUILD}. */
    String supervisorInfo() {
        var json = new TabbedJson(400)
                .object()
                .text("result", "succeed")
                .objectMember("supervisor")
                .text("SWVER", profile.softwareVersion())
                .text("SERIAL", identity.supervisor())
                .text("MODEL", profile.isPvs5() ? "PVS5" : "PVS6");
        if (profile.isPvs5()) {
            json.text("FWVER", "0.0.0");
        } else {
            json.bare("BUILD", profile.build())
                    .text("FWVER", "1.0.0")
                    .bare("SCVER", 1_630_652_920)
                    .bare("EASICVER", 131_329)
                    .bare("SCBUILD", 1_188)
                    .bare("WNSERIAL", 16)
                    .bare("WNMODEL", 400)
                    .bare("WNVER", 3_000);
        }
        return json.endObject().endObject().toString();
    }

    /** @param epochSecond the box's clock */
    String communication(long epochSecond) {
        var json = new TabbedJson(900)
                .object()
                .text("result", "succeed")
                .objectMember("networkstatus")
                .array("interfaces");
        json.element()
                .text("interface", "wan")
                .text("internet", "down")
                .text("ipaddr", "")
                .text("link", "disconnected")
                .text("mode", "wan")
                .text("sms", "unreachable")
                .text("state", "down")
                .endElement();
        json.element()
                .text("interface", "sta0")
                .text("internet", "up")
                .text("ipaddr", "192.0.2.7")
                .text("signal", "-61")
                .text("sms", "reachable")
                .text("ssid", "home")
                .text("state", "up")
                .text("status", "connected")
                .endElement();
        return json.endArray()
                .objectMember("system")
                .text("interface", "sta0")
                .text("internet", "up")
                .text("sms", "reachable")
                .endObject()
                .text("ts", Long.toString(epochSecond))
                .endObject()
                .endObject()
                .toString();
    }

    /** The answer to {@code ?Command=}, all but {@code DeviceList}. */
    String command(String name, long epochSecond) {
        return switch (name == null ? "" : name) {
            case "Start" -> supervisorInfo();
            case "Stop" -> result("succeed");
            case "Get_Comm" -> communication(epochSecond);
            case "CheckFW" ->
                new TabbedJson(32).object().text("url", "none").endObject().toString();
            case "GridProfileGet" -> gridProfile();
            case "GetCellPurchased" ->
                new TabbedJson(40)
                        .object()
                        .text("cell_purchased", "null")
                        .endObject()
                        .toString();
            case "SetCellPurchased" ->
                new TabbedJson(64)
                        .object()
                        .text("cell_purchased", "null")
                        .text("result", "succeed")
                        .endObject()
                        .toString();
            case "GridProfileRefresh" -> gridProfiles(epochSecond);
            case "GetDiscoveryProgress" -> discovery();
            default -> UNKNOWN;
        };
    }

    /** The answer to a path that tells nothing of devices. @param epochSecond the box's clock */
    String page(String path, long epochSecond) {
        return switch (path) {
            case "supervisor/info" -> supervisorInfo();
            case "communication/interfaces", "network/interfaces" -> communication(epochSecond);
            case "network/powerProduction" ->
                new TabbedJson(64)
                        .object()
                        .text("powerProduction", "On")
                        .text("result", "succeed")
                        .endObject()
                        .toString();
            case "grid/voltage" ->
                new TabbedJson(32)
                        .object()
                        .bare("grid_voltage", 240)
                        .endObject()
                        .toString();
            case "grid/export_limit" ->
                new TabbedJson(64)
                        .object()
                        .bare("enabled", 1)
                        .bare("factor", 1)
                        .bare("limit", -1)
                        .endObject()
                        .toString();
            case "grid/profile" -> gridProfile();
            case "firmware/new_version" ->
                new TabbedJson(32).object().text("url", "none").endObject().toString();
            default -> UNKNOWN;
        };
    }

    private static String gridProfile() {
        return new TabbedJson(500)
                .object()
                .text("result", "succeed")
                .text("active_name", GRID_PROFILE)
                .text("active_id", GRID_PROFILE_ID)
                .text("pending_name", GRID_PROFILE)
                .text("pending_id", GRID_PROFILE_ID)
                .bare("percent", 100)
                .text("supported_by", "ALL")
                .text("status", "success")
                .endObject()
                .toString();
    }

    /** The real one is tens of kB of them. */
    private static String gridProfiles(long epochSecond) {
        return new TabbedJson(600)
                .object()
                .text("result", "succeed")
                .bare("success", "true")
                .bare("creation", epochSecond)
                .array("profiles")
                .element()
                .bare("selfsupply", "false")
                .bare("zipcodes", "[{\"max\": 96162, \"min\": 90001}, 94501]")
                .bare("default", "true")
                .text("filename", "816bf330.meta")
                .text("id", GRID_PROFILE_ID)
                .text("name", GRID_PROFILE)
                .endElement()
                .endArray()
                .endObject()
                .toString();
    }

    private static String discovery() {
        return new TabbedJson(160)
                .object()
                .array("progress")
                .element()
                .text("TYPE", "MicroInverters")
                .text("PROGR", "100")
                .text("NFOUND", "0")
                .endElement()
                .endArray()
                .bare("complete", "true")
                .text("result", "succeed")
                .endObject()
                .toString();
    }
}
