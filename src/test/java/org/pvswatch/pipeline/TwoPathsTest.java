package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.benchmark.HeardFromPlant;
import org.pvswatch.fault.Heard;
import org.pvswatch.fault.HeardFromHistory;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Reading;
import org.pvswatch.simulator.DirectPvs;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.SimulatorOptions;
import org.pvswatch.simulator.SiteModel;
import org.pvswatch.simulator.Trouble;

/** What benchmarks hear of a simulated house is what a watcher of it hears, through HTTP, the routes and history. */
class TwoPathsTest {
    private static final Instant START = Instant.parse("2026-02-01T08:00:00Z");
    private static final Duration POLL = Duration.ofMinutes(15);
    private static final Duration AFTER_THE_MARK = Duration.ofSeconds(20);

    @TempDir
    private Path data;

    private static SimulatorOptions options() {
        return SimulatorOptions.defaults()
                .withSite(SiteModel.NORTH)
                .withPanels(8)
                .withSeed(11)
                .withClock(SimulatedClock.stepped(START))
                .withTroubles(EnumSet.allOf(Trouble.class))
                .withFaults(
                        "stopped:2@2026-02-02T11:00/6d",
                        "dead:3@2026-02-02T12:10/5d",
                        "silent:5@2026-02-05T10:00/30h",
                        "circuit:7-8@2026-02-07T12:00/1d",
                        "reset:4@2026-02-04T13:00",
                        "replaced:6@2026-02-09T13:00",
                        "diode:1@2026-02-03",
                        "ctreversed@2026-02-06T10:00/1d",
                        "loadreversed@2026-02-08T10:00/1d",
                        "nometers@2026-02-10T10:00/1d",
                        "limit:300@2026-02-11/1d",
                        "outage@2026-02-12T12:20/2h",
                        "zero:1@2026-02-13T12:00/1h",
                        "flash:20@2026-02-10");
    }

    @Test
    void hearTheSame() throws Exception {
        Instant end = START.plus(Duration.ofDays(14));
        List<Heard> real = new ArrayList<>();
        try (House house = new House(data, options())
                .with("site.tilt-degrees", "30")
                .with("reading.stale-minutes", "45")
                .started()) {
            house.pollEvery(POLL, START, end);
            new HeardFromHistory(house.watch().history(), "home").tell(START, end, real::add);
        }
        SimulatorOptions same = options();
        HeardFromPlant fast = new HeardFromPlant(new DirectPvs(same), same.site(), "home", "pvs1", POLL);
        List<Heard> direct = new ArrayList<>();
        for (Instant at = START; at.isBefore(end); at = at.plus(POLL)) {
            direct.add(fast.ask(at.plus(AFTER_THE_MARK)));
        }
        assertThat(direct).filteredOn(heard -> !heard.answered()).isNotEmpty();
        assertThat(real)
                .extracting(heard -> heard.at() + (heard.answered() ? "" : " in vain"))
                .isEqualTo(direct.stream()
                        .map(heard -> heard.at() + (heard.answered() ? "" : " in vain"))
                        .toList());
        for (int i = 0; i < real.size(); i++) {
            if (real.get(i).answered()) {
                compare(direct.get(i), real.get(i));
            }
        }
    }

    private static void compare(Heard direct, Heard real) {
        assertThat(direct.qualities().values())
                .as("qualities at %s", real.at())
                .containsExactlyInAnyOrderElementsOf(real.qualities().values());
        assertThat(ofInverters(direct)).as("qualities at %s", real.at()).isEqualTo(ofInverters(real));
        List<Reading> ours = sorted(direct);
        List<Reading> theirs = sorted(real);
        assertThat(ours)
                .as("measured at %s", real.at())
                .extracting(TwoPathsTest::name)
                .isEqualTo(theirs.stream().map(TwoPathsTest::name).toList());
        for (int i = 0; i < ours.size(); i++) {
            compare(ours.get(i), theirs.get(i));
        }
        compare(direct.weather(), real.weather());
    }

    private static Map<String, Quality> ofInverters(Heard heard) {
        Map<String, Quality> some = new TreeMap<>(heard.qualities());
        some.keySet().removeIf(serial -> !serial.startsWith("E"));
        return some;
    }

    private static List<Reading> sorted(Heard heard) {
        return heard.measured().stream()
                .sorted(Comparator.comparing(TwoPathsTest::name))
                .toList();
    }

    /** The archive shortens the serials of a PVS and its meters, which hold its password. */
    private static String name(Reading reading) {
        return reading.kind() + (reading.kind() == DeviceKind.INVERTER ? " " + reading.device() : "");
    }

    /** All but the properties, which history gives to nobody; numbers to what a device list writes. */
    private static void compare(Reading ours, Reading theirs) {
        String of = name(ours) + " at " + ours.polledAt();
        assertThat(ours.kind()).as(of).isEqualTo(theirs.kind());
        assertThat(ours.at()).as(of).isEqualTo(theirs.at());
        assertThat(ours.measuredAt()).as(of).isEqualTo(theirs.measuredAt());
        assertThat(ours.reportedAt()).as(of).isEqualTo(theirs.reportedAt());
        assertThat(ours.polledAt()).as(of).isEqualTo(theirs.polledAt());
        assertThat(ours.reportedState()).as(of).isEqualTo(theirs.reportedState());
        assertThat(ours.quality()).as(of).isEqualTo(theirs.quality());
        assertThat(ours.values().keySet()).as(of).isEqualTo(theirs.values().keySet());
        ours.values()
                .forEach((quantity, value) ->
                        assertThat(value).as("%s of %s", quantity, of).isCloseTo(theirs.value(quantity), within(1e-4)));
    }

    /** All but when the service was asked: of the fast path it is the full hour. */
    private static void compare(Conditions ours, Conditions theirs) {
        assertThat(List.of(
                        ours.cloudCoverPercent(),
                        ours.temperatureC(),
                        ours.tiltedIrradianceWm2(),
                        ours.snowDepthM(),
                        ours.snowfallCm(),
                        ours.precipitationMm()))
                .isEqualTo(List.of(
                        theirs.cloudCoverPercent(),
                        theirs.temperatureC(),
                        theirs.tiltedIrradianceWm2(),
                        theirs.snowDepthM(),
                        theirs.snowfallCm(),
                        theirs.precipitationMm()));
    }
}
