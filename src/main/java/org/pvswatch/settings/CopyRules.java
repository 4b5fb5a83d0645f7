package org.pvswatch.settings;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the settings of copies for others may be. */
final class CopyRules {
    private static final String MIRROR = "mirror.url";

    static final Map<String, Function<String, Optional<String>>> RULES = Map.of(
            "share.listen",
            value -> value.isEmpty() ? Optional.empty() : OutletRules.listen(value),
            "share.valid-minutes",
            SettingRules.whole(1, 1440, "minutes"),
            MIRROR,
            CopyRules::database,
            "mirror.user",
            SettingRules::user,
            "mirror.password-file",
            value -> Optional.empty());

    private CopyRules() {}

    /** What only several settings together show, by the key that is to be mended. */
    static Map<String, String> problems(Map<String, String> settings) {
        boolean twice =
                !settings.get(MIRROR).isEmpty() && !settings.get("history.url").isEmpty();
        return twice
                ? Map.of(
                        MIRROR,
                        "is set and history.url too; history is in PostgreSQL already, others can read it there")
                : Map.of();
    }

    private static Optional<String> database(String value) {
        return value.isEmpty() || SettingRules.POSTGRESQL.matcher(value).matches()
                ? Optional.empty()
                : Optional.of(
                        "leave it empty, or write jdbc:postgresql://host:port/database without a user or password,"
                                + " which have their own keys");
    }
}
