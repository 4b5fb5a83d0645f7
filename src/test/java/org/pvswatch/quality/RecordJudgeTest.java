package org.pvswatch.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvswatch.history.History;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.Sun;

class RecordJudgeTest {
    private static final Instant NOON = Instant.parse("2026-06-10T20:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-06-10T09:00:00Z");
    private static final Sun SUN = new Sun("38.6", "-121.5");

    @TempDir
    private Path folder;

    private History history;
    private RecordJudge judge;

    @BeforeEach
    void open() {
        history = new History(folder.resolve("history.db").toString());
        restart();
    }

    @AfterEach
    void close() throws SQLException {
        history.close();
    }

    private void restart() {
        judge = new RecordJudge(15, 0.4, SUN, history);
    }

    /** Records of one answer. */
    private static final class Answer {
        private final String pvs;
        private final Instant polledAt;
        private final List<Reading> readings = new ArrayList<>();

        private Answer(String pvs, Instant polledAt) {
            this.pvs = pvs;
            this.polledAt = polledAt;
        }

        Answer add(String device, DeviceKind kind, Instant measuredAt, Object... values) {
            return addAt(polledAt, device, kind, measuredAt, values);
        }

        Answer addAt(Instant reportedAt, String device, DeviceKind kind, Instant measuredAt, Object... values) {
            Map<Quantity, Double> numbers = new EnumMap<>(Quantity.class);
            for (int i = 0; i < values.length; i += 2) {
                if (values[i + 1] != null) {
                    numbers.put((Quantity) values[i], ((Number) values[i + 1]).doubleValue());
                }
            }
            readings.add(new Reading(
                    "home",
                    pvs,
                    device,
                    kind,
                    measuredAt == null ? polledAt : measuredAt,
                    measuredAt,
                    reportedAt,
                    polledAt,
                    null,
                    null,
                    numbers,
                    Map.of("MODEL", "M"),
                    null));
            return this;
        }

        Answer inverter(String device, Duration age, Double powerKw, Double lifetimeKwh) {
            return add(
                    device,
                    DeviceKind.INVERTER,
                    age == null ? null : polledAt.minus(age),
                    Quantity.POWER_KW,
                    powerKw,
                    Quantity.LIFETIME_ENERGY_KWH,
                    lifetimeKwh);
        }

        /** Inverters N1, N2 ... that make this power. */
        Answer neighbours(int count, double powerKw) {
            for (int i = 1; i <= count; i++) {
                inverter("N" + i, Duration.ofMinutes(1), powerKw, 1000.0);
            }
            return this;
        }
    }

    private static Answer at(Instant polledAt) {
        return new Answer("pvs1", polledAt);
    }

    private static Instant minutes(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    /** What history gets: judged, then stored. */
    private List<Reading> take(Answer answer) throws SQLException {
        List<Reading> judged = judge.judge(answer.readings);
        history.store(judged);
        return judged;
    }

    private static Reading of(String device, List<Reading> readings) {
        return readings.stream()
                .filter(reading -> reading.device().equals(device))
                .findFirst()
                .orElseThrow();
    }

    private Quality quality(Answer answer, String device) throws SQLException {
        return of(device, take(answer)).quality();
    }

    @ParameterizedTest
    @CsvSource({"0, FRESH", "900, FRESH", "901, STALE", "40000, STALE"})
    void callsAMeasurementStaleByItsAge(int seconds, Quality expected) throws Exception {
        assertThat(quality(at(NIGHT).inverter("E", Duration.ofSeconds(seconds), 0.0, 5.0), "E"))
                .isEqualTo(expected);
        assertThat(quality(
                        at(NOON).add(
                                        "M",
                                        DeviceKind.PRODUCTION_METER,
                                        NOON.minusSeconds(seconds),
                                        Quantity.POWER_KW,
                                        1),
                        "M"))
                .isEqualTo(expected);
    }

    @Test
    void countsAgeByTheClockOfThePvs() throws Exception {
        Instant theirs = NOON.minus(Duration.ofHours(3));
        assertThat(quality(
                        at(NOON).addAt(
                                        theirs,
                                        "E",
                                        DeviceKind.INVERTER,
                                        theirs.minusSeconds(60),
                                        Quantity.POWER_KW,
                                        0.2),
                        "E"))
                .isEqualTo(Quality.FRESH);
        Reading behind = of(
                "E2",
                take(at(NOON.plusSeconds(1))
                        .addAt(theirs, "E2", DeviceKind.INVERTER, theirs.plusSeconds(5), Quantity.POWER_KW, 0.2)));
        assertThat(behind.age()).isEqualTo(Duration.ZERO);
    }

    @Test
    void isNotFooledByAClockThatStandsStill() throws Exception {
        Instant frozen = NIGHT.minusSeconds(60);
        for (int minute = 0; minute <= 30; minute += 5) {
            Answer answer = new Answer("pvs1", NIGHT.plus(Duration.ofMinutes(minute)))
                    .addAt(NIGHT, "E", DeviceKind.INVERTER, frozen, Quantity.POWER_KW, 0.2);
            assertThat(quality(answer, "E"))
                    .as("minute %d", minute)
                    .isEqualTo(minute <= 15 ? Quality.FRESH : Quality.STALE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // neighbours, their power, hour of the day in UTC, what a record of an hour ago is
        "4, 0.2, 20, SILENT",
        "1, 0.2, 20, SILENT",
        "4, 0.0, 20, STALE",
        "0, 0.0, 20, STALE",
        "4, 0.2, 9, STALE",
        "4, 0.2, 13, STALE", // 13:10, two degrees above the horizon
        "4, 0.2, 15, SILENT",
    })
    void callsAnInverterSilentWhileItsNeighboursProduceInDaylight(
            int neighbours, double powerKw, int hour, Quality expected) throws Exception {
        Instant moment = Instant.parse("2026-06-10T00:10:00Z").plus(Duration.ofHours(hour));
        assertThat(quality(
                        at(moment).neighbours(neighbours, powerKw).inverter("E", Duration.ofHours(1), 0.2, 5.0), "E"))
                .isEqualTo(expected);
    }

    @Test
    void needsHalfOfTheOthersToProduce() throws Exception {
        assertThat(take(at(NOON).neighbours(3, 0.2)
                        .inverter("E1", Duration.ofHours(1), 0.2, 5.0)
                        .inverter("E2", Duration.ofHours(1), 0.2, 5.0)
                        .inverter("E3", Duration.ofHours(1), 0.2, 5.0)
                        .inverter("E4", Duration.ofHours(1), 0.2, 5.0)))
                .filteredOn(reading -> reading.quality() == Quality.SILENT)
                .hasSize(4);
        assertThat(take(at(minutes(5))
                        .neighbours(2, 0.2)
                        .inverter("E1", Duration.ofHours(1), 0.2, 5.0)
                        .inverter("E2", Duration.ofHours(1), 0.2, 5.0)
                        .inverter("E3", Duration.ofHours(1), 0.2, 5.0)
                        .inverter("E4", Duration.ofHours(1), 0.2, 5.0)))
                .as("N3 is missing, so that two of six others produce")
                .noneMatch(reading -> reading.quality() == Quality.SILENT);
    }

    @Test
    void callsAnInverterThatSaysNothingSilentByDayAndStaleByNight() throws Exception {
        for (Instant moment : List.of(NIGHT, NOON)) {
            Quality expected = moment.equals(NOON) ? Quality.SILENT : Quality.STALE;
            List<Reading> judged = take(at(moment)
                    .neighbours(6, 0.2)
                    .inverter("nan", Duration.ofMinutes(1), null, null)
                    .inverter("timeless", null, 0.2, 5.0)
                    .inverter("counterOnly", Duration.ofMinutes(1), null, 5.0));
            assertThat(of("nan", judged).quality()).isEqualTo(expected);
            assertThat(of("timeless", judged).quality()).isEqualTo(expected);
            assertThat(of("counterOnly", judged).quality()).isEqualTo(Quality.FRESH);
        }
    }

    @Test
    void callsNothingButInvertersSilent() throws Exception {
        List<Reading> judged = take(at(NOON).neighbours(3, 0.2)
                .add("M", DeviceKind.CONSUMPTION_METER, NOON.minusSeconds(3600), Quantity.POWER_KW, 1)
                .add("HUB", DeviceKind.STORAGE, null)
                .add("Z", DeviceKind.SUPERVISOR, NOON.minusSeconds(3000), Quantity.UPTIME_S, 7));
        assertThat(of("M", judged).quality()).isEqualTo(Quality.STALE);
        assertThat(of("HUB", judged).quality()).isEqualTo(Quality.FRESH);
        assertThat(of("Z", judged).quality()).isEqualTo(Quality.FRESH);
    }

    @Test
    void addsARecordWithoutValuesForADeviceThatIsMissing() throws Exception {
        take(at(NOON).neighbours(2, 0.2).inverter("E", Duration.ZERO, 0.2, 5.0));
        List<Reading> judged = take(at(minutes(5)).neighbours(2, 0.2));
        assertThat(judged).extracting(Reading::device).containsExactly("N1", "N2", "E");
        Reading missing = of("E", judged);
        assertThat(missing.quality()).isEqualTo(Quality.ABSENT);
        assertThat(missing.kind()).isEqualTo(DeviceKind.INVERTER);
        assertThat(missing.values()).isEmpty();
        assertThat(missing.measuredAt()).isNull();
        assertThat(missing.at()).isEqualTo(minutes(5));
        assertThat(history.count(History.Table.READING)).isEqualTo(5);
        assertThat(history.pollsAfter(0, 9).get(1).inverters())
                .extracting(Reading::device)
                .containsExactly("N1", "N2");
        assertThat(quality(at(minutes(10)).neighbours(2, 0.2).inverter("E", Duration.ZERO, 0.2, 5.0), "E"))
                .isEqualTo(Quality.FRESH);
    }

    @Test
    void missesOnlyWhatItMayExpect() throws Exception {
        take(new Answer("pvs2", NOON).inverter("OTHER", Duration.ZERO, 0.2, 5.0));
        take(at(NOON).neighbours(1, 0.2)
                .inverter("N1~2", Duration.ZERO, 0.2, 5.0)
                .add("pvs1-live", DeviceKind.LIVE_DATA, NOON, Quantity.PRODUCTION_KW, 1));
        assertThat(take(at(minutes(1)).add("pvs1-live", DeviceKind.LIVE_DATA, minutes(1), Quantity.PRODUCTION_KW, 1)))
                .as("an answer about live data alone")
                .hasSize(1);
        assertThat(take(at(minutes(5)).neighbours(1, 0.2)))
                .as("neither the second of a serial nor the device of another PVS")
                .extracting(Reading::device)
                .containsExactly("N1", "pvs1-live");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void forgetsADeviceThatIsMissingForAMonth(boolean restarting) throws Exception {
        take(at(NOON).neighbours(1, 0.2).inverter("E", Duration.ZERO, 0.2, 5.0));
        for (int day = 1; day <= 40; day++) {
            if (restarting) {
                restart();
            }
            assertThat(take(at(NOON.plus(Duration.ofDays(day))).neighbours(1, 0.2)))
                    .as("day %d", day)
                    .hasSize(day <= 31 ? 2 : 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INVERTER, DC_VOLTAGE_V, 0, true",
        "INVERTER, DC_VOLTAGE_V, 90, true",
        "INVERTER, DC_VOLTAGE_V, 90.1, false",
        "INVERTER, DC_VOLTAGE_V, -0.1, false",
        "INVERTER, HEATSINK_TEMP_C, -40, true",
        "INVERTER, HEATSINK_TEMP_C, -41, false",
        "INVERTER, HEATSINK_TEMP_C, 121, false",
        "INVERTER, FREQUENCY_HZ, 0, true",
        "INVERTER, FREQUENCY_HZ, 59.98, true",
        "INVERTER, FREQUENCY_HZ, 30, false",
        "INVERTER, FREQUENCY_HZ, 66, false",
        "INVERTER, POWER_KW, 0.52, true",
        "INVERTER, POWER_KW, -0.015, true",
        "INVERTER, POWER_KW, 0.53, false",
        "INVERTER, POWER_KW, -0.53, false",
        "INVERTER, DC_POWER_KW, 0.6, false",
        "PRODUCTION_METER, POWER_KW, 12, true",
        "CONSUMPTION_METER, POWER_KW, -30, true",
        "CONSUMPTION_METER, POWER_KW, 100, false",
        "CONSUMPTION_METER, FREQUENCY_HZ, 6000, false",
        "STORAGE, STATE_OF_CHARGE_PERCENT, 100, true",
        "STORAGE, STATE_OF_CHARGE_PERCENT, 4150, false",
        "LIVE_DATA, PRODUCTION_KW, 70, false",
        "SUPERVISOR, UPTIME_S, 99999999, true",
    })
    void takesOutOnlyTheNumberThatCannotBe(DeviceKind kind, Quantity quantity, double value, boolean believed)
            throws Exception {
        Reading judged = take(at(NIGHT)
                        .add(
                                "D",
                                kind,
                                NIGHT,
                                quantity,
                                value,
                                Quantity.CURRENT_A,
                                1.5,
                                Quantity.LIFETIME_ENERGY_KWH,
                                5))
                .get(0);
        assertThat(judged.quality()).isEqualTo(believed ? Quality.FRESH : Quality.IMPLAUSIBLE);
        assertThat(judged.value(quantity)).isEqualTo(believed ? Double.valueOf(value) : null);
        assertThat(judged.value(Quantity.CURRENT_A)).isEqualTo(1.5);
        assertThat(judged.properties()).containsEntry("MODEL", "M").hasSize(believed ? 1 : 2);
        if (!believed) {
            assertThat(Double.parseDouble(judged.properties().get("implausible " + quantity.column())))
                    .isEqualTo(value);
        }
    }

    /** Counters one after another, five minutes apart; gives those that were believed, {@code null} for the others. */
    private List<Double> believed(DeviceKind kind, Quantity counter, boolean restarting, Double... counters)
            throws SQLException {
        List<Double> believed = new ArrayList<>();
        for (int i = 0; i < counters.length; i++) {
            if (restarting) {
                restart();
            }
            Reading judged = take(at(minutes(5 * i)).add(kind.label(), kind, minutes(5 * i), counter, counters[i]))
                    .get(0);
            believed.add(judged.value(counter));
            boolean fresh = judged.value(counter) != null;
            assertThat(judged.quality()).isEqualTo(fresh ? Quality.FRESH : Quality.IMPLAUSIBLE);
        }
        return believed;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void doubtsACounterThatFallsUntilTheNextMeasurementGoesOnFromThere(boolean restarting) throws Exception {
        assertThat(believed(
                        DeviceKind.INVERTER,
                        Quantity.LIFETIME_ENERGY_KWH,
                        restarting,
                        1800.0,
                        0.0, // a PVS that just started
                        1800.02,
                        1799.98, // a tick at dusk
                        12.5, // falls
                        12.52, // and goes on: it began anew
                        12.54,
                        0.0,
                        0.0, // tells nothing yet
                        12.6))
                .containsExactly(1800.0, null, 1800.02, 1799.98, null, 12.52, 12.54, null, null, 12.6);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void doubtsACounterThatRisesFasterThanTheInverterWorks(boolean restarting) throws Exception {
        assertThat(believed(
                        DeviceKind.INVERTER,
                        Quantity.LIFETIME_ENERGY_KWH,
                        restarting,
                        1800.0,
                        1800.04,
                        1900.0, // a wrong number
                        1800.1,
                        2500.0, // jumps
                        2500.03)) // and goes on
                .containsExactly(1800.0, 1800.04, null, 1800.1, null, 2500.03);
    }

    @Test
    void believesTheEnergyOfALongGap() throws Exception {
        take(at(NOON).inverter("E", Duration.ZERO, 0.2, 1800.0));
        Instant later = NOON.plus(Duration.ofDays(9));
        assertThat(of("E", take(at(later).inverter("E", Duration.ZERO, 0.2, 1815.0)))
                        .quality())
                .isEqualTo(Quality.FRESH);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void judgesTheCountersOfMetersByWhatAHouseCanDraw(boolean restarting) throws Exception {
        assertThat(believed(
                        DeviceKind.CONSUMPTION_METER,
                        Quantity.LIFETIME_NET_KWH,
                        restarting,
                        -321.5,
                        -321.9, // exporting
                        0.0,
                        -322.3,
                        -320.0))
                .containsExactly(-321.5, -321.9, null, -322.3, -320.0);
        assertThat(believed(
                        DeviceKind.PRODUCTION_METER,
                        Quantity.LIFETIME_NET_KWH,
                        restarting,
                        12345.0,
                        12344.9904,
                        12344.0,
                        12345.1))
                .containsExactly(12345.0, 12344.9904, null, 12345.1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void judgesTheCountersOfLiveData(boolean restarting) throws Exception {
        assertThat(believed(
                        DeviceKind.LIVE_DATA,
                        Quantity.LIFETIME_HOUSE_LOAD_KWH,
                        restarting,
                        900.0,
                        900.2,
                        0.0,
                        900.4,
                        3.0,
                        3.2))
                .containsExactly(900.0, 900.2, null, 900.4, null, 3.2);
    }

    @Test
    void saysTheSameOfTheSameMeasurementAgain() throws Exception {
        Instant measured = minutes(4);
        take(at(NOON).inverter("E", Duration.ZERO, 0.2, 1800.0));
        for (int minute : new int[] {5, 8, 11}) {
            Reading again = of(
                    "E",
                    take(at(minutes(minute))
                            .add(
                                    "E",
                                    DeviceKind.INVERTER,
                                    measured,
                                    Quantity.POWER_KW,
                                    0.2,
                                    Quantity.LIFETIME_ENERGY_KWH,
                                    0)));
            assertThat(again.quality()).isEqualTo(Quality.IMPLAUSIBLE);
            assertThat(again.values()).containsOnlyKeys(Quantity.POWER_KW);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void learnsTheRatingOfALargerInverterFromPowerAndCounterTogether(boolean restarting) throws Exception {
        double[] powersKw = {2.0, 2.0, 2.2, 0.5, 2.5};
        Double[] believed = {null, 2.0, 2.2, 0.5, 2.5};
        double counter = 100;
        for (int i = 0; i < powersKw.length; i++) {
            if (restarting) {
                restart();
            }
            Reading judged = take(at(minutes(5 * i)).inverter("E", Duration.ZERO, powersKw[i], counter))
                    .get(0);
            assertThat(judged.value(Quantity.POWER_KW)).as("measurement %d", i).isEqualTo(believed[i]);
            assertThat(judged.value(Quantity.LIFETIME_ENERGY_KWH)).isEqualTo(counter);
            counter += i + 1 < powersKw.length ? powersKw[i + 1] / 12 : 0;
        }
    }

    @Test
    void learnsNothingFromOneWrongNumber() throws Exception {
        take(at(NOON).inverter("E", Duration.ZERO, 0.2, 100.0));
        take(at(minutes(5)).inverter("E", Duration.ZERO, 5.0, 100.016));
        take(at(minutes(10)).inverter("E", Duration.ZERO, 0.2, 105.0));
        take(at(minutes(15)).inverter("E", Duration.ZERO, 0.2, 100.05));
        Reading judged =
                take(at(minutes(20)).inverter("E", Duration.ZERO, 0.6, 100.066)).get(0);
        assertThat(judged.value(Quantity.POWER_KW)).isNull();
        assertThat(judged.value(Quantity.LIFETIME_ENERGY_KWH)).isEqualTo(100.066);
        assertThat(judged.properties()).doesNotContainKey("learned_rating_kw");
    }

    @Test
    void tellsOfARestartOnce() throws Exception {
        take(at(NOON).add("Z", DeviceKind.SUPERVISOR, NOON, Quantity.UPTIME_S, 90_000));
        assertThat(take(at(minutes(5)).add("Z", DeviceKind.SUPERVISOR, minutes(5), Quantity.UPTIME_S, 90_300))
                        .get(0)
                        .properties())
                .containsOnlyKeys("MODEL");
        Reading restarted = take(at(minutes(10)).add("Z", DeviceKind.SUPERVISOR, minutes(10), Quantity.UPTIME_S, 60.5))
                .get(0);
        assertThat(restarted.properties()).containsEntry("restarted_at", "2026-06-10T20:08:59Z");
        assertThat(restarted.quality()).isEqualTo(Quality.FRESH);
        restart();
        assertThat(take(at(minutes(15)).add("Z", DeviceKind.SUPERVISOR, minutes(15), Quantity.UPTIME_S, 360.5))
                        .get(0)
                        .properties())
                .containsOnlyKeys("MODEL");
        restart();
        assertThat(take(at(minutes(20)).add("Z", DeviceKind.SUPERVISOR, minutes(20), Quantity.UPTIME_S, 9))
                        .get(0)
                        .properties())
                .containsEntry("restarted_at", "2026-06-10T20:19:51Z");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tellsHowFarTheClockOfThePvsIsOffUntilItIsRightAgain(boolean restarting) throws Exception {
        int[] aheadS = {299, -300, -3700, -3680, -3740, -3900, 20, 10};
        String[] told = {null, null, "-61", "-61", "-61", "-65", "0", null};
        for (int i = 0; i < aheadS.length; i++) {
            if (restarting) {
                restart();
            }
            Instant theirs = minutes(5 * i).plusSeconds(aheadS[i]);
            Reading judged = take(at(minutes(5 * i)).addAt(theirs, "Z", DeviceKind.SUPERVISOR, theirs))
                    .get(0);
            assertThat(judged.properties().get("clock_ahead_min"))
                    .as("%d s ahead", aheadS[i])
                    .isEqualTo(told[i]);
        }
    }

    /** A day of everything that goes wrong, with dice that always fall the same. */
    private static List<Answer> eventfulDay() {
        Random dice = new Random(7);
        List<Answer> answers = new ArrayList<>();
        double[] counters = {1000, 2000, 3000, 4000};
        double net = -50;
        for (int i = 0; i < 288; i++) {
            Instant mark = NIGHT.plus(Duration.ofMinutes(5 * i));
            double powerKw = Math.max(0, 0.3 * Math.sin(Math.toRadians(SUN.elevationDegrees(mark))));
            Answer answer = at(mark.plusSeconds(20));
            answer.add("Z", DeviceKind.SUPERVISOR, null, Quantity.UPTIME_S, (i % 100) * 300 + 50);
            net += dice.nextDouble() - 0.6;
            Double shownNet = dice.nextInt(30) == 0 ? 0.0 : net;
            answer.add("C", DeviceKind.CONSUMPTION_METER, mark, Quantity.LIFETIME_NET_KWH, shownNet);
            for (int panel = 0; panel < counters.length; panel++) {
                counters[panel] += powerKw / 12;
                int fate = dice.nextInt(40);
                Instant measured = powerKw == 0 ? NIGHT.minusSeconds(3600) : mark;
                Double shownKw = fate == 1 ? Double.valueOf(9) : fate == 2 ? null : Double.valueOf(powerKw);
                Double shownKwh = fate == 2 ? null : fate == 3 ? Double.valueOf(0) : counters[panel];
                if (i == 150 && panel == 2) {
                    counters[panel] = 1;
                }
                if (fate == 4) {
                    continue;
                }
                answer.add(
                        "E" + panel,
                        DeviceKind.INVERTER,
                        fate == 5 ? mark.minusSeconds(1500) : fate == 6 ? null : measured,
                        Quantity.POWER_KW,
                        shownKw,
                        Quantity.LIFETIME_ENERGY_KWH,
                        shownKwh,
                        Quantity.HEATSINK_TEMP_C,
                        fate == 7 ? 500 : 30);
            }
            answers.add(answer);
        }
        return answers;
    }

    @Test
    void saysTheSameHoweverOftenTheProgramStarts() throws Exception {
        List<List<Reading>> once = new ArrayList<>();
        for (Answer answer : eventfulDay()) {
            once.add(take(answer));
        }
        assertThat(once.stream().flatMap(List::stream).map(Reading::quality).distinct())
                .containsExactlyInAnyOrder(Quality.values());
        history.close();
        history = new History(folder.resolve("again.db").toString());
        List<List<Reading>> withStarts = new ArrayList<>();
        for (Answer answer : eventfulDay()) {
            restart();
            withStarts.add(take(answer));
        }
        assertThat(withStarts).isEqualTo(once);
    }

    @Test
    void saysTheSameInAReplayIntoTheSameHistory() throws Exception {
        List<List<Reading>> once = new ArrayList<>();
        for (Answer answer : eventfulDay()) {
            once.add(take(answer));
        }
        List<List<History.QualityChange>> timeline = timeline();
        List<List<Reading>> again = new ArrayList<>();
        for (Answer answer : eventfulDay()) {
            again.add(take(answer));
        }
        assertThat(again).isEqualTo(once);
        assertThat(timeline()).isEqualTo(timeline);
        assertThat(timeline.get(0)).hasSizeGreaterThan(10);
    }

    private List<List<History.QualityChange>> timeline() throws SQLException {
        List<List<History.QualityChange>> timeline = new ArrayList<>();
        for (String device : List.of("E0", "E1", "E2", "E3", "C", "Z")) {
            timeline.add(history.qualities("home", device, NIGHT, NIGHT.plus(Duration.ofDays(2))));
        }
        return timeline;
    }

    @Test
    void isNotConfusedByAnOldAnswerInBetween() throws Exception {
        List<Answer> day = eventfulDay();
        List<List<Reading>> undisturbed = new ArrayList<>();
        for (Answer answer : day) {
            undisturbed.add(take(answer));
        }
        history.close();
        history = new History(folder.resolve("again.db").toString());
        restart();
        List<List<Reading>> disturbed = new ArrayList<>();
        for (int i = 0; i < day.size(); i++) {
            disturbed.add(take(day.get(i)));
            if (i % 20 == 19) {
                take(day.get(i - 15));
                take(day.get(i - 3));
            }
        }
        assertThat(disturbed).isEqualTo(undisturbed);
    }

    @Test
    void keepsTheWholeTimelineInRowsOfChangesOnly() throws Exception {
        for (int minute = 0; minute <= 120; minute += 5) {
            boolean there = minute < 60 || minute >= 90;
            Answer answer = at(minutes(minute)).neighbours(3, 0.2);
            if (there) {
                Duration age = minute >= 30 && minute < 60 ? Duration.ofMinutes(20) : Duration.ZERO;
                answer.inverter("E", age, 0.2, 1000.0);
            }
            take(answer);
        }
        assertThat(history.qualities("home", "E", NOON, minutes(121)))
                .containsExactly(
                        new History.QualityChange(NOON, Quality.FRESH),
                        new History.QualityChange(minutes(30), Quality.SILENT),
                        new History.QualityChange(minutes(60), Quality.ABSENT),
                        new History.QualityChange(minutes(90), Quality.FRESH));
        assertThat(history.qualities("home", "E", minutes(70), minutes(80)))
                .containsExactly(new History.QualityChange(minutes(70), Quality.ABSENT));
        assertThat(history.qualities("home", "N1", NOON, minutes(121)))
                .containsExactly(new History.QualityChange(NOON, Quality.FRESH));
        assertThat(history.count(History.Table.DEVICE_QUALITY)).isEqualTo(3);
    }

    @Test
    void givesBackQualityAndClockWithTheReading() throws Exception {
        Instant theirs = NOON.minusSeconds(4000);
        take(at(NOON).neighbours(2, 0.2)
                .addAt(theirs, "E", DeviceKind.INVERTER, theirs.minusSeconds(2000), Quantity.POWER_KW, 0.1));
        restart();
        Reading stored = of("E", history.pollsAfter(0, 1).get(0).inverters());
        assertThat(stored.quality()).isEqualTo(Quality.SILENT);
        assertThat(stored.reportedAt()).isEqualTo(theirs);
        assertThat(stored.age()).hasSeconds(2000);
    }

    @Test
    void judgesNothingOfNothing() throws Exception {
        assertThat(judge.judge(List.of())).isEmpty();
    }
}
