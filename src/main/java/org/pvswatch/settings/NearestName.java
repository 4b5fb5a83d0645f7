package org.pvswatch.settings;

import java.util.Collection;
import java.util.Comparator;

/** Finds the known name that a mistyped one most likely meant (Levenshtein distance). */
public final class NearestName {
    private NearestName() {}

    /** A half sentence for the owner: the nearest name if one is near, else what to do instead. */
    public static String suggest(String seen, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(seen, name)))
                .filter(name -> distance(seen, name) <= Math.max(3, seen.length() / 3))
                .map(name -> "did you mean '" + name + "'?")
                .orElse("remove the line");
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
