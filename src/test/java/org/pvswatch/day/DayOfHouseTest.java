package org.pvswatch.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.History;
import org.pvswatch.history.PanelDay;
import org.pvswatch.history.Polls;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.SiteTotals;
import org.pvswatch.reading.Sun;

/** A second of June, polled each five minutes: what its devices did and what is said of it. */
class DayOfHouseTest {
    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

    @TempDir
    Path folder;

    private History history;

    @BeforeEach
    void open() {
        history = new History(folder.resolve("history.db").toString());
    }

    @AfterEach
    void close() throws SQLException {
        history.close();
    }

    /** What is told at a moment, hours since the day's beginning. */
    private interface Teller {
        void tell(Polls poll, Instant at, double hour);
    }

    private DayRow day(Teller teller) throws SQLException {
        Instant begin = LocalDateTime.parse("2026-06-02T00:00:20").atZone(ZONE).toInstant();
        for (int i = -12 * 12; i <= 24 * 12; i++) {
            Instant at = begin.plusSeconds(300L * i);
            Polls poll = Polls.at(at);
            teller.tell(poll, at, i / 12.0);
            history.store(poll.readings());
        }
        new DayCloser("home", ZONE.getId(), new Sun("34", "-118"), 0.4, history).catchUp();
        return history.days().of("home", LocalDate.parse("2026-06-02")).orElseThrow();
    }

    /** Kilowatt hours since the day's beginning, of a kilowatt from eight to sixteen o'clock. */
    private static double made(double hour) {
        return Math.min(8, Math.max(0, hour - 8)) - (hour < 0 ? Math.min(8, Math.max(0, -8 - hour)) : 0);
    }

    private static double power(double hour) {
        return hour >= 8 && hour < 16 ? 1 : 0;
    }

    private static PanelDay panel(DayRow day, String serial) {
        return day.panels().stream()
                .filter(panel -> panel.device().equals(serial))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void goesOnWithTheInvertersWhereTheMeterVanishes() throws Exception {
        DayRow day = day((poll, at, hour) -> {
            if (hour < 11) {
                poll.productionMeter(power(hour), 5000 + 1.02 * made(hour)).gridMeter(0.0, 10.0 + hour, 20.0);
            }
            poll.inverter("E1", power(hour) / 2, 100 + made(hour) / 2)
                    .inverter("E2", power(hour) / 2, 200 + made(hour) / 2);
        });
        assertThat(day.source()).isEqualTo(SiteTotals.Source.INVERTERS);
        assertThat(day.productionKwh()).isCloseTo(8, within(1e-6));
        assertThat(day.productionKnownPercent()).isEqualTo(100);
        assertThat(day.lifetimeProductionKwh()).isCloseTo(308, within(1e-6));
        assertThat(day.importKwh()).as("until it vanished").isCloseTo(11, within(0.1));
        assertThat(day.gridKnownPercent()).isLessThan(50);
    }

    @Test
    void staysWithTheMeterThatIsAwayForSomeHours() throws Exception {
        DayRow day = day((poll, at, hour) -> {
            if (hour < 9 || hour > 13) {
                poll.productionMeter(power(hour), 5000 + 1.02 * made(hour)).gridMeter(0.5, 10.0 + hour, 20.0);
            }
            poll.inverter("E1", power(hour), 100 + made(hour));
        });
        assertThat(day.source()).isEqualTo(SiteTotals.Source.PRODUCTION_METER);
        assertThat(day.productionKwh()).isCloseTo(8 * 1.02, within(1e-6));
        assertThat(day.netImportKwh()).isCloseTo(24, within(0.1));
        assertThat(day.houseLoadKwh()).isCloseTo(day.productionKwh() + day.netImportKwh(), within(1e-6));
    }

    @Test
    void addsUpAReplacedInverterAndItsSuccessor() throws Exception {
        DayRow day = day((poll, at, hour) -> {
            poll.gridMeter(0.5, 10.0 + hour, 20.0).inverter("E1", power(hour) / 4, 3000 + made(hour) / 4);
            if (hour < 12) {
                poll.inverter("E2", power(hour) / 4, 3000 + made(hour) / 4);
            } else {
                poll.inverter("E3", power(hour) / 4, (made(hour) - made(12)) / 4);
            }
        });
        assertThat(day.productionKwh())
                .as("but for the first five minutes of E3")
                .isCloseTo(4, within(0.03));
        assertThat(panel(day, "E2").energyKwh()).isCloseTo(1, within(0.03));
        assertThat(panel(day, "E3").energyKwh()).isCloseTo(1, within(0.03));
        assertThat(day.productionKnownPercent())
                .as("E2 and E3 are each of half the day")
                .isLessThan(75);
        assertThat(day.houseLoadKwh()).as("a sum with what is only half known").isNull();
        assertThat(day.invertersReporting()).isEqualTo(3);
    }

    /** Two come back at nine and eleven; until then they are listed with what they said at dusk. */
    @Test
    void takesNoSunriseForEnergyOfOthers() throws Exception {
        DayRow day = day((poll, at, hour) -> {
            String[] serials = {"E1", "E2", "E3"};
            int[] wakes = {8, 9, 11};
            for (int i = 0; i < 3; i++) {
                boolean asleep = hour > -4.5 && hour < wakes[i];
                double toldAt = asleep ? -4.5 : hour;
                poll.inverter(
                        serials[i],
                        at.minusSeconds(Math.round(3600 * (hour - toldAt))),
                        asleep ? 0 : power(hour) / 4,
                        1000 * (i + 1) + made(toldAt) / 4);
            }
        });
        assertThat(day.productionKwh()).isCloseTo(6, within(1e-6));
        assertThat(day.productionKnownPercent()).isEqualTo(100);
        assertThat(day.peakProductionKw()).isEqualTo(0.75);
        assertThat(panel(day, "E3").energyKwh()).isCloseTo(2, within(1e-6));
        assertThat(panel(day, "E3").measurements()).isEqualTo(13 * 12);
    }

    @Test
    void saysWhenAndHowLongTheSunShone() throws Exception {
        DayRow day = day((poll, at, hour) -> {
            double kw = hour >= 12 && hour < 13 ? 0.375 : hour >= 9 && hour < 15 ? 0.125 : hour >= 7 ? 0.03 : 0;
            poll.inverter("E1", kw, 100.0 + Math.max(0, hour) / 10);
        });
        assertThat(day.peakProductionKw()).isEqualTo(0.375);
        assertThat(day.peakProductionAt())
                .isEqualTo(
                        LocalDateTime.parse("2026-06-02T12:00:20").atZone(ZONE).toInstant());
        assertThat(day.sunHours()).as("a tenth of 0.4 kW or more").isCloseTo(6, within(1e-6));
        assertThat(panel(day, "E1").peakAt()).isEqualTo(day.peakProductionAt());
        assertThat(panel(day, "E1").peakKw()).isEqualTo(0.375);
    }

    private static void battery(Polls poll, Instant at, DeviceKind kind, Map<Quantity, Double> values) {
        poll.add("B", kind, at, at, values, Map.of());
    }

    @Test
    void countsABatteryByItsOwnCounters() throws Exception {
        DayRow day = day((poll, at, hour) -> {
            Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
            values.put(Quantity.BATTERY_DISCHARGE_KW, 0.0);
            values.put(Quantity.LIFETIME_POSITIVE_KWH, 500 + Math.max(0, hour - 18) / 2);
            values.put(Quantity.LIFETIME_NEGATIVE_KWH, 600 + made(hour) / 2);
            battery(poll, at, DeviceKind.STORAGE, values);
            poll.productionMeter(power(hour), 5000 + made(hour)).gridMeter(0.5, 10.0 + hour, 20.0);
        });
        assertThat(day.batteryChargeKwh()).isCloseTo(4, within(1e-6));
        assertThat(day.batteryDischargeKwh()).isCloseTo(3, within(0.05));
        assertThat(day.houseLoadKwh()).isCloseTo(8 + 24 - 4 + 3, within(0.2));
    }

    @Test
    void tellsChargeFromDischargeWhereOnlyTheirDifferenceIsCounted() throws Exception {
        DayRow day = day((poll, at, hour) -> {
            Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
            values.put(Quantity.PRODUCTION_KW, power(hour));
            values.put(Quantity.LIFETIME_PRODUCTION_KWH, 5000 + made(hour));
            values.put(Quantity.BATTERY_DISCHARGE_KW, 0.0);
            values.put(Quantity.LIFETIME_BATTERY_DISCHARGE_KWH, -80 - made(hour) / 2 + Math.max(0, hour - 18) / 2);
            battery(poll, at, DeviceKind.LIVE_DATA, values);
        });
        assertThat(day.batteryChargeKwh()).isCloseTo(4, within(1e-6));
        assertThat(day.batteryDischargeKwh()).isCloseTo(3, within(0.05));
        assertThat(day.houseLoadKwh()).as("nothing measures the grid").isNull();
    }

    @Test
    void knowsNoHouseLoadWhereABatteryIsSilent() throws Exception {
        DayRow day = day((poll, at, hour) -> {
            battery(poll, at, DeviceKind.STORAGE, Map.of(Quantity.STATE_OF_CHARGE_PERCENT, 50.0));
            poll.productionMeter(power(hour), 5000 + made(hour)).gridMeter(0.5, 10.0 + hour, 20.0);
        });
        assertThat(day.productionKwh()).isCloseTo(8, within(1e-6));
        assertThat(day.netImportKwh()).isCloseTo(24, within(0.1));
        assertThat(day.houseLoadKwh()).isNull();
        assertThat(day.houseLoadKnownPercent()).isZero();
        assertThat(day.batteryChargeKwh()).isNull();
    }

    /** A site that measures its house load, and has no production meter. */
    @Test
    void worksOutNetImportWhereTheHouseIsMeasured() throws Exception {
        DayRow day = day((poll, at, hour) -> poll.inverter("E1", power(hour), 100 + made(hour))
                .add(
                        "c",
                        DeviceKind.CONSUMPTION_METER,
                        at,
                        at,
                        Map.of(Quantity.POWER_KW, 0.5, Quantity.LIFETIME_NET_KWH, 700 + hour / 2),
                        Map.of("subtype", "GROSS_CONSUMPTION_LINESIDE")));
        assertThat(day.houseLoadKwh()).isCloseTo(12, within(0.05));
        assertThat(day.netImportKwh()).isCloseTo(12 - 8, within(0.05));
        assertThat(day.importKwh()).isNull();
        assertThat(day.lifetimeNetImportKwh()).isCloseTo(712 - 108, within(0.05));
    }

    @Test
    void isNotWorkedOutByALookThatBringsNothingNew() throws Exception {
        day((poll, at, hour) -> poll.inverter("E1", power(hour), 100 + made(hour)));
        long revision = history.days().revision();
        Instant noon = LocalDateTime.parse("2026-06-02T12:00:20").atZone(ZONE).toInstant();
        history.store(Polls.at(noon).inverter("E1", noon, 1.0, 104.0).readings());
        DayCloser closer = new DayCloser("home", ZONE.getId(), new Sun("34", "-118"), 0.4, history);
        closer.catchUp();
        assertThat(history.days().revision()).isEqualTo(revision);
    }
}
