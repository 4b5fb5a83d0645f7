package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhysicsTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-06-01T07:00:00Z");
    private static final SimulatorOptions OPTIONS =
            SimulatorOptions.defaults().withClock(SimulatedClock.stepped(MIDNIGHT));

    private final Sky sky = new Sky(OPTIONS.site(), OPTIONS.seed());
    private final Plant plant = plant(OPTIONS);

    private static Plant plant(SimulatorOptions options) {
        var start = options.clock().instant();
        var field =
                PanelField.build(options, start.atZone(options.site().zone()).toLocalDate());
        return new Plant(
                options,
                new Sky(options.site(), options.seed()),
                field,
                new FaultSchedule(options.faults(), field.panels(), options.seed()),
                start);
    }

    private static double lifetime(PlantSnapshot snapshot) {
        return snapshot.inverters().stream()
                .mapToDouble(view -> view.last().lifetimeEnergyKwh())
                .sum();
    }

    @Test
    void metersAndInvertersTellTheSameEnergy() {
        var before = plant.at(MIDNIGHT);
        var after = plant.at(MIDNIGHT.plusSeconds(86_400));
        double inverters = lifetime(after) - lifetime(before);
        double meter = after.live().producedKwh() - before.live().producedKwh();
        assertThat(meter).isCloseTo(inverters, within(0.015 * inverters + 0.05));
        double net = after.live().netKwh() - before.live().netKwh();
        double imported = after.live().importedKwh() - before.live().importedKwh();
        double exported = after.live().exportedKwh() - before.live().exportedKwh();
        assertThat(net).isCloseTo(imported - exported, within(0.03));
        assertThat(imported).isPositive();
        assertThat(exported).isPositive();
        assertThat(meter + net).as("house load, kWh a day").isBetween(8.0, 60.0);
    }

    @Test
    void aClearJuneDayGivesWhatSuchARoofGives() {
        double best = 0;
        for (int day = 0; day < 14; day++) {
            var from = MIDNIGHT.plusSeconds(day * 86_400L);
            double produced = lifetime(plant.at(from.plusSeconds(86_400))) - lifetime(plant.at(from));
            best = Math.max(best, produced);
        }
        assertThat(best).isBetween(35.0, 60.0);
    }

    @Test
    void aDecemberDayGivesMuchLess() {
        var winter = Instant.parse("2026-12-10T08:00:00Z");
        var december = plant(OPTIONS.withClock(SimulatedClock.stepped(winter)));
        double sum = lifetime(december.at(winter.plusSeconds(10 * 86_400))) - lifetime(december.at(winter));
        assertThat(sum / 10).isBetween(5.0, 28.0);
    }

    @Test
    void noInverterGivesMoreThanItsRating() {
        for (int mark = 0; mark < 288; mark++) {
            for (var view : plant.at(MIDNIGHT.plusSeconds(mark * 300L)).inverters()) {
                assertThat(view.last().powerKw()).isBetween(0.0, 0.32);
            }
        }
    }

    @Test
    void countersGoByTicksAndStepBackAtNight() {
        int decrements = 0;
        double last = plant.at(MIDNIGHT).live().producedKwh();
        for (int i = 1; i < 8 * 288; i++) {
            var live = plant.at(MIDNIGHT.plusSeconds(i * 300L)).live();
            double change = live.producedKwh() - last;
            double ticks = change / 0.00964;
            assertThat(ticks).isCloseTo(Math.rint(ticks), within(0.02));
            if (change < 0) {
                decrements++;
                assertThat(Math.rint(ticks)).isEqualTo(-1);
                assertThat(live.producedKw()).isBetween(-0.02, 0.0);
            }
            last = live.producedKwh();
        }
        assertThat(decrements).isBetween(4, 30);
    }

    @Test
    void allClimatesHaveAllSkies() {
        for (var site : SiteModel.values()) {
            var weather = new Sky(site, 1);
            var seen = new int[3];
            for (long mark = 5_900_000; mark < 5_900_000 + 365 * 288L; mark += 36) {
                seen[weather.at(mark).state().ordinal()]++;
            }
            assertThat(Arrays.stream(seen).min().orElseThrow())
                    .as(site.toString())
                    .isGreaterThan(100);
        }
        assertThat(share(SiteModel.MARINE)).isLessThan(share(SiteModel.VALLEY));
    }

    private static double share(SiteModel site) {
        var weather = new Sky(site, 1);
        long first = 5_900_000;
        double clear = 0;
        for (long mark = first; mark < first + 365 * 288L; mark += 36) {
            clear += weather.at(mark).state() == SkyState.CLEAR ? 1 : 0;
        }
        return clear;
    }

    @Test
    void theSkyIsTheSameFromWhereverItIsEntered() {
        long mark = MIDNIGHT.getEpochSecond() / 300 + 150;
        var later = new Sky(OPTIONS.site(), OPTIONS.seed());
        later.at(mark + 400L * 288);
        assertThat(later.at(mark)).isEqualTo(sky.at(mark));
        assertThat(sky.at(mark).irradiance().globalHorizontal()).isBetween(50.0, 1_100.0);
    }

    @Test
    void temperatureHasNoSteps() {
        long first = MIDNIGHT.getEpochSecond() / 300;
        double[] steps = new double[30 * 288];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Math.abs(
                    sky.at(first + i + 1).ambientTempC() - sky.at(first + i).ambientTempC());
        }
        assertThat(Arrays.stream(steps).max().orElseThrow()).isLessThan(0.6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-08T08:00:00Z", "2026-11-01T07:00:00Z"})
    void aChangeOfTheClocksIsNoEvent(String midnight) {
        var start = Instant.parse(midnight);
        var spring = plant(OPTIONS.withClock(SimulatedClock.stepped(start)));
        var before = spring.at(start);
        for (int mark = 1; mark <= 288; mark++) {
            var now = spring.at(start.plusSeconds(mark * 300L));
            assertThat(now.live().epochSecond()).isEqualTo(before.live().epochSecond() + 300);
            assertThat(now.live().importedKwh() - before.live().importedKwh()).isBetween(0.0, 0.8);
            assertThat(lifetime(now) - lifetime(before)).isBetween(0.0, 24 * 0.32 / 12 + 0.001);
            before = now;
        }
    }

    @Test
    void theBatteryFillsByDayAndEmptiesByNight() {
        var store = plant(OPTIONS.withProfile(Profile.V_STORAGE));
        var day = store.at(MIDNIGHT.plusSeconds(15 * 3_600)).live();
        var night = store.at(MIDNIGHT.plusSeconds(30 * 3_600)).live();
        assertThat(day.charge()).isGreaterThan(0.9);
        assertThat(night.charge()).isLessThan(day.charge() - 0.2);
        for (int i = 0; i < 288; i++) {
            var live = store.at(MIDNIGHT.plusSeconds(i * 300L)).live();
            assertThat(live.charge()).isBetween(0.19, 1.0);
            assertThat(live.houseLoadKw()).isBetween(0.0, 12.0);
        }
    }
}
