package org.pvswatch.command;

import java.nio.file.Path;
import java.util.Map;
import org.pvswatch.settings.Settings;
import org.pvswatch.settings.SettingsException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command takes: three folders, and the question for help. */
final class CommonOptions {
    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "Folder of application.properties. Default: config beside the program.")
    private Path config = Places.USUAL.config();

    @Option(
            names = "--routes",
            paramLabel = "DIR",
            description = "Folder of the route files. Default: routes beside the program.")
    private Path routes = Places.USUAL.routes();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for everything written. Default: data beside the program.")
    private Path data = Places.USUAL.data();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** The folder of the route files, which has some. */
    Path routes() throws SettingsException {
        return places().filledRoutes();
    }

    /** All three. */
    Places places() {
        return new Places(config, routes, data);
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
        return places().settings(environment(), given);
    }
}
