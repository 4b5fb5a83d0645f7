package org.pvswatch.crash;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.SimulatedClock;

/** A watcher in a process of its own that polls as fast as it can and says on standard output what it has done. */
public final class Victim {
    private static final Duration TICK = Duration.ofMinutes(5);
    private static final Duration AFTER_THE_MARK = Duration.ofSeconds(20);

    private Victim() {}

    /** @param args data folder, address of the PVS, of the weather service, and the time to begin at */
    public static void main(String[] args) throws Exception {
        URI weather = URI.create(args[2]);
        SimulatedClock clock = SimulatedClock.stepped(Instant.parse(args[3]));
        Settings settings = settings(Path.of(args[0]), args[1], args[2]);
        try (Watch watch = new Watch(settings, Path.of("routes"), clock, false)) {
            watch.start();
            watch.send("direct:catch-up-history", null);
            System.out.println("started");
            for (Instant mark = Instant.parse(args[3]); ; mark = mark.plus(TICK)) {
                Instant polledAt = mark.plus(AFTER_THE_MARK);
                step(weather, polledAt);
                clock.stepTo(polledAt);
                System.out.println("asking " + mark);
                watch.send("direct:ask-every-pvs", null);
                System.out.println("done " + polledAt);
            }
        }
    }

    /** The settings of such a watcher. */
    static Settings settings(Path data, String pvs, String weather) throws Exception {
        Map<String, String> given = new HashMap<>();
        given.put("site.zone", "America/Los_Angeles");
        given.put("site.latitude", "38.6");
        given.put("site.longitude", "-121.5");
        given.put("pvs.url", pvs);
        given.put("pvs.search-after", "0");
        given.put("weather.url", weather);
        given.put(Settings.DATA_DIR, data.toString());
        return Settings.load(Path.of("config"), Map.of(), given);
    }

    private static void step(URI weather, Instant to) throws IOException {
        try (InputStream answer =
                weather.resolve("/simulator/clock?to=" + to).toURL().openStream()) {
            answer.readAllBytes();
        }
    }
}
