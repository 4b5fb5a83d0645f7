package org.pvswatch.fault;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pvswatch.reading.Sun;

/**
 * The house whose faults are looked for.
 *
 * @param id of the site
 * @param zone in which its owner sleeps
 * @param sun over it
 * @param groups panels by side of the roof; empty: learned
 * @param circuits panels by circuit; empty: told from what stops together
 */
public record FaultSite(
        String id, ZoneId zone, Sun sun, Map<String, List<String>> groups, Map<String, List<String>> circuits) {

    /** Copies the maps, in their order. */
    public FaultSite {
        groups = new LinkedHashMap<>(groups);
        circuits = new LinkedHashMap<>(circuits);
    }

    /**
     * Reads groups or circuits as they stand in the settings.
     *
     * @param text such as {@code south: E001 E002; west: E003}; blank for none
     */
    public static Map<String, List<String>> sets(String text) {
        Map<String, List<String>> sets = new LinkedHashMap<>();
        for (String part : text.split(";")) {
            int colon = part.indexOf(':');
            if (colon > 0) {
                List<String> serials =
                        new ArrayList<>(List.of(part.substring(colon + 1).trim().split("[\\s,]+")));
                serials.removeIf(String::isBlank);
                sets.put(part.substring(0, colon).trim(), List.copyOf(serials));
            }
        }
        return sets;
    }
}
