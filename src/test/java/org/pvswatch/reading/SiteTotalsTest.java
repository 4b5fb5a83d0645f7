package org.pvswatch.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTotalsTest {
    private static final Instant NOW = Instant.parse("2026-06-01T19:01:30Z");

    private static Reading reading(DeviceKind kind, Duration age, Map<String, String> properties, Object... values) {
        Map<Quantity, Double> numbers = new EnumMap<>(Quantity.class);
        for (int i = 0; i < values.length; i += 2) {
            if (values[i + 1] != null) {
                numbers.put((Quantity) values[i], ((Number) values[i + 1]).doubleValue());
            }
        }
        Instant measuredAt = age == null ? null : NOW.minus(age);
        return new Reading(
                "home", "pvs1", "D", kind, NOW, measuredAt, null, NOW, null, null, numbers, properties, null);
    }

    private static Reading production(Double powerKw, Double lifetimeKwh) {
        return reading(
                DeviceKind.PRODUCTION_METER,
                Duration.ZERO,
                Map.of(),
                Quantity.POWER_KW,
                powerKw,
                Quantity.LIFETIME_NET_KWH,
                lifetimeKwh);
    }

    private static Reading consumption(String subtype, Double powerKw, Double lifetimeKwh) {
        return reading(
                DeviceKind.CONSUMPTION_METER,
                Duration.ZERO,
                subtype == null ? Map.of() : Map.of("subtype", subtype),
                Quantity.POWER_KW,
                powerKw,
                Quantity.LIFETIME_NET_KWH,
                lifetimeKwh);
    }

    private static Reading inverter(Duration age, Double powerKw, Double lifetimeKwh) {
        return reading(
                DeviceKind.INVERTER,
                age,
                Map.of(),
                Quantity.POWER_KW,
                powerKw,
                Quantity.LIFETIME_ENERGY_KWH,
                lifetimeKwh);
    }

    private static Reading live(Duration age, Object... values) {
        return reading(DeviceKind.LIVE_DATA, age, Map.of(), values);
    }

    private static Reading battery(Object... values) {
        return reading(DeviceKind.STORAGE, Duration.ZERO, Map.of(), values);
    }

    /** Totals of a site without battery, whose grid meter knows no import and export apart. */
    private static SiteTotals totals(
            Double productionKw,
            Double houseLoadKw,
            Double netImportKw,
            Double lifetimeProductionKwh,
            Double lifetimeHouseLoadKwh,
            Double lifetimeNetImportKwh,
            SiteTotals.Source source) {
        return new SiteTotals(
                productionKw,
                houseLoadKw,
                netImportKw,
                null,
                null,
                lifetimeProductionKwh,
                lifetimeHouseLoadKwh,
                lifetimeNetImportKwh,
                null,
                null,
                source,
                false,
                1);
    }

    @Test
    void takeLiveDataWhereThereIsSome() throws Exception {
        SiteTotals totals = SiteTotals.of(Answers.readings(Answers.resource("varserver-day-obj.json")));
        assertThat(totals)
                .isEqualTo(new SiteTotals(
                        0.5912,
                        0.4725,
                        -0.1187,
                        null,
                        null,
                        12345.669922,
                        12024.169922,
                        -321.5,
                        4488.75,
                        4810.25,
                        SiteTotals.Source.LIVE_DATA,
                        false,
                        1));
    }

    @Test
    void addUpTheMetersOfALegacyAnswer() throws Exception {
        SiteTotals totals = SiteTotals.of(Answers.readings(Answers.resource("legacy-day.json")));
        assertThat(totals.source()).isEqualTo(SiteTotals.Source.PRODUCTION_METER);
        assertThat(totals.productionKw()).isEqualTo(0.5912);
        assertThat(totals.netImportKw()).isEqualTo(-0.1187);
        assertThat(totals.houseLoadKw()).isCloseTo(0.4725, within(1e-9));
        assertThat(totals.lifetimeProductionKwh()).isEqualTo(12345.67);
        assertThat(totals.lifetimeNetImportKwh()).isEqualTo(-321.5);
        assertThat(totals.lifetimeHouseLoadKwh()).isCloseTo(12024.17, within(1e-9));
        assertThat(totals.lifetimeImportKwh()).isEqualTo(4488.75);
        assertThat(totals.lifetimeExportKwh()).isEqualTo(4810.25);
        assertThat(totals.importKw()).isZero();
        assertThat(totals.exportKw()).isEqualTo(0.1187);
    }

    @Test
    void tellImportFromExport() {
        SiteTotals importing = SiteTotals.of(List.of(consumption(null, 0.5, 40.0)));
        assertThat(importing.importKw()).isEqualTo(0.5);
        assertThat(importing.exportKw()).isZero();
        SiteTotals balanced = SiteTotals.of(List.of(consumption(null, 0.0, 40.0)));
        assertThat(balanced.importKw()).isEqualTo(0.0);
        assertThat(balanced.exportKw()).isEqualTo(0.0);
        SiteTotals unknown = SiteTotals.of(List.of(production(1.0, 40.0)));
        assertThat(unknown.importKw()).isNull();
        assertThat(unknown.exportKw()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NET_CONSUMPTION_LOADSIDE", "NOT_USED", "GROSS_CONSUMPTION_LINESIDE"})
    void knowNothingOfTheGridFromAMeterWithoutTransformers(String subtype) {
        SiteTotals expected = totals(2.0, null, null, 100.0, null, null, SiteTotals.Source.PRODUCTION_METER);
        assertThat(SiteTotals.of(List.of(production(2.0, 100.0), consumption(subtype, 0.0, 0.0))))
                .isEqualTo(expected);
        assertThat(SiteTotals.of(List.of(production(2.0, 100.0), consumption(subtype, 0.0, null))))
                .isEqualTo(expected);
    }

    @Test
    void knowNothingOfTheGridFromLiveDataWithoutTransformers() {
        Reading live = live(
                Duration.ZERO,
                Quantity.PRODUCTION_KW,
                2,
                Quantity.NET_IMPORT_KW,
                0,
                Quantity.HOUSE_LOAD_KW,
                2,
                Quantity.LIFETIME_PRODUCTION_KWH,
                100,
                Quantity.LIFETIME_NET_IMPORT_KWH,
                0,
                Quantity.LIFETIME_HOUSE_LOAD_KWH,
                100);
        assertThat(SiteTotals.of(List.of(live, consumption(null, 0.0, 0.0))))
                .isEqualTo(totals(2.0, null, null, 100.0, null, null, SiteTotals.Source.LIVE_DATA));
    }

    @Test
    void takeTheMetersWhenLiveDataLagsBehindThem() {
        Reading meter = production(0.5, 100.0);
        for (int seconds : new int[] {0, 20, 60}) {
            Reading live = live(Duration.ofSeconds(seconds), Quantity.PRODUCTION_KW, 0.7);
            assertThat(SiteTotals.of(List.of(live, meter)).productionKw()).isEqualTo(0.7);
        }
        for (int seconds : new int[] {61, 600, 3600}) {
            Reading live = live(Duration.ofSeconds(seconds), Quantity.PRODUCTION_KW, 0.7);
            assertThat(SiteTotals.of(List.of(live, meter)).productionKw()).isEqualTo(0.5);
        }
        assertThat(SiteTotals.of(List.of(live(null, Quantity.PRODUCTION_KW, 0.7), meter))
                        .productionKw())
                .isEqualTo(0.5);
        assertThat(SiteTotals.of(List.of(live(null, Quantity.PRODUCTION_KW, 0.7)))
                        .productionKw())
                .isEqualTo(0.7);
    }

    @Test
    void takeNothingFromLiveDataThatStandsStill() {
        Reading live = live(Duration.ofMinutes(16), Quantity.PRODUCTION_KW, 0.7, Quantity.BATTERY_DISCHARGE_KW, 1);
        assertThat(SiteTotals.of(List.of(live, inverter(Duration.ofMinutes(4), 0.25, 10.0))))
                .isEqualTo(totals(0.25, null, null, 10.0, null, null, SiteTotals.Source.INVERTERS));
    }

    @Test
    void takeNothingFromAMeterThatStandsStill() {
        Reading meter = reading(
                DeviceKind.PRODUCTION_METER,
                Duration.ofHours(3),
                Map.of(),
                Quantity.POWER_KW,
                5,
                Quantity.LIFETIME_NET_KWH,
                100);
        Reading grid = reading(DeviceKind.CONSUMPTION_METER, Duration.ofHours(3), Map.of(), Quantity.POWER_KW, 5);
        assertThat(SiteTotals.of(List.of(meter, grid, inverter(Duration.ofMinutes(4), 0.25, 10.0))))
                .isEqualTo(totals(0.25, null, null, 10.0, null, null, SiteTotals.Source.INVERTERS));
    }

    @Test
    void addWhatABatteryGivesToTheHouse() {
        SiteTotals giving = SiteTotals.of(List.of(
                production(2.0, 100.0),
                consumption(null, -0.5, -40.0),
                battery(Quantity.BATTERY_DISCHARGE_KW, 1.25, Quantity.STATE_OF_CHARGE_PERCENT, 80)));
        assertThat(giving.batteryDischargeKw()).isEqualTo(1.25);
        assertThat(giving.stateOfChargePercent()).isEqualTo(80);
        assertThat(giving.houseLoadKw()).isEqualTo(2.75);
        assertThat(giving.lifetimeHouseLoadKwh())
                .as("this battery counts no energy")
                .isNull();
        SiteTotals charging = SiteTotals.of(List.of(
                production(2.0, 100.0),
                consumption("GROSS_CONSUMPTION_LINESIDE", 0.5, 90.0),
                battery(
                        Quantity.BATTERY_DISCHARGE_KW,
                        -1.25,
                        Quantity.LIFETIME_POSITIVE_KWH,
                        30,
                        Quantity.LIFETIME_NEGATIVE_KWH,
                        34)));
        assertThat(charging.netImportKw()).isEqualTo(-0.25);
        assertThat(charging.lifetimeNetImportKwh()).isEqualTo(-6);
    }

    @Test
    void workOutABatteryFromItsCurrentWhereNothingSaysItsPower() {
        SiteTotals totals = SiteTotals.of(List.of(
                battery(
                        Quantity.CHARGE_CURRENT_A,
                        -20,
                        Quantity.BATTERY_VOLTAGE_V,
                        50,
                        Quantity.SYSTEM_STATE_OF_CHARGE_PERCENT,
                        60),
                battery(
                        Quantity.CHARGE_CURRENT_A,
                        -10,
                        Quantity.BATTERY_VOLTAGE_V,
                        50,
                        Quantity.SYSTEM_STATE_OF_CHARGE_PERCENT,
                        50)));
        assertThat(totals.batteryDischargeKw()).isEqualTo(1.5);
        assertThat(totals.stateOfChargePercent()).isEqualTo(55);
    }

    @Test
    void knowNoHouseLoadWhileABatteryIsSilent() {
        SiteTotals totals = SiteTotals.of(List.of(production(2.0, 100.0), consumption(null, -0.5, -40.0), battery()));
        assertThat(totals.batteryDischargeKw()).isNull();
        assertThat(totals.netImportKw()).isEqualTo(-0.5);
        assertThat(totals.houseLoadKw()).isNull();
        assertThat(totals.lifetimeHouseLoadKwh()).isNull();
    }

    @Test
    void takeTheBatteryOfLiveData() {
        SiteTotals totals = SiteTotals.of(List.of(
                live(
                        Duration.ZERO,
                        Quantity.PRODUCTION_KW,
                        2,
                        Quantity.NET_IMPORT_KW,
                        0.1,
                        Quantity.HOUSE_LOAD_KW,
                        1.1,
                        Quantity.BATTERY_DISCHARGE_KW,
                        -1,
                        Quantity.STATE_OF_CHARGE_PERCENT,
                        41.5),
                battery(Quantity.BATTERY_DISCHARGE_KW, -0.9, Quantity.STATE_OF_CHARGE_PERCENT, 41)));
        assertThat(totals.batteryDischargeKw()).isEqualTo(-1);
        assertThat(totals.stateOfChargePercent()).isEqualTo(41.5);
        assertThat(totals.houseLoadKw()).isEqualTo(1.1);
    }

    @Test
    void takeTheMetersWhenLiveDataKnowsNoProduction() {
        Reading live = reading(DeviceKind.LIVE_DATA, Duration.ZERO, Map.of(), Quantity.NET_IMPORT_KW, 1);
        assertThat(SiteTotals.of(List.of(live, production(0.5, 100.0))).source())
                .isEqualTo(SiteTotals.Source.PRODUCTION_METER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NET_CONSUMPTION_LOADSIDE", "NOT_USED", "UNKNOWN_TYPE"})
    void readTheMeterAtTheGridAsNetImport(String subtype) {
        SiteTotals totals = SiteTotals.of(List.of(production(2.0, 100.0), consumption(subtype, -0.5, -40.0)));
        assertThat(totals).isEqualTo(totals(2.0, 1.5, -0.5, 100.0, 60.0, -40.0, SiteTotals.Source.PRODUCTION_METER));
    }

    @Test
    void readAMeterWithoutSubtypeAsNetImport() {
        assertThat(SiteTotals.of(List.of(production(2.0, 100.0), consumption(null, -0.5, -40.0)))
                        .houseLoadKw())
                .isEqualTo(1.5);
    }

    @Test
    void readTheMeterOfTheHouseAsItsLoad() {
        SiteTotals totals =
                SiteTotals.of(List.of(production(2.0, 100.0), consumption("GROSS_CONSUMPTION_LINESIDE", 1.5, 130.0)));
        assertThat(totals)
                .isEqualTo(new SiteTotals(
                        2.0,
                        1.5,
                        -0.5,
                        null,
                        null,
                        100.0,
                        130.0,
                        30.0,
                        null,
                        null,
                        SiteTotals.Source.PRODUCTION_METER,
                        true,
                        1));
    }

    @Test
    void keepNoiseAroundZeroAsItIs() {
        SiteTotals totals = SiteTotals.of(List.of(production(-0.015, 100.0), consumption(null, 0.01, 50.0)));
        assertThat(totals.productionKw()).isEqualTo(-0.015);
        assertThat(totals.houseLoadKw()).isCloseTo(-0.005, within(1e-12));
    }

    @Test
    void takeTheInvertersWhereTheMeterCountsNothing() {
        var readings = new ArrayList<>(
                List.of(inverter(Duration.ofMinutes(5), 0.25, 1000.0), inverter(Duration.ofMinutes(15), 0.5, 2000.0)));
        SiteTotals expected = totals(0.75, null, null, 3000.0, null, null, SiteTotals.Source.INVERTERS);
        assertThat(SiteTotals.of(readings)).isEqualTo(expected);
        readings.add(production(0.0, 0.08));
        assertThat(SiteTotals.of(readings)).isEqualTo(expected);
    }

    @Test
    void takeTheMeterAtNightThoughItShowsNoPower() {
        var totals = SiteTotals.of(List.of(production(0.0, 100.0), inverter(Duration.ofHours(9), 0.0, 99.0)));
        assertThat(totals.source()).isEqualTo(SiteTotals.Source.PRODUCTION_METER);
        assertThat(totals.productionKw()).isZero();
    }

    @Test
    void countNoPowerOfInvertersThatSleep() {
        SiteTotals dusk = SiteTotals.of(
                List.of(inverter(Duration.ofMinutes(16), 0.25, 1000.0), inverter(Duration.ofMinutes(4), 0.5, 2000.0)));
        assertThat(dusk.productionKw()).isEqualTo(0.5);
        assertThat(dusk.lifetimeProductionKwh()).isEqualTo(3000.0);
        SiteTotals night =
                SiteTotals.of(List.of(inverter(Duration.ofHours(9), 0.25, 1000.0), inverter(null, 0.1, 1.0)));
        assertThat(night.productionKw()).isNull();
        assertThat(night.lifetimeProductionKwh()).isEqualTo(1001.0);
    }

    @Test
    void knowNoLifetimeProductionWhileAnInverterIsMissingItsCounter() {
        SiteTotals totals = SiteTotals.of(
                List.of(inverter(Duration.ofMinutes(4), 0.25, null), inverter(Duration.ofMinutes(4), 0.5, 2000.0)));
        assertThat(totals.productionKw()).isEqualTo(0.75);
        assertThat(totals.lifetimeProductionKwh()).isNull();
    }

    @Test
    void knowNothingOfASiteWithoutAnyOfThese() {
        Reading supervisor = reading(DeviceKind.SUPERVISOR, Duration.ZERO, Map.of(), Quantity.UPTIME_S, 7);
        assertThat(SiteTotals.of(List.of(supervisor)))
                .isEqualTo(totals(null, null, null, null, null, null, SiteTotals.Source.NONE));
    }

    @Test
    void knowNetImportWithoutProduction() {
        SiteTotals totals = SiteTotals.of(List.of(consumption("NET_CONSUMPTION_LOADSIDE", 0.75, 50.0)));
        assertThat(totals).isEqualTo(totals(null, null, 0.75, null, null, 50.0, SiteTotals.Source.NONE));
    }

    @Test
    void keepWhatLiveDataLeavesOutUnknown() {
        Reading live = reading(DeviceKind.LIVE_DATA, Duration.ZERO, Map.of(), Quantity.PRODUCTION_KW, 1.25);
        assertThat(SiteTotals.of(List.of(live)))
                .isEqualTo(totals(1.25, null, null, null, null, null, SiteTotals.Source.LIVE_DATA));
    }
}
