package org.pvswatch.doctor;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.pvswatch.settings.Settings;

/**
 * What there is to look at.
 *
 * @param config folder of the settings
 * @param routes folder of the shipped routes
 * @param data folder of what the watch writes
 * @param settings in force, {@code null} when they cannot be used
 * @param problems of the settings, a sentence each; empty when there are some in force
 * @param environment of the process
 * @param clock of this machine
 */
public record Installed(
        Path config,
        Path routes,
        Path data,
        Settings settings,
        List<String> problems,
        Map<String, String> environment,
        Clock clock) {}
