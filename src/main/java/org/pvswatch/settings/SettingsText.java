package org.pvswatch.settings;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The text of a settings file, in which a value can be changed and nothing else: comments, order, other keys and the ends of
 * lines stay as they are.
 *
 * @param text of the whole file
 */
public record SettingsText(String text) {
    /**
     * The same text with these values: a key that stands there keeps its line, a new one goes to the end.
     *
     * @param values by key, unescaped
     */
    public SettingsText with(Map<String, String> values) {
        Map<String, String> left = new LinkedHashMap<>(values);
        StringBuilder changed = new StringBuilder(text.length() + 200);
        for (String line : text.split("(?<=\\n)", -1)) {
            String bare = line.replaceFirst("\\R$", "");
            String key = keyOf(bare);
            String value = key == null ? null : left.remove(key);
            changed.append(value == null ? bare : line(key, value)).append(line, bare.length(), line.length());
        }
        if (!left.isEmpty()) {
            String end = text.contains("\r\n") ? "\r\n" : "\n";
            changed.append(changed.isEmpty() || changed.charAt(changed.length() - 1) == '\n' ? "" : end);
            changed.append(text.isEmpty() ? "" : end);
            left.forEach((key, value) -> changed.append(line(key, value)).append(end));
        }
        return new SettingsText(changed.toString());
    }

    private static String line(String key, String value) {
        return key + "=" + value.replace("\\", "\\\\");
    }

    /** The key that a line sets, read as {@link Settings} reads it; {@code null} for none. */
    private static String keyOf(String line) {
        Properties parsed = new Properties();
        try {
            parsed.load(new StringReader(line));
        } catch (IOException | IllegalArgumentException e) {
            return null; // what is no line of settings stays as it is
        }
        Set<String> keys = parsed.stringPropertyNames();
        return keys.isEmpty() ? null : keys.iterator().next();
    }
}
