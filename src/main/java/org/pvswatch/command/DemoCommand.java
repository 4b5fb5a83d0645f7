package org.pvswatch.command;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.FaultText;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;
import org.pvswatch.simulator.SiteModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The whole job without a roof: weeks of a simulated house go through the real routes over real HTTP as fast as they can,
 * then it goes on live.
 */
@Command(
        name = "demo",
        description = {
            "Watch a simulated house of 24 panels, one of which dies: the last weeks in a minute or two, then live.",
            "Needs no settings, no network and no account. Each run begins anew."
        })
final class DemoCommand implements Callable<Integer> {
    private static final Duration POLL_EVERY = Duration.ofMinutes(15);
    private static final Duration AFTER_THE_MARK = Duration.ofSeconds(20);
    private static final int FEWEST_DAYS = 42;
    private static final int DEAD_PANEL = 7;
    private static final int DAYS_DEAD = 17;
    private static final int SEED = 5;
    private static final SiteModel HOUSE = SiteModel.VALLEY;

    @Option(names = "--once", description = "Exit after the weeks instead of going on live.")
    private boolean once;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "How many days to simulate. Default: about six weeks, so that a whole month lies in them.")
    private Integer days;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        SiteModel house = HOUSE;
        Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        Instant begin = begin(end, house.zone());
        Instant death = end.atZone(house.zone())
                .minusDays(DAYS_DEAD)
                .toLocalDate()
                .atTime(10, 15)
                .atZone(house.zone())
                .toInstant();
        SimulatedClock clock = SimulatedClock.stepped(begin);
        SimulatorOptions options = SimulatorOptions.defaults()
                .withSite(house)
                .withSeed(SEED)
                .withClock(clock)
                .withFaults(List.of(FaultText.parse("dead:" + DEAD_PANEL + "@" + death, house.zone())));
        DemoMark.prepare(common.data());
        try (Simulator simulator = Simulator.start(options);
                Watch watch = watch(simulator, house, clock)) {
            watch.start();
            Terminal progress =
                    new Terminal("polls", Duration.between(begin, end).dividedBy(POLL_EVERY));
            poll(watch, clock, begin, end, house.zone(), progress);
            watch.send("direct:report-due", null);
            progress.end();
            String dead = simulator.panelSerials().get(DEAD_PANEL - 1);
            new DemoSummary(watch.history(), common.data(), house.zone(), dead, death).print(out, progress);
            if (!once) {
                clock.runFrom(Instant.now(), 1);
                watch.startTriggers();
                out.println("Now live: a poll every five minutes. Stop it with Ctrl-C.");
                watch.waitUntilStopped();
            }
        }
        return 0;
    }

    /** What tells of the house, for whoever reads the history of a demo. */
    static Map<String, String> settings() {
        return settings(HOUSE);
    }

    private static Map<String, String> settings(SiteModel house) {
        Map<String, String> given = new HashMap<>();
        given.put("site.zone", house.zone().getId());
        given.put("site.latitude", String.valueOf(house.latitudeDegrees()));
        given.put("site.longitude", String.valueOf(house.longitudeDegrees()));
        given.put("site.id", "demo");
        given.put("history.url", ""); // invented readings never reach the owner's database
        given.put("mail.host", ""); // nor his mailbox
        return given;
    }

    private Watch watch(Simulator simulator, SiteModel house, SimulatedClock clock) throws Exception {
        Map<String, String> given = settings(house);
        given.put("pvs.url", simulator.pvsUrl().toString());
        given.put("routes.own", ""); // nor wherever his own routes lead
        given.put("weather.service", "open-meteo");
        given.putAll(Settings.TELLING_NOBODY); // nor his phone, his sheet or his network
        given.put("weather.url", simulator.weatherUrl().toString());
        Settings settings = common.settings(given);
        return new Watch(settings, common.routes(), clock);
    }

    private static void poll(
            Watch watch, SimulatedClock clock, Instant begin, Instant end, ZoneId zone, Terminal progress) {
        Instant weatherAt = begin;
        for (Instant mark = begin; mark.isBefore(end); mark = mark.plus(POLL_EVERY)) {
            clock.stepTo(mark.plus(AFTER_THE_MARK));
            if (!mark.isBefore(weatherAt)) {
                watch.send("direct:ask-weather", null);
                weatherAt = mark.plus(1, ChronoUnit.HOURS);
            }
            watch.send("direct:ask-every-pvs", null);
            progress.step(mark.atZone(zone).toLocalDate().toString());
        }
    }

    /** Midnight of the day on which a stretch begins that holds the whole month before this one. */
    private Instant begin(Instant end, ZoneId zone) {
        LocalDate today = end.atZone(zone).toLocalDate();
        LocalDate wholeMonth = today.minusMonths(1).withDayOfMonth(1);
        LocalDate sixWeeks = today.minusDays(FEWEST_DAYS);
        LocalDate first = wholeMonth.isBefore(sixWeeks) ? wholeMonth : sixWeeks;
        return (days == null ? first : today.minusDays(days)).atStartOfDay(zone).toInstant();
    }
}
