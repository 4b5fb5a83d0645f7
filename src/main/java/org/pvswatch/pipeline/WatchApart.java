package org.pvswatch.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.pvswatch.settings.Settings;

/**
 * A watch under the owner's settings in a folder of its own, which goes with it: it works beside the real one, and nothing of it
 * stays. Nothing in it happens by itself.
 */
public final class WatchApart implements AutoCloseable {
    private final Path data;
    private final Settings settings;
    private Watch watch;

    private WatchApart(Path data, Settings settings) {
        this.data = data;
        this.settings = settings;
    }

    /**
     * Starts one.
     *
     * @param settings of the owner
     * @param routes folder of the shipped routes
     * @param clock tells when an answer was received
     * @param given settings that are others for the trial
     */
    public static WatchApart of(Settings settings, Path routes, Clock clock, Map<String, String> given)
            throws IOException {
        Path data = Files.createTempDirectory("pvs-watch-trial");
        Map<String, String> others = new HashMap<>(given);
        others.put(Settings.DATA_DIR, data.toString());
        others.put("history.url", "");
        WatchApart trial = new WatchApart(data, settings.with(others));
        try {
            trial.watch = new Watch(trial.settings, routes, clock);
            return trial;
        } finally {
            if (trial.watch == null) {
                trial.delete();
            }
        }
    }

    /** Its routes are there from now on. */
    public WatchApart started() throws IOException {
        watch.start();
        return this;
    }

    /** The watch. */
    public Watch watch() {
        return watch;
    }

    /** Its settings. */
    public Settings settings() {
        return settings;
    }

    /** Its folder, which only we may read. */
    public Path data() {
        return data;
    }

    @Override
    public void close() throws IOException {
        try {
            watch.close();
        } finally {
            delete();
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> paths = Files.walk(data)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
