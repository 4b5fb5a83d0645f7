package org.pvswatch.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pvswatch.simulator.MailSink;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;
import org.pvswatch.simulator.SiteModel;

/**
 * A simulated house with a mail server, and watchers of it in processes of their own, started as an owner starts them.
 * The watchers' settings say nothing but where these are.
 */
public final class StagedHome implements AutoCloseable {
    private final List<String> program;
    private final Path routes;
    private final Path folder;
    private final Simulator simulator;
    private final MailSink mail;
    private final Map<String, String> settings = new TreeMap<>();

    /**
     * @param program what starts a watcher, its command still lacking
     * @param routes folder of the route files
     * @param folder of settings and data
     * @param options of the house
     */
    public StagedHome(List<String> program, Path routes, Path folder, SimulatorOptions options) throws IOException {
        this.program = program;
        this.routes = routes;
        this.folder = folder;
        this.simulator = Simulator.start(options);
        this.mail = MailSink.start();
        SiteModel site = options.site();
        with("site.zone", site.zone().getId());
        with("site.latitude", String.valueOf(site.latitudeDegrees()));
        with("site.longitude", String.valueOf(site.longitudeDegrees()));
        with("pvs.url", simulator.pvsUrl().toString());
        with("pvs.search-after", "0"); // the real network is nobody's business
        with("pvs.jitter-ms", "0");
        with("weather.url", simulator.weatherUrl().toString());
        with("mail.host", "127.0.0.1");
        with("mail.port", String.valueOf(mail.port()));
        with("mail.security", "none");
        with("mail.from", "watch@example.org");
        with("mail.to", "owner@example.org");
        with("disk.reserve-mb", "5");
    }

    /** With another setting, from the next start on. */
    public StagedHome with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** What the watchers watch. */
    public Simulator simulator() {
        return simulator;
    }

    /** Where a watcher writes. */
    public Path data() {
        return folder.resolve("data");
    }

    /** What the last watcher said on standard error. */
    public Path log() {
        return folder.resolve("watcher.log");
    }

    /** Letters the mail server took. */
    public int letters() {
        return mail.letters();
    }

    /** Starts a watcher. @param words its command, and options of it beside the folders */
    public Process start(String... words) throws IOException {
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.write(
                config.resolve("application.properties"),
                settings.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList());
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(words));
        command.addAll(List.of("--config=" + config, "--data=" + data(), "--routes=" + routes));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().clear(); // no setting of the owner's
        for (String name : List.of("PATH", "JAVA_HOME", "HOME", "LANG", "TMPDIR")) {
            if (System.getenv(name) != null) {
                builder.environment().put(name, System.getenv(name));
            }
        }
        return builder.start();
    }

    @Override
    public void close() throws IOException {
        try {
            mail.close();
        } finally {
            simulator.close();
        }
    }
}
