package org.pvswatch.fault;

import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;

/**
 * The thresholds in force: the settings {@code fault.*}, which config/application.properties explains one by one. Immutable.
 */
public final class FaultSettings {
    private static final String PREFIX = "fault.";

    private final Map<String, String> values;

    private FaultSettings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** @param settings all settings in force, by key */
    public static FaultSettings of(Map<String, String> settings) {
        return new FaultSettings(settings);
    }

    /** A threshold. @param name the key without {@code fault.} */
    double number(String name) {
        return Double.parseDouble(text(name));
    }

    /** A count. */
    int count(String name) {
        return Integer.parseInt(text(name));
    }

    /** A time of day, as {@code 08:00}. */
    LocalTime time(String name) {
        return LocalTime.parse(text(name));
    }

    /** As it is written. */
    String text(String name) {
        return Optional.ofNullable(values.get(PREFIX + name))
                .orElseThrow(() -> new IllegalArgumentException("setting '" + PREFIX + name + "' is missing"));
    }
}
