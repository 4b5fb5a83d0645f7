package org.pvswatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pvswatch.benchmark.HeardFromPlant;
import org.pvswatch.reading.Sun;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.DirectPvs;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.SimulatorOptions;
import org.pvswatch.simulator.SiteModel;

/**
 * Why this program exists: twelve panels, two circuits of six; one dies, and over two years and two snowy winters five more,
 * and nobody is told. Here somebody is, each time.
 */
class FoundingStoryTest {
    private static final SiteModel SITE = SiteModel.NORTH;
    private static final Instant START = Instant.parse("2023-05-01T04:00:00Z");
    private static final Instant END = Instant.parse("2025-08-01T04:00:00Z");
    private static final Duration POLL = Duration.ofMinutes(15);
    private static final double RATED_KW = 0.32;

    /** Panel and local time of its end: by day, at dusk, in winter, answering zeros or in silence. */
    private static final Map<Integer, String> DEATHS = new LinkedHashMap<>();

    static {
        DEATHS.put(4, "stopped:4@2023-06-18T11:20");
        DEATHS.put(9, "dead:9@2023-10-05T19:30");
        DEATHS.put(2, "stopped:2@2024-01-22T12:10");
        DEATHS.put(5, "dead:5@2024-05-14T08:40");
        DEATHS.put(11, "stopped:11@2024-12-03T13:00");
        DEATHS.put(7, "dead:7@2025-06-20T15:45");
    }

    private final DirectPvs house = new DirectPvs(SimulatorOptions.defaults()
            .withSite(SITE)
            .withPanels(12)
            .withSeed(108)
            .withClock(SimulatedClock.stepped(START))
            .withFaults(DEATHS.values().toArray(String[]::new)));
    private final List<Notice> mails = new ArrayList<>();
    private final List<double[]> possible = new ArrayList<>();

    private void live() {
        HeardFromPlant heard = new HeardFromPlant(house, SITE, "home", "pvs1", POLL);
        FaultJudge judge = new FaultJudge(
                FaultSettings.of(Settings.shipped()),
                new FaultSite(
                        "home",
                        SITE.zone(),
                        new Sun(String.valueOf(SITE.latitudeDegrees()), String.valueOf(SITE.longitudeDegrees())),
                        Map.of(),
                        Map.of()));
        for (Instant at = START; at.isBefore(END); at = at.plus(POLL)) {
            possible.add(house.madeUntil(at).possibleKwh());
            mails.addAll(judge.hear(heard.ask(at.plusSeconds(20))));
        }
    }

    @Test
    void eachDeathIsToldOfWithinADayOfSunAndNothingElseIs() {
        live();
        List<String> told = new ArrayList<>();
        DEATHS.forEach((panel, fault) -> {
            String serial = house.panelSerials().get(panel - 1);
            Instant death = java.time.LocalDateTime.parse(fault.substring(fault.indexOf('@') + 1))
                    .atZone(SITE.zone())
                    .toInstant();
            Instant mailed = mails.stream()
                    .filter(mail -> mail.items().stream()
                            .anyMatch(item -> item.subject().equals(serial)
                                    && item.event().equals("open")
                                    && item.kind().equals("not-producing")))
                    .map(Notice::at)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nobody was told of panel " + panel));
            assertThat(mailed).isAfter(death);
            assertThat(sunHours(panel, death, mailed)).as("panel " + panel).isLessThan(5);
            told.add(serial);
        });
        assertThat(mails.stream()
                        .flatMap(mail -> mail.items().stream())
                        .filter(item -> item.event().equals("open"))
                        .map(Notice.Item::subject))
                .containsExactlyElementsOf(told);
    }

    private double sunHours(int panel, Instant from, Instant to) {
        return (at(to)[panel - 1] - at(from)[panel - 1]) / RATED_KW;
    }

    private double[] at(Instant moment) {
        return possible.get((int) (Duration.between(START, moment).toMinutes() / POLL.toMinutes()));
    }
}
