package org.pvswatch.own;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * What an owner's route finds in the house.
 *
 * @param settings all settings in force
 * @param routes id of each shipped route and where it begins
 * @param policies ids of the shipped policies
 * @param words each Java word that is offered, with its class, {@code null} where only Camel knows it
 */
record House(
        Map<String, String> settings, Map<String, String> routes, Set<String> policies, Map<String, String> words) {
    /** What the program gives besides. */
    private static final Map<String, String> GIVEN = Map.of("clock", "java.time.Clock", "settings", "java.util.Map");

    static House of(Map<String, String> settings, Path shipped) throws IOException {
        Map<String, String> routes = new HashMap<>();
        Set<String> policies = new TreeSet<>();
        Map<String, String> words = new HashMap<>(GIVEN);
        for (RouteFile file : files(shipped)) {
            for (MappingNode route : file.routes()) {
                String uri = RouteFile.scalar(RouteFile.at(RouteFile.at(route, "from"), "uri"));
                routes.put(RouteFile.scalar(RouteFile.at(route, "id")), uri);
            }
            for (MappingNode bean : file.beans()) {
                boolean made = RouteFile.at(bean, "factoryMethod") != null;
                words.put(
                        RouteFile.scalar(RouteFile.at(bean, "name")),
                        made ? null : RouteFile.scalar(RouteFile.at(bean, "type")));
            }
            file.items().stream()
                    .filter(item -> "routeConfiguration".equals(RouteFile.scalar(item.getKeyNode())))
                    .forEach(item -> policies.add(RouteFile.scalar(RouteFile.at(item.getValueNode(), "id"))));
        }
        return new House(settings, routes, policies, words);
    }

    /** The route files of a folder in the order of their names; none when there is no such folder. */
    static List<RouteFile> files(Path folder) throws IOException {
        List<RouteFile> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            TreeSet<Path> paths = new TreeSet<>();
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + RouteFile.ENDING)) {
                found.forEach(paths::add);
            }
            paths.forEach(path -> files.add(RouteFile.read(path)));
        }
        return files;
    }
}
