package org.pvswatch.own;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps secrets out of what is shown: those a route file gets from elsewhere, and whatever looks like one. */
public final class Secrets {
    private static final String HIDDEN = "***";
    private static final int SHORTEST = 4;
    private static final Pattern FROM_ENVIRONMENT = Pattern.compile("\\{\\{env:([\\w.-]+)");
    private static final Pattern FROM_FILE = Pattern.compile("resource:file:([^\"'\\s}]+)");
    private static final Pattern NAME =
            Pattern.compile("(?i)(.*[-_.])?(authorization|cookie|token|secret|password|passwd|pwd|api-?key|appid|key)");
    private static final Pattern IN_TEXT =
            Pattern.compile("(?i)(\\b(?:password|passwd|pwd|secret|token|access_?token|api[_-]?key|appid)=)[^&\\s\"]+"
                    + "|(\\b(?:bearer|basic)\\s+)[\\w.+/=-]+"
                    + "|(://)[^/@\\s]+(?=@)"
                    + "|(/bot\\d{1,20}:)[\\w-]+");

    private final Set<String> values =
            new TreeSet<>((a, b) -> b.length() - a.length() != 0 ? b.length() - a.length() : a.compareTo(b));

    /**
     * @param file the route file
     * @param environment of the process
     * @param settings all settings in force
     */
    public Secrets(Path file, Map<String, String> environment, Map<String, String> settings) throws IOException {
        String text = Endpoints.filled(Files.readString(file), settings);
        Matcher variable = FROM_ENVIRONMENT.matcher(text);
        while (variable.find()) {
            add(environment.get(variable.group(1)));
        }
        Matcher secret = FROM_FILE.matcher(text);
        while (secret.find()) {
            Path path = Path.of(secret.group(1));
            add(Files.isRegularFile(path) ? Files.readString(path) : null);
        }
        settings.forEach((key, value) -> add(NAME.matcher(key).matches() ? value : null));
    }

    private void add(String value) {
        if (value != null && value.strip().length() >= SHORTEST) {
            values.add(value.strip());
        }
    }

    /** A text without them. */
    public String masked(String text) {
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, HIDDEN);
        }
        return IN_TEXT.matcher(masked).replaceAll(found -> {
            for (int group = 1; group <= found.groupCount(); group++) {
                if (found.group(group) != null) {
                    return Matcher.quoteReplacement(found.group(group) + HIDDEN);
                }
            }
            return HIDDEN;
        });
    }

    /** A value without them, or nothing of it when its name says that it is one. */
    public String masked(String name, String value) {
        return NAME.matcher(name).matches() ? HIDDEN : masked(value);
    }
}
