package org.pvswatch.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pvswatch.benchmark.Life;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.FaultText;
import org.pvswatch.simulator.MailSink;
import org.pvswatch.simulator.Profile;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Does once all that a watch does in its life, for the launcher, which has the JVM keep the classes that this loads: polls over
 * TLS, weather, a dead panel and its letter, a report, a start and a stop.
 */
@Command(
        name = "rehearse",
        hidden = true,
        description = "Do once all that a watch does, before a simulated PVS; the launcher wants its classes.")
final class RehearseCommand implements Callable<Integer> {
    private static final int MINUTES_A_DAY = 1440;
    private static final int WATCHED_DAYS = 3;
    private static final int POLLS_A_DAY = 48;
    /** So that a whole day of May is watched, and told of in June. */
    private static final LocalDate BEGIN = LocalDate.of(2026, 5, 30);

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        SimulatorOptions house = SimulatorOptions.defaults().withProfile(Profile.named("v-61846"));
        ZoneId zone = house.site().zone();
        SimulatedClock clock = SimulatedClock.stepped(BEGIN.atStartOfDay(zone).toInstant());
        try (Simulator simulator = Simulator.start(house.withClock(clock)
                        .withFaults(List.of(FaultText.parse("dead:7@" + BEGIN + "T10:15", zone))));
                MailSink mail = MailSink.start()) {
            Map<String, String> given = DemoCommand.settings();
            given.putAll(Map.of(
                    Settings.DATA_DIR,
                    common.data().toString(),
                    "reading.stale-minutes",
                    String.valueOf(3 * MINUTES_A_DAY / POLLS_A_DAY),
                    "pvs.url",
                    simulator.pvsUrl().toString(),
                    "pvs.search-after",
                    "0",
                    "weather.url",
                    simulator.weatherUrl().toString(),
                    "mail.host",
                    "127.0.0.1",
                    "mail.port",
                    String.valueOf(mail.port()),
                    "mail.security",
                    "none",
                    "mail.from",
                    "watch@example.org",
                    "mail.to",
                    "owner@example.org"));
            Settings settings = Settings.load(shipped(), Map.of(), given);
            new Life(
                            settings,
                            common.routes(),
                            simulator.weatherUrl(),
                            new Life.Plan(BEGIN, 1, Period.ofDays(WATCHED_DAYS), POLLS_A_DAY, 0))
                    .live(lived -> {});
            clock.stepTo(BEGIN.plusDays(WATCHED_DAYS).atTime(9, 0).atZone(zone).toInstant());
            try (Watch watch = new Watch(settings, common.routes(), clock)) {
                watch.start();
                watch.send("direct:report-due", null);
                watch.startTriggers();
            }
        }
        return 0;
    }

    /** A folder with the settings as they are shipped: nothing of the owner's can go wrong here, or be told to anybody. */
    private Path shipped() throws IOException {
        Path config = Files.createDirectories(common.data().resolve("config"));
        Files.writeString(config.resolve(Settings.FILE), Settings.shippedText());
        return config;
    }
}
