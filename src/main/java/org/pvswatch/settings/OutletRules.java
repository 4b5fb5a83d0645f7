package org.pvswatch.settings;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the settings of outlets may be. */
final class OutletRules {
    static final Map<String, Function<String, Optional<String>>> RULES = Map.ofEntries(
            Map.entry("heartbeat.url", OutletRules::addressOrNone),
            Map.entry("heartbeat.minutes", SettingRules.whole(1, 1440, "minutes")),
            Map.entry("alert.ntfy.topic", OutletRules::topic),
            Map.entry("alert.ntfy.url", OutletRules::server),
            Map.entry("alert.ntfy.token-file", value -> Optional.empty()),
            Map.entry("alert.telegram.chat", OutletRules::chat),
            Map.entry("alert.telegram.url", OutletRules::server),
            Map.entry("alert.telegram.token-file", value -> Optional.empty()),
            Map.entry("alert.pushover.user", OutletRules::user),
            Map.entry("alert.pushover.url", OutletRules::server),
            Map.entry("alert.pushover.token-file", value -> Optional.empty()),
            Map.entry("alert.webhook.url", OutletRules::addressOrNone),
            Map.entry("alert.webhook.secret-file", value -> Optional.empty()),
            Map.entry("outlet.timeout-ms", SettingRules.whole(100, 600_000, "milliseconds")));

    private OutletRules() {}

    private static Optional<String> topic(String value) {
        return value.matches("[A-Za-z0-9_-]{0,64}")
                ? Optional.empty()
                : Optional.of("write the topic alone, letters, digits, _ and -; the server has its own key");
    }

    private static Optional<String> chat(String value) {
        return value.matches("(-?\\d+|@\\w+)?")
                ? Optional.empty()
                : Optional.of("write the number of the chat, or @ and the name of a channel");
    }

    private static Optional<String> user(String value) {
        return value.matches("[A-Za-z0-9]*")
                ? Optional.empty()
                : Optional.of("write the user key alone, letters and digits");
    }

    private static Optional<String> server(String value) {
        return value.endsWith("/") || value.contains("?")
                ? Optional.of("write the server's address without a slash or a query at its end")
                : address(value);
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
