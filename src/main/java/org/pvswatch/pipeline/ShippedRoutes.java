package org.pvswatch.pipeline;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pvswatch.own.OwnRoutes;

/**
 * Which of the shipped files are read: all but those the owner replaces or does without.
 *
 * @param pattern of the files to read
 * @param off id of each route to do without, and where it begins
 */
record ShippedRoutes(String pattern, Map<String, String> off) {
    private static final String OFF = "routes.off";
    private static final String ENDING = ".camel.yaml";

    static ShippedRoutes of(Path folder, Map<String, String> settings, Set<String> replaced) throws IOException {
        if (replaced.isEmpty() && settings.getOrDefault(OFF, "").isEmpty()) {
            return new ShippedRoutes("file:" + folder + "/*" + ENDING, Map.of());
        }
        Map<String, String> begins = OwnRoutes.begins(settings, folder);
        Map<String, String> off = new TreeMap<>();
        Arrays.stream(settings.getOrDefault(OFF, "").split(","))
                .map(String::trim)
                .filter(id -> begins.containsKey(id) && !replaced.contains(id))
                .forEach(id -> off.put(id, begins.get(id)));
        Set<String> files = new TreeSet<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : found) {
                String id = file.getFileName().toString().replace(ENDING, "");
                if (!replaced.contains(id) && !off.containsKey(id)) {
                    files.add("file:" + file);
                }
            }
        }
        return new ShippedRoutes(files.stream().collect(Collectors.joining(",")), off);
    }
}
