package org.pvswatch.command;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pvswatch.settings.Settings;
import org.pvswatch.settings.SettingsException;

/**
 * The three folders of a command.
 *
 * @param config of application.properties
 * @param routes of the route files
 * @param data for everything written
 */
record Places(Path config, Path routes, Path data) {
    /** Where the launcher found the project; the defaults lie there. */
    private static final Path HOME = Path.of(System.getProperty("pvswatch.home", ""));

    /** Where they are unless somebody says otherwise; a package keeps some elsewhere than beside the program. */
    static final Places USUAL = new Places(folder("config"), HOME.resolve("routes"), folder("data"));

    private static Path folder(String name) {
        String installed = System.getProperty("pvswatch." + name);
        return installed == null ? HOME.resolve(name) : Path.of(installed);
    }

    /**
     * The folders that a command line names, {@code --config=DIR} or {@code --config DIR}, from one of its words on.
     *
     * @return empty when it says anything besides
     */
    static Optional<Places> in(String[] words, int from) {
        Places places = USUAL;
        for (int at = from; at < words.length; at++) {
            String[] parts = words[at].split("=", 2);
            boolean apart = parts.length == 1;
            if (apart && ++at == words.length) {
                return Optional.empty();
            }
            Path folder = Path.of(apart ? words[at] : parts[1]);
            switch (parts[0]) {
                case "--config" -> places = new Places(folder, places.routes, places.data);
                case "--routes" -> places = new Places(places.config, folder, places.data);
                case "--data" -> places = new Places(places.config, places.routes, folder);
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(places);
    }

    /** The folder of the route files, if it has some. */
    Path filledRoutes() throws SettingsException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(routes, "*.camel.yaml")) {
            if (files.iterator().hasNext()) {
                return routes;
            }
        } catch (IOException e) {
            // falls through to the sentence
        }
        throw new SettingsException(
                List.of(routes + ": holds no route files (*.camel.yaml); name their folder with --routes"));
    }

    /**
     * The settings in force.
     *
     * @param environment of the process, which may set settings
     * @param given beats file and environment; may name a data folder other than this
     */
    Settings settings(Map<String, String> environment, Map<String, String> given) throws SettingsException {
        Map<String, String> all = new HashMap<>(given);
        all.putIfAbsent(Settings.DATA_DIR, data.toString());
        return Settings.load(config, environment, all);
    }
}
