package org.pvswatch.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** All variables at one moment, in the order the box lists them. */
final class Variables {
    /** What can be read without a session. */
    static final Set<String> OPEN = Set.of("/sys/info/serialnum", "/sys/info/ssid", "/sys/info/lmac");

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
            case "inverter", "meter", "ess", "transfer_switch" -> name.startsWith("/sys/devices/" + tag + "/");
            case "telemetry" -> name.startsWith("/sys/devices/");
            case "diag" -> name.startsWith("/sys/info/");
            case "sysstats" -> name.startsWith("/sys/pvs/");
            default -> false;
        };
    }
}
