package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.pvswatch.replay.Backlog;
import org.pvswatch.settings.Settings;
import org.pvswatch.settings.SettingsException;
import org.pvswatch.simulator.Profile;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;

/** A simulated house and a watcher of it, on the shipped routes and settings, both under one clock that a test moves. */
final class House implements AutoCloseable {
    private static final Duration AFTER_THE_MARK = Duration.ofSeconds(20);

    private final Path data;
    private final Map<String, String> given = new HashMap<>();
    private final Simulator simulator;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream console = System.err;
    private boolean watchedForLeaks = true;
    private Path config = Path.of("config");
    private Watch watch;

    House(Path data, String profile, Instant start, String... faults) throws IOException {
        this(
                data,
                SimulatorOptions.defaults()
                        .withProfile(Profile.named(profile))
                        .withClock(SimulatedClock.stepped(start))
                        .withPanels(6)
                        .withFaults(faults));
    }

    House(Path data, SimulatorOptions options) throws IOException {
        this.data = data;
        this.simulator = Simulator.start(options);
        given.put("site.zone", options.site().zone().getId());
        given.put("site.latitude", String.valueOf(options.site().latitudeDegrees()));
        given.put("site.longitude", String.valueOf(options.site().longitudeDegrees()));
        given.put("pvs.url", simulator.pvsUrl().toString());
        given.put("weather.url", simulator.weatherUrl().toString());
        given.put("data.dir", data.toString());
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    /** For a test that feeds secrets by itself and looks after them by itself. */
    House withSecretsInIt() {
        watchedForLeaks = false;
        return this;
    }

    House with(String key, String value) {
        given.put(key, value);
        return this;
    }

    House started() throws IOException, SettingsException {
        return started(simulator.clock());
    }

    /** With a clock of its own, perhaps wrong. */
    House started(Clock clock) throws IOException, SettingsException {
        watch = new Watch(settings(), Path.of("routes"), clock);
        watch.start();
        return this;
    }

    /** With the settings of another folder. */
    House of(Path folder) {
        config = folder;
        return this;
    }

    Settings settings() throws SettingsException {
        return Settings.load(config, Map.of(), given);
    }

    Watch watch() {
        return watch;
    }

    Simulator simulator() {
        return simulator;
    }

    Path data() {
        return data;
    }

    /** Polls from one moment until before another, the weather once an hour. */
    void pollEvery(Duration pause, Instant from, Instant to) {
        Instant weatherAt = from;
        for (Instant mark = from; mark.isBefore(to); mark = mark.plus(pause)) {
            simulator.clock().stepTo(mark.plus(AFTER_THE_MARK));
            if (!mark.isBefore(weatherAt)) {
                watch.send("direct:ask-weather", null);
                weatherAt = mark.plus(Duration.ofHours(1));
            }
            watch.send("direct:ask-every-pvs", null);
        }
    }

    void pollAt(Instant mark) {
        simulator.clock().stepTo(mark.plus(AFTER_THE_MARK));
        watch.send("direct:ask-every-pvs", null);
    }

    /** Has history take what it lacks. @return how many answers had waited */
    long catchUp() {
        watch.send("direct:catch-up-history", null);
        return watch.word("backlog", Backlog.class).lateAnswers();
    }

    /** Ends the watcher, as a stop of the program would; the house stands. */
    void stopWatching() throws IOException {
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }

    /** Warnings and errors so far, without the time in front. */
    List<String> warnings() {
        return said.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .map(line -> line.replaceFirst("^\\S+ \\S+ ", ""))
                .collect(Collectors.toList());
    }

    /** The latest lines, for whoever has to find out what happened. */
    String lastWords() {
        List<String> lines = everythingSaid().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    String everythingSaid() {
        return said.toString(StandardCharsets.UTF_8);
    }

    /** Archived answers in the order of time, without those that only say that there was none. */
    List<Path> archived() throws IOException {
        return below("archive").stream()
                .filter(file -> !file.toString().contains(".http000."))
                .toList();
    }

    List<Path> below(String folder) throws IOException {
        if (!Files.exists(data.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(data.resolve(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static String text(Path packed) throws IOException {
        try (GZIPInputStream plain = new GZIPInputStream(Files.newInputStream(packed))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            stopWatching();
            if (watchedForLeaks) {
                assertThat(Leaks.in(data, everythingSaid(), simulator.secrets()))
                        .isEmpty();
            }
        } finally {
            System.setErr(console);
            simulator.close();
        }
    }
}
