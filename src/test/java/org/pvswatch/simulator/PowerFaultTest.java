package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of panels, meters and box, against the same house without them. */
class PowerFaultTest {
    private static final Instant MORNING = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant NOON = Instant.parse("2026-06-02T20:00:20Z");
    private static final Instant AUTUMN = NOON.plus(Duration.ofDays(150));

    private static DirectPvs house(String... faults) {
        return new DirectPvs(SimulatorOptions.defaults()
                .withPanels(6)
                .withObstacleShare(0)
                .withClock(SimulatedClock.stepped(MORNING))
                .withFaults(faults));
    }

    private static Telling told(Instant at, String... faults) {
        return house(faults).ask(at).orElseThrow();
    }

    private static InverterMeasurement panel(Telling told, int number) {
        return told.inverters().get(number - 1).last();
    }

    @Test
    void aStoppedOneAnswersWithZerosAndADeadOneNotAtAll() {
        var told = told(NOON, "stopped:2@2026-06-01", "dead:3@2026-06-02T06:00");
        assertThat(told.inverters().get(1).working()).isTrue();
        assertThat(panel(told, 2).powerKw()).isZero();
        assertThat(panel(told, 2).dcAmps()).isZero();
        assertThat(panel(told, 2).dcVolts()).as("open circuit").isBetween(55.0, 75.0);
        assertThat(panel(told, 2).epochSecond()).isEqualTo(NOON.getEpochSecond() - 20);
        assertThat(told.inverters().get(2).working()).isFalse();
        assertThat(panel(told, 3).epochSecond()).isLessThan(NOON.getEpochSecond() - 6 * 3600);
        assertThat(panel(told, 1).powerKw()).isGreaterThan(0.2);
    }

    @ParameterizedTest
    @CsvSource({
        "diode:1@2026-06-02, 0.667",
        "weak:1=15@2026-06-02, 0.85",
        "drift:1=12@2025-06-02, 0.88",
        "dirt:1=10@2026-05-18/60d, 0.95",
    })
    void leavesPartOfThePower(String fault, double part) {
        var healthy = panel(told(NOON), 1);
        var hit = panel(told(NOON, fault), 1);
        assertThat(hit.dcPowerKw() / healthy.dcPowerKw()).isCloseTo(part, within(0.005));
        double volts = hit.dcVolts() / healthy.dcVolts();
        assertThat(volts).isCloseTo(fault.startsWith("diode") ? 0.66 : 1, within(0.02));
        assertThat(panel(told(NOON, fault), 2)).isEqualTo(panel(told(NOON), 2));
    }

    @Test
    void aHotOneWorksInTheMorning() {
        assertThat(panel(told(NOON, "hot:1@2026-06-01"), 1).powerKw()).isZero();
        assertThat(panel(told(Instant.parse("2026-06-02T14:30:20Z"), "hot:1@2026-06-01"), 1)
                        .powerKw())
                .isGreaterThan(0.01);
    }

    @Test
    void aTreeGrowsAndShadesMoreEveryMonth() {
        var made = house("shade:1@2025-06-01").madeUntil(AUTUMN);
        var young = house("shade:1@2026-06-01").madeUntil(AUTUMN);
        assertThat(lost(made, 0)).isGreaterThan(1.5 * lost(young, 0)).isGreaterThan(5);
        assertThat(lost(made, 1)).isCloseTo(0, within(0.05));
    }

    private static double lost(Made made, int panel) {
        return made.possibleKwh()[panel] - made.madeKwh()[panel];
    }

    @Test
    void anotherInverterCountsFromZeroUnderItsOwnSerial() {
        var told = told(NOON, "replaced:2@2026-06-02T09:00", "reset:3@2026-06-02T09:00");
        assertThat(told.inverters().get(1).serial())
                .isNotEqualTo(told(NOON).inverters().get(1).serial());
        assertThat(told.inverters().get(2).serial())
                .isEqualTo(told(NOON).inverters().get(2).serial());
        for (int number = 2; number <= 3; number++) {
            assertThat(panel(told, number).lifetimeEnergyKwh()).isBetween(0.1, 1.6);
            assertThat(panel(told, number).powerKw())
                    .isEqualTo(panel(told(NOON), number).powerKw());
        }
    }

    @ParameterizedTest
    @CsvSource({"ctreversed, -1, 1", "cthalf, 0.5, 1", "ctgain:8, 1.08, 1", "ctdead, 0, 1", "loadreversed, 1, -1"})
    void metersAreWrongByAFactor(String fault, double production, double net) {
        var healthy = told(NOON).live();
        var hit = told(NOON, fault + "@2026-06-02").live();
        assertThat(hit.producedKw()).isCloseTo(healthy.producedKw() * production, within(0.001));
        assertThat(hit.netKw()).isCloseTo(healthy.netKw() * net, within(0.001));
        var before = told(Instant.parse("2026-06-02T06:59:00Z"), fault + "@2026-06-02")
                .live();
        assertThat(hit.producedKwh() - before.producedKwh())
                .isCloseTo((healthy.producedKwh() - before.producedKwh()) * production, within(0.03));
    }

    @Test
    void theHouseMayGiveNoMoreThanTheLimit() {
        var told = told(NOON, "limit:300@2026-06-01");
        assertThat(told.live().netKw()).as("export").isBetween(-0.5, -0.15);
        double[] powers = told.inverters().stream()
                .mapToDouble(inverter -> inverter.last().powerKw())
                .toArray();
        assertThat(Arrays.stream(powers).max().orElseThrow())
                .as("one common level")
                .isEqualTo(Arrays.stream(powers).min().orElseThrow());
        assertThat(panel(told, 1).dcVolts()).isGreaterThan(panel(told(NOON), 1).dcVolts() + 2);
    }

    @ParameterizedTest
    @CsvSource({"100, Infinity", "60, 25", "50, 20", "0, 0", "-5, 0"})
    void holdsThoseDownThatMakeMost(double allowed, double level) {
        assertThat(CommonLevel.of(new double[] {10, 40, 30, 0}, allowed)).isEqualTo(level);
    }

    @Test
    void withoutGridNobodyAnswersAndAfterItTheBoxStartsAnew() {
        String[] fault = {"outage@2026-06-02T12:00/1h"};
        assertThat(house(fault).ask(Instant.parse("2026-06-02T19:30:00Z"))).isEmpty();
        var after = told(Instant.parse("2026-06-02T20:12:20Z"), fault);
        assertThat(after.health().uptimeSeconds()).isLessThan(720);
        assertThat(panel(after, 1).powerKw()).isGreaterThan(0.1);
        var before = told(Instant.parse("2026-06-02T18:59:00Z"), fault);
        assertThat(after.live().importedKwh() - before.live().importedKwh()).isLessThan(0.05);
    }

    @Test
    void theBreakerOfAllTakesThePanelsAndLeavesTheHouse() {
        var told = told(NOON, "off@2026-06-02T10:00/1d");
        assertThat(told.inverters()).noneMatch(Telling.Inverter::working);
        assertThat(told.live().producedKw()).isZero();
        assertThat(told.live().netKw()).isPositive();
    }

    @Test
    void aLoopRestartsTheBoxEightTimesADay() {
        var house = house("loop:3@2026-06-02T00:00-07:00/1d");
        int fresh = 0;
        long before = Long.MAX_VALUE;
        for (Instant at = Instant.parse("2026-06-02T07:00:20Z");
                at.isBefore(Instant.parse("2026-06-03T07:00:00Z"));
                at = at.plusSeconds(300)) {
            var told = house.ask(at);
            if (told.isPresent()) {
                long uptime = told.get().health().uptimeSeconds();
                fresh += uptime < before ? 1 : 0;
                before = uptime;
            }
        }
        assertThat(fresh - 1).isBetween(7, 8);
    }

    @Test
    void flashFillsUp() {
        String fault = "flash:40@2026-06-01";
        long healthy = told(NOON).health().flashAvailableKib();
        assertThat(told(NOON, fault).health().flashAvailableKib()).isBetween(healthy * 9 / 10, healthy);
        assertThat(told(NOON.plus(Duration.ofDays(20)), fault).health().flashAvailableKib())
                .isLessThan(50_000);
        assertThat(told(NOON.plus(Duration.ofDays(50)), fault).health().flashAvailableKib())
                .isZero();
    }
}
