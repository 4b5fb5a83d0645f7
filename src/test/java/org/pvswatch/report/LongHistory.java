package org.pvswatch.report;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pvswatch.benchmark.HeardFromPlant;
import org.pvswatch.day.DayCloser;
import org.pvswatch.fault.FaultWatch;
import org.pvswatch.fault.Heard;
import org.pvswatch.history.History;
import org.pvswatch.reading.Sun;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.DirectPvs;
import org.pvswatch.simulator.Fault;
import org.pvswatch.simulator.FaultText;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.SimulatorOptions;
import org.pvswatch.simulator.SiteModel;

/**
 * Makes a history of years of a simulated house, to look at its reports: {@code java ... LongHistory DATA FIRST LAST FAULT...},
 * such as {@code /tmp/house 2024-10-01 2027-01-01 dead:7@2026-10-11T10:15}. A fault written {@code gap@MOMENT/DURATION} is a time in
 * which nobody asked.
 */
final class LongHistory {
    private static final Duration POLL_EVERY = Duration.ofMinutes(15);

    private LongHistory() {}

    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        List<Fault> faults = new ArrayList<>();
        List<Fault> gaps = new ArrayList<>();
        ZoneId zone = SiteModel.VALLEY.zone();
        for (String text : List.of(args).subList(3, args.length)) {
            boolean gap = text.startsWith("gap@");
            (gap ? gaps : faults).add(FaultText.parse(gap ? text.replace("gap@", "outage@") : text, zone));
        }
        try (History history = new History(data.resolve("history.db").toString())) {
            fill(history, SiteModel.VALLEY, LocalDate.parse(args[1]), LocalDate.parse(args[2]), faults, gaps);
        }
    }

    /** Puts everything a house would have told from the beginning of one day to that of another into a history. */
    static void fill(
            History history, SiteModel site, LocalDate first, LocalDate last, List<Fault> faults, List<Fault> gaps)
            throws Exception {
        Instant begin = first.atStartOfDay(site.zone()).toInstant();
        Instant end = last.atStartOfDay(site.zone()).toInstant().plusSeconds(3600);
        DirectPvs house = new DirectPvs(SimulatorOptions.defaults()
                .withSite(site)
                .withSeed(5)
                .withClock(SimulatedClock.stepped(begin))
                .withFaults(faults));
        HeardFromPlant heard = new HeardFromPlant(house, site, "home", "pvs1", POLL_EVERY);
        history.commitEvery(96);
        for (Instant at = begin.plusSeconds(20); at.isBefore(end); at = at.plus(POLL_EVERY)) {
            Instant now = at;
            if (gaps.stream().noneMatch(gap -> gap.isActive(now))) {
                Heard told = heard.ask(now);
                if (told.answered()) {
                    history.store(told.measured());
                } else {
                    history.addUnanswered("home", "pvs1", now);
                }
            }
        }
        history.commitEvery(1);
        Sun sun = new Sun(String.valueOf(site.latitudeDegrees()), String.valueOf(site.longitudeDegrees()));
        new DayCloser("home", site.zone().getId(), sun, 0.4, history).catchUp();
        judged(history, site, sun);
    }

    private static void judged(History history, SiteModel site, Sun sun) throws Exception {
        new FaultWatch(
                        "home",
                        site.zone().getId(),
                        sun,
                        Settings.load(Path.of("config"), Map.of(), settings(site))
                                .all(),
                        "",
                        "",
                        "/nonexistent/incidents.txt",
                        history)
                .catchUp();
    }

    static Map<String, String> settings(SiteModel site) {
        return Map.of(
                "site.zone", site.zone().getId(),
                "site.latitude", String.valueOf(site.latitudeDegrees()),
                "site.longitude", String.valueOf(site.longitudeDegrees()));
    }
}
