package org.pvswatch.share;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A query of {@code /vars} as the firmware splits it: at {@code &}, {@code =} and commas, nothing decoded. Source: the program behind
 * it, as far as it is public.
 */
record VariableQuery(Map<String, String> terms) {
    static VariableQuery parse(String query) {
        Map<String, String> terms = new LinkedHashMap<>();
        for (String term : query.split("&")) {
            String[] pair = term.split("=", 2);
            terms.put(pair[0], pair.length > 1 ? pair[1] : "");
        }
        return new VariableQuery(terms);
    }

    boolean writes() {
        return terms.containsKey("set");
    }

    boolean asks() {
        return terms.containsKey("name") || terms.containsKey("match");
    }

    /** The query without its form, to be asked again. */
    VariableQuery selection() {
        Map<String, String> kept = new LinkedHashMap<>(terms);
        kept.keySet().retainAll(java.util.Set.of("name", "match"));
        return new VariableQuery(kept);
    }

    String cache() {
        return terms.get("cache");
    }

    boolean isBadForm() {
        return !form().isEmpty() && !form().startsWith("o") && !form().startsWith("l");
    }

    boolean isObject() {
        return form().startsWith("o");
    }

    private String form() {
        return terms.getOrDefault("fmt", "").toLowerCase(java.util.Locale.ROOT);
    }

    /** The variables asked for in the order of their names; {@code null} when one that is named is not there, or none matches. */
    <T> Map<String, T> of(Map<String, T> all) {
        Map<String, T> chosen = new LinkedHashMap<>();
        if (terms.containsKey("name")) {
            for (String name : Arrays.asList(terms.get("name").split(","))) {
                if (!all.containsKey(name)) {
                    return null;
                }
                chosen.put(name, all.get(name));
            }
        } else {
            String part = terms.getOrDefault("match", "");
            all.forEach((name, value) -> {
                if (!part.isEmpty() && name.contains(part)) {
                    chosen.put(name, value);
                }
            });
        }
        return chosen.isEmpty() ? null : chosen;
    }
}
