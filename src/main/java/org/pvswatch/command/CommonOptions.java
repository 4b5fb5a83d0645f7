package org.pvswatch.command;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pvswatch.settings.Settings;
import org.pvswatch.settings.SettingsException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command takes: three folders, and the question for help. */
final class CommonOptions {
    /** Where the launcher found the project; the defaults lie there. */
    private static final Path HOME = Path.of(System.getProperty("pvswatch.home", ""));

    /** A package keeps them elsewhere than beside the program. */
    private static final Path CONFIG = folder("config");

    private static final Path DATA = folder("data");

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "Folder of application.properties. Default: config beside the program.")
    private Path config = CONFIG;

    @Option(
            names = "--routes",
            paramLabel = "DIR",
            description = "Folder of the route files. Default: routes beside the program.")
    private Path routes = HOME.resolve("routes");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for everything written. Default: data beside the program.")
    private Path data = DATA;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private static Path folder(String name) {
        String installed = System.getProperty("pvswatch." + name);
        return installed == null ? HOME.resolve(name) : Path.of(installed);
    }

    /** The folder of the route files, which has some. */
    Path routes() throws SettingsException {
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

    Path data() {
        return data;
    }

    Path config() {
        return config;
    }

    /** Settings for reading what lies in the data folder, which may be a demo's. */
    Settings settingsOfData() throws SettingsException {
        return settings(DemoMark.isIn(data) ? DemoCommand.settings() : Map.of());
    }

    /** The environment of the process, which may set settings. */
    Map<String, String> environment() {
        return ((Commands) command.root().userObject()).environment();
    }

    /** @param given beats file and environment; may name a data folder other than the usual */
    Settings settings(Map<String, String> given) throws SettingsException {
        Map<String, String> all = new HashMap<>(given);
        all.putIfAbsent(Settings.DATA_DIR, data.toString());
        return Settings.load(config, environment(), all);
    }
}
