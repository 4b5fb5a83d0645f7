package org.pvswatch.settings;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What the settings of outlets may be. */
final class OutletRules {
    private static final int LARGEST_PORT = 65_535;

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
            Map.entry("health.listen", value -> value.isEmpty() ? Optional.empty() : listen(value)),
            Map.entry("health.grace-minutes", SettingRules.whole(5, 1440, "minutes")),
            Map.entry("metrics.listen", value -> value.isEmpty() ? Optional.empty() : listen(value)),
            Map.entry("influx.url", OutletRules::influx),
            Map.entry("influx.token-file", value -> Optional.empty()),
            Map.entry("pvoutput.system-id", OutletRules::system),
            Map.entry("pvoutput.key-file", value -> Optional.empty()),
            Map.entry("pvoutput.url", OutletRules::server),
            Map.entry("pvoutput.minutes", SettingRules.oneOf("5", "10", "15")),
            Map.entry("pvoutput.donor", SettingRules.oneOf("true", "false")),
            Map.entry("pvoutput.pause-ms", SettingRules.whole(0, 60_000, "milliseconds")),
            Map.entry("mqtt.url", OutletRules::broker),
            Map.entry("mqtt.user", value -> Optional.empty()),
            Map.entry("mqtt.password-file", value -> Optional.empty()),
            Map.entry("mqtt.ca-file", value -> Optional.empty()),
            Map.entry("mqtt.prefix", OutletRules::prefix),
            Map.entry("mqtt.discovery-prefix", OutletRules::prefix),
            Map.entry("mqtt.source.topic", OutletRules::topicFilter),
            Map.entry("mqtt.source.id", SettingRules::pvsName),
            Map.entry("outlet.timeout-ms", SettingRules.whole(100, 600_000, "milliseconds")));

    private OutletRules() {}

    /** What does not go together, by key. */
    static Map<String, String> problems(Map<String, String> values) {
        Map<String, String> problems = new TreeMap<>();
        boolean source = !values.get("mqtt.source.topic").isEmpty();
        if (values.get("pvs.url").isEmpty() && !source) {
            problems.put("pvs.url", "is not set; write the address of the PVS, or set mqtt.source.topic");
        }
        if (source && values.get("mqtt.url").isEmpty()) {
            problems.put("mqtt.url", "is not set; mqtt.source.topic needs the broker's address there");
        }
        if (source && Arrays.asList(values.get("pvs.id").split("\\s*,\\s*")).contains(values.get("mqtt.source.id"))) {
            problems.put("mqtt.source.id", "is the name of a PVS too; give it another one");
        }
        return problems;
    }

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

    private static Optional<String> influx(String value) {
        return value.isEmpty() || value.matches("https?://[^/?]+/[^?]*write[^?]*\\?(.*&)?(bucket|db)=.+")
                ? Optional.empty()
                : Optional.of("write the whole address, http://host:8086/api/v2/write?org=...&bucket=... or"
                        + " http://host:8086/write?db=...");
    }

    private static Optional<String> system(String value) {
        return value.matches("\\d{0,12}") ? Optional.empty() : Optional.of("write the number of your system alone");
    }

    static Optional<String> listen(String value) {
        return value.matches("((\\[[0-9a-fA-F:.]+]|[A-Za-z0-9.-]+):)?\\d{1,5}")
                        && Integer.parseInt(value.substring(value.lastIndexOf(':') + 1)) <= LARGEST_PORT
                ? Optional.empty()
                : Optional.of("write a port such as 9464, or an address and a port such as 192.168.1.5:9464");
    }

    private static Optional<String> server(String value) {
        return value.endsWith("/") || value.contains("?")
                ? Optional.of("write the server's address without a slash or a query at its end")
                : address(value);
    }

    private static Optional<String> broker(String value) {
        try {
            URI uri = URI.create(value);
            boolean good = Set.of("tcp", "ssl").contains(String.valueOf(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getPath().isEmpty()
                    && uri.getQuery() == null;
            if (value.isEmpty() || good) {
                return Optional.empty();
            }
        } catch (IllegalArgumentException e) {
            // falls through to the mend
        }
        return Optional.of("write tcp://host:1883, or ssl://host:8883, without a user or a path");
    }

    private static Optional<String> prefix(String value) {
        return value.matches("([A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*)?")
                ? Optional.empty()
                : Optional.of("write levels of a topic such as solar or energy/solar: letters, digits, _ and -");
    }

    private static Optional<String> topicFilter(String value) {
        return value.isEmpty() || value.matches("([^+#]+|\\+)(/([^+#]+|\\+))*(/#)?") && value.length() < 200
                ? Optional.empty()
                : Optional.of("write a topic such as solar/inverter/+, where + stands for one level");
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
