package org.pvswatch.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.SimulatedClock;

/** A watcher that mails, on the shipped routes, under a clock that a test moves. */
final class PostHouse implements AutoCloseable {
    static final Instant START = Instant.parse("2026-06-03T17:00:00Z");

    private final Path data;
    private final SimulatedClock clock = SimulatedClock.stepped(START);
    private final Map<String, String> given = new HashMap<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream console = System.err;
    private Watch watch;

    PostHouse(Path data) {
        this.data = data;
        given.put("site.zone", "America/Los_Angeles");
        given.put("site.latitude", "38.6");
        given.put("site.longitude", "-121.5");
        given.put("pvs.url", "http://127.0.0.1:9");
        given.put("data.dir", data.toString());
        given.put("mail.host", "localhost");
        given.put("mail.security", "none");
        given.put("mail.from", "pvs@home.example");
        given.put("mail.to", "me@home.example");
        given.put("mail.timeout-ms", "2000");
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    PostHouse at(ScriptedSmtp server) {
        return with("mail.port", String.valueOf(server.port()));
    }

    PostHouse with(String key, String value) {
        given.put(key, value);
        return this;
    }

    PostHouse started() throws Exception {
        watch = new Watch(Settings.load(Path.of("config"), Map.of(), given), Path.of("routes"), clock);
        watch.start();
        return this;
    }

    PostHouse restarted() throws Exception {
        stop();
        return started();
    }

    void stop() throws IOException {
        watch.close();
        watch = null;
    }

    Mailbox mailbox() {
        return watch.word("mailbox", Mailbox.class);
    }

    Instant now() {
        return clock.instant();
    }

    void pass(Duration time) {
        clock.stepTo(clock.instant().plus(time));
    }

    boolean put(Letter letter) throws IOException {
        return mailbox().put(letter);
    }

    void send() {
        watch.send("direct:send-mail", null);
    }

    void putAndSend(Letter letter) throws IOException {
        put(letter);
        send();
    }

    /** Names of files below the folder of the mail, without the time in front. */
    List<String> files(String folder) throws IOException {
        Path below = data.resolve("mail").resolve(folder);
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("_"))
                    .sorted()
                    .map(name -> name.substring(name.indexOf('_') + 1))
                    .toList();
        }
    }

    Path mail() {
        return data.resolve("mail");
    }

    /** Warnings and errors so far, without the time in front. */
    List<String> warnings() {
        return everythingSaid()
                .lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .map(line -> line.replaceFirst("^\\S+ \\S+ ", ""))
                .toList();
    }

    String everythingSaid() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        System.setErr(console);
        if (watch != null) {
            watch.close();
        }
    }
}
