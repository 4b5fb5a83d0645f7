package org.pvswatch.settings;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the settings of the weather may be. */
final class WeatherRules {
    private static final String SERVICE = "weather.service";
    private static final String CONTACT = "weather.nws.contact";
    private static final String NWS = "nws";

    static final Map<String, Function<String, Optional<String>>> RULES = Map.ofEntries(
            Map.entry(SERVICE, SettingRules.oneOf("open-meteo", "openweathermap", NWS)),
            Map.entry("weather.url", SettingRules::address),
            Map.entry("weather.openweathermap.url", SettingRules::address),
            Map.entry("weather.openweathermap.key-file", value -> Optional.empty()),
            Map.entry("weather.nws.url", SettingRules::address),
            Map.entry(CONTACT, WeatherRules::contact),
            Map.entry("weather.poll-cron", SettingRules::cron),
            Map.entry("weather.connect-timeout-ms", SettingRules.whole(100, 600_000, "milliseconds")),
            Map.entry("weather.response-timeout-ms", SettingRules.whole(100, 600_000, "milliseconds")),
            Map.entry("weather.valid-hours", SettingRules.whole(1, 240, "hours")));

    private WeatherRules() {}

    /** What only several settings together show, by the key that is to be mended. */
    static Map<String, String> problems(Map<String, String> settings) {
        boolean unnamed =
                NWS.equals(settings.get(SERVICE)) && settings.get(CONTACT).isEmpty();
        return unnamed
                ? Map.of(
                        CONTACT,
                        "is not set; the US weather service refuses who does not say whom to write to, a mail"
                                + " address or a web page")
                : Map.of();
    }

    private static Optional<String> contact(String value) {
        return value.matches("[\\w.+@:/~%#?=&-]{0,100}")
                ? Optional.empty()
                : Optional.of("write a mail address or the address of a web page");
    }
}
