package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Snow, dirt and leaves, and what panels make of a year under them. */
class NatureTest {
    private static final Instant SUMMER = Instant.parse("2025-07-01T08:00:00Z");
    private static final Instant NEXT_SUMMER = Instant.parse("2026-07-01T08:00:00Z");

    private static SimulatorOptions options(SiteModel site, long seed) {
        return SimulatorOptions.defaults().withSite(site).withSeed(seed).withClock(SimulatedClock.stepped(SUMMER));
    }

    private static long mark(Instant instant) {
        return instant.getEpochSecond() / Sky.MARK_SECONDS;
    }

    @ParameterizedTest
    @CsvSource({"NORTH, 9, 19", "VALLEY, 0, 0.5", "MARINE, 0.2, 3"})
    void itSnowsWhereItShould(SiteModel site, double fewest, double most) {
        double falls = 0;
        for (int seed = 1; seed <= 8; seed++) {
            falls += new DirectPvs(options(site, seed))
                            .snowfalls(SUMMER, NEXT_SUMMER)
                            .size()
                    / 8.0;
        }
        assertThat(falls).isBetween(fewest, most);
    }

    @Test
    void snowCoversTheRoofAndSlidesOffPanelByPanelWithinFourDays() {
        var house = House.build(options(SiteModel.NORTH, 1));
        var snow = house.sky().snow();
        var falls = snow.falls(mark(SUMMER), mark(NEXT_SUMMER));
        var last = falls.get(falls.size() - 1);
        double free = 0;
        for (var panel : house.field().panels()) {
            for (var fall : falls) {
                assertThat(snow.part(panel, 0, fall.endMark() - 1)).isLessThan(0.05);
                free += snow.part(panel, 0, fall.endMark() + 2 * Sky.MARKS_PER_DAY) == 1 ? 1 : 0;
            }
            assertThat(snow.part(panel, 0, last.endMark() + 4 * Sky.MARKS_PER_DAY + 40))
                    .isEqualTo(1);
        }
        assertThat(free / falls.size() / 24).as("free after two days").isBetween(0.2, 0.7);
        assertThat(snow.depthMetres(last.endMark())).isGreaterThan(0.02);
        assertThat(snow.depthMetres(mark(NEXT_SUMMER))).as("all melts").isZero();
        assertThat(house.sky().at(last.beginMark()).ambientTempC()).isLessThan(1);
    }

    @Test
    void dirtGathersUntilItRains() {
        var house = House.build(options(SiteModel.VALLEY, 1));
        var dirt = house.sky().dirtOn(house.field().panels());
        long first = SUMMER.getEpochSecond() / 86_400;
        double darkest = 1;
        for (long day = first; day < first + 365; day++) {
            double mean = Arrays.stream(dirt.parts(day)).average().orElseThrow();
            darkest = Math.min(darkest, mean);
            if (house.sky().rainMillimetres(day) >= 6) {
                assertThat(mean).as("washed on day %d", day).isGreaterThan(0.999);
            }
        }
        assertThat(darkest).as("after the long dry summer").isBetween(0.85, 0.97);
    }

    @Test
    void dirtIsAFunctionOfTheDayAlone() {
        var house = House.build(options(SiteModel.VALLEY, 1));
        var forward = house.sky().dirtOn(house.field().panels());
        var backward = house.sky().dirtOn(house.field().panels());
        for (long day = 20_000; day < 20_100; day++) {
            forward.parts(day);
        }
        for (long day = 20_099; day >= 20_000; day -= 7) {
            assertThat(backward.parts(day)).isEqualTo(forward.parts(day));
        }
    }

    @Test
    void leavesComeAndFall() {
        var tree = new Obstacle(180, 60, 30, Obstacle.Kind.LEAFY);
        var low = new SunPosition(15, 180);
        assertThat(tree.beamPart(low, 109)).isEqualTo(0.5);
        assertThat(tree.beamPart(low, 110)).isEqualTo(0.12);
        assertThat(tree.beamPart(low, 300)).isEqualTo(0.12);
        assertThat(tree.beamPart(low, 301)).isEqualTo(0.5);
        assertThat(tree.beamPart(new SunPosition(40, 180), 200)).isEqualTo(1);
        assertThat(new Obstacle(180, 60, 30, Obstacle.Kind.SOLID).beamPart(low, 10))
                .isZero();
    }

    /** Published yields of such roofs: 1100 to 1500 kWh a year from a kilowatt. */
    @ParameterizedTest
    @EnumSource(SiteModel.class)
    void aYearYieldsWhatSuchRoofsYield(SiteModel site) {
        var made = new DirectPvs(options(site, 2)).madeUntil(NEXT_SUMMER);
        assertThat(Arrays.stream(made.possibleKwh()).average().orElseThrow()).isBetween(380.0, 545.0);
        for (int i = 0; i < made.madeKwh().length; i++) {
            assertThat(made.madeKwh()[i])
                    .as("nothing is lost without faults")
                    .isCloseTo(made.possibleKwh()[i], within(0.01));
        }
    }

    @Test
    void troublesAreThoseOfTheSeedAndNothingWithoutThem() {
        var some = options(SiteModel.NORTH, 3).withTroubles(java.util.EnumSet.allOf(Trouble.class));
        List<Fault> faults = TroubleFaults.of(some, SUMMER);
        assertThat(faults).isEqualTo(TroubleFaults.of(some, SUMMER));
        Instant year = SUMMER.plus(Duration.ofDays(365));
        assertThat(faults.stream().filter(fault -> fault.from().isBefore(year)).map(Fault::kind))
                .containsOnly(FaultKind.SILENT, FaultKind.REFUSED, FaultKind.OUTAGE, FaultKind.RESTARTS)
                .hasSize(2 + 6 + 2 + 1);
        assertThat(TroubleFaults.of(options(SiteModel.NORTH, 3), SUMMER)).isEmpty();
    }
}
