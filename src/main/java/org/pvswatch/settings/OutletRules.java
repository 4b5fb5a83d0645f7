package org.pvswatch.settings;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What the settings of outlets may be. */
final class OutletRules {
    /** Addresses that let their finder in. */
    private static final Set<String> SECRET = Set.of("heartbeat.url");

    static final Map<String, Function<String, Optional<String>>> RULES = Map.ofEntries(
            Map.entry("heartbeat.url", OutletRules::addressOrNone),
            Map.entry("heartbeat.minutes", SettingRules.whole(1, 1440, "minutes")),
            Map.entry("outlet.timeout-ms", SettingRules.whole(100, 600_000, "milliseconds")));

    private OutletRules() {}

    /** Whether a wrong value may not even be shown. */
    static boolean isSecret(String key) {
        return SECRET.contains(key);
    }

    private static Optional<String> addressOrNone(String value) {
        return value.isEmpty() ? Optional.empty() : address(value);
    }

    private static Optional<String> address(String value) {
        try {
            URI uri = URI.create(value);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return Optional.empty();
            }
        } catch (IllegalArgumentException e) {
            // falls through to the mend
        }
        return Optional.of("write a whole address that begins with https:// or http://");
    }
}
