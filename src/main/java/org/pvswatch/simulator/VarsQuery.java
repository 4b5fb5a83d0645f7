package org.pvswatch.simulator;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The terms of a {@code /vars} request, split as the firmware splits them: at {@code &}, {@code =} and commas, without
 * percent-decoding.
 *
 * @param names of {@code name=}, or null
 * @param match text of {@code match=}, or null
 * @param tags of {@code tags=}, or null
 * @param object true for {@code fmt=obj}
 * @param badFormat true when {@code fmt=} is neither obj nor list
 * @param cache id of {@code cache=}, or null
 * @param clearCache id of {@code clearcache=}, or null
 */
record VarsQuery(
        List<String> names,
        String match,
        List<String> tags,
        boolean object,
        boolean badFormat,
        String cache,
        String clearCache) {

    /** Unknown terms, {@code instance=} among them, are ignored. */
    static VarsQuery parse(String text) {
        List<String> names = null;
        String match = null;
        List<String> tags = null;
        boolean object = false;
        boolean badFormat = false;
        String cache = null;
        String clearCache = null;
        for (String term : (text == null ? "" : text.trim()).split("&")) {
            int equals = term.indexOf('=');
            String value = term.substring(equals + 1);
            switch (equals < 0 ? "" : term.substring(0, equals)) {
                case "name" -> names = Arrays.asList(value.split(","));
                case "match" -> match = value;
                case "tags" -> tags = Arrays.asList(value.split(","));
                case "fmt" -> {
                    object = value.startsWith("o") || value.startsWith("O");
                    badFormat = !object && !value.startsWith("l") && !value.startsWith("L");
                }
                case "cache" -> cache = value;
                case "clearcache" -> clearCache = value;
                default -> {
                    // the firmware passes over terms it does not know
                }
            }
        }
        return new VarsQuery(names, match, tags, object, badFormat, cache, clearCache);
    }

    /** True when it would read the variable of that name, were there one. */
    boolean covers(String variable) {
        if (names != null) {
            return names.contains(variable);
        }
        if (match != null) {
            return !match.isEmpty() && variable.contains(match);
        }
        return tags != null && tags.stream().anyMatch(tag -> Variables.hasTag(variable, tag));
    }

    boolean asks() {
        return names != null || match != null || tags != null;
    }

    /** What the text wants to write, by name, in its order. */
    static Map<String, String> settings(String text) {
        var settings = new LinkedHashMap<String, String>();
        for (String term : text == null ? new String[0] : text.trim().split("&")) {
            for (String pair :
                    term.startsWith("set=") ? term.substring("set=".length()).split(",") : new String[0]) {
                int equals = pair.indexOf('=');
                settings.put(equals < 0 ? pair : pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return settings;
    }

    /** True when the text wants to write. */
    static boolean sets(String text) {
        return text != null && Arrays.stream(text.split("&")).anyMatch(term -> term.startsWith("set="));
    }
}
