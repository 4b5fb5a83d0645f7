package org.pvswatch.crash;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.impl.event.ExchangeSendingEvent;
import org.apache.camel.impl.event.ExchangeSentEvent;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.SimulatedClock;

/**
 * A watcher in a process of its own that polls as fast as it can and says on standard output what it has done. What it
 * calls kept has passed the route archive-raw and must be there for ever after.
 */
public final class Victim {
    private static final Duration AFTER_THE_MARK = Duration.ofSeconds(20);

    private final Watch watch;
    private final Settings settings;
    private final SimulatedClock clock;
    private final URI weather;

    private Victim(Watch watch, Settings settings, SimulatedClock clock, URI weather) {
        this.watch = watch;
        this.settings = settings;
        this.clock = clock;
        this.weather = weather;
    }

    /**
     * @param args data folder, address of the PVS, of the weather service, the time to begin at, the minutes between two
     *     polls, and the number of polls after which it stops by itself, 0 for never
     */
    public static void main(String[] args) throws Exception {
        Instant begin = Instant.parse(args[3]);
        SimulatedClock clock = SimulatedClock.stepped(begin);
        Settings settings = settings(Path.of(args[0]), args[1], args[2], Map.of());
        try (Watch watch = new Watch(settings, Path.of("routes"), clock)) {
            watch.start();
            watch.context().getManagementStrategy().addEventNotifier(new Kept());
            watch.send("direct:catch-up-history", null);
            say("started");
            new Victim(watch, settings, clock, URI.create(args[2]))
                    .poll(begin, Duration.ofMinutes(Long.parseLong(args[4])), Long.parseLong(args[5]));
        }
    }

    private void poll(Instant begin, Duration tick, long polls) throws IOException, SQLException {
        Instant mark = begin;
        for (long poll = 0; polls == 0 || poll < polls; poll++) {
            Instant at = mark.plus(AFTER_THE_MARK);
            step(at);
            say("asking " + mark);
            if (hour(mark) != hour(mark.minus(tick))) {
                watch.send("direct:ask-weather", null);
            }
            watch.send("direct:ask-every-pvs", null);
            say("done " + at);
            if (!day(mark).equals(day(mark.plus(tick)))) {
                say("packing " + day(mark));
                watch.send("direct:pack-archive", null);
                say("packed " + day(mark));
            }
            mark = mark.plus(tick);
        }
    }

    private static long hour(Instant moment) {
        return moment.getEpochSecond() / 3600;
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    /** The settings of such a watcher. */
    static Settings settings(Path data, String pvs, String weather, Map<String, String> more) throws Exception {
        Map<String, String> given = new HashMap<>(more);
        given.put("site.zone", "America/Los_Angeles");
        given.put("site.latitude", "38.6");
        given.put("site.longitude", "-121.5");
        given.put("pvs.url", pvs);
        given.put("pvs.search-after", "0");
        given.put("weather.url", weather);
        given.put("disk.reserve-mb", "5");
        given.put(Settings.DATA_DIR, data.toString());
        return Settings.load(Path.of("config"), Map.of(), given);
    }

    private void step(Instant to) throws IOException {
        try (InputStream answer =
                weather.resolve("/simulator/clock?to=" + to).toURL().openStream()) {
            answer.readAllBytes();
        }
        clock.stepTo(to);
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** Says of each answer that it was kept, before anything else is done with it. */
    private static final class Kept extends EventNotifierSupport {
        @Override
        public void notify(CamelEvent event) {
            if (event instanceof ExchangeSentEvent sent && wentThrough(sent, "archive-raw")
                    || event instanceof ExchangeSendingEvent sending && isGivenTo(sending, "replay-answer")) {
                Exchange exchange = ((CamelEvent.ExchangeEvent) event).getExchange();
                if (exchange.getMessage().getBody() instanceof RawAnswer answer) {
                    say("kept " + answer.name());
                }
            }
        }

        private static boolean wentThrough(ExchangeSentEvent event, String route) {
            return event.getEndpoint().getEndpointUri().equals("direct://" + route)
                    && event.getExchange().getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT) == null
                    && !event.getExchange().isRouteStop();
        }

        /** What waited for the disk, or was in the archive before. */
        private static boolean isGivenTo(ExchangeSendingEvent event, String route) {
            return event.getEndpoint().getEndpointUri().equals("direct://" + route);
        }
    }
}
