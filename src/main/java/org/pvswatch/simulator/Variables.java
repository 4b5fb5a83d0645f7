package org.pvswatch.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** All variables at one moment, in the order the box lists them. */
final class Variables {
    /** What can be read without a session. */
    static final Set<String> OPEN = Set.of("/sys/info/serialnum", "/sys/info/ssid", "/sys/info/lmac");

    /** 1: live telemetry is sent on the websocket. */
    static final String TELEMETRY = "/sys/telemetryws/enable";

    /** What the owner may write. */
    static final Set<String> WRITABLE = Set.of(
            TELEMETRY,
            "/network/report/send",
            "/metrics/network/interface_report_request",
            "/ess/config/dcm/mode_param/control_mode",
            "/ess/config/dcm/control_param/min_customer_soc");

    private final Map<String, String> values = new LinkedHashMap<>(512);

    Map<String, String> values() {
        return values;
    }

    Variables text(String name, String value) {
        values.put(name, value);
        return this;
    }

    Variables number(String name, double value) {
        return text(name, DecimalText.float32(value));
    }

    Variables whole(String name, long value) {
        return text(name, Long.toString(value));
    }

    /** Whether a variable carries a tag, told from its name. */
    static boolean hasTag(String name, String tag) {
        return switch (tag) {
            case "livedata" -> name.startsWith("/sys/livedata/");
            case "inverter", "meter", "ess", "transfer_switch" ->
                name.startsWith("/sys/devices/") && name.contains("/" + tag + "/");
            case "telemetry" -> name.startsWith("/sys/devices/");
            case "diag" -> name.startsWith("/sys/info/");
            case "sysstats" -> name.startsWith("/sys/pvs/");
            default -> false;
        };
    }
}
