package org.pvswatch.settings;

import java.util.Map;

/** Settings that had another name once: the old one works for ever, and one line says the new one. */
public final class RenamedSettings {
    /** New name by old name. */
    public static final Map<String, String> NEW_NAMES =
            Map.of("pvs.response-timeout-ms", "pvs.device-list-limit-ms"); // since answers have a limit as a whole

    private RenamedSettings() {}

    static String remark(String where, String old, String now, boolean both) {
        return both
                ? "%s: '%s' is called '%s' now, which stands here too and counts; delete the old line"
                        .formatted(where, old, now)
                : "%s: '%s' is called '%s' now; it still works, rename it".formatted(where, old, now);
    }
}
