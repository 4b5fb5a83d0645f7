package org.pvswatch.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The shipped route files as text and as trees. */
final class RouteFiles {
    private static final Path FOLDER = Path.of("routes");
    private static final String ENDING = ".camel.yaml";

    private RouteFiles() {}

    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    /** The files that hold a route, which is all but those that hold a policy or the words. */
    static List<Path> withRoute() throws IOException {
        return all().stream()
                .filter(file -> !List.of(
                                "ask-errors",
                                "record-errors",
                                "mail-errors",
                                "outlet-errors",
                                "serve-errors",
                                "own-errors",
                                "beans")
                        .contains(stem(file)))
                .toList();
    }

    static Path named(String stem) {
        return FOLDER.resolve(stem + ENDING);
    }

    static String stem(Path file) {
        return file.getFileName().toString().replace(ENDING, "");
    }

    /** The items of a file: it is always a list. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> items(Path file) throws IOException {
        return (List<Map<String, Object>>)
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    }

    /** The one route of a file. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> route(Path file) throws IOException {
        return (Map<String, Object>) items(file).get(0).get("route");
    }
}
