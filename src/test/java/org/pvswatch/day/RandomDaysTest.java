package org.pvswatch.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.DayRow.OverMidnight;
import org.pvswatch.history.History;
import org.pvswatch.history.PanelDay;
import org.pvswatch.history.Polls;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.Sun;

/**
 * Days of a house with random weather, random polls missing, random meters missing and a random life of its devices: what is
 * said of a day is right, or less than right and said to be so; and it is the same however the polls came.
 */
class RandomDaysTest {
    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    private static final Sun SUN = new Sun("34", "-118");
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 7);
    private static final int DAYS = 3;
    private static final int PANELS = 3;
    private static final double MOST_LOAD_KW = 1.5;

    /** What a panel makes at the most, on the mean of the last two hours of usable sun. */
    private static final double EVENING_KW = 0.12;

    /** A tick of each counter at each end of a day, and what the meter and the inverters differ by. */
    private static final double TOLERANCE_KWH = 0.2;

    @TempDir
    Path folder;

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("days.seeds", 5));
    }

    /** What a house did and what its PVS told of it. */
    private static final class House {
        final List<List<Reading>> polls = new ArrayList<>();
        final double[] madeKwh = new double[DAYS];
        final double[] usedKwh = new double[DAYS];
        final double[][] panelKwh = new double[DAYS][PANELS];

        House(Random dice) {
            Instant begin = FIRST.atStartOfDay(ZONE).toInstant();
            Instant end = FIRST.plusDays(DAYS).atStartOfDay(ZONE).toInstant();
            boolean live = dice.nextBoolean();
            boolean metered = dice.nextInt(3) > 0;
            double missing = new double[] {0, 0.1, 0.6}[dice.nextInt(3)];
            double[] counted = dice.doubles(PANELS, 100, 20_000).toArray();
            double meter = dice.nextDouble() * 9000;
            double imported = dice.nextDouble() * 9000;
            double exported = dice.nextDouble() * 9000;
            Instant[] told = new Instant[PANELS];
            double[] toldKwh = new double[PANELS];
            Instant out = end;
            Instant back = end;
            Instant meterOut = end;
            Instant meterBack = end;
            double cloud = 1;
            double loadKw = 0.5;
            String[] serials = {"E1", "E2", "E3"};
            int replaceAt = dice.nextInt(DAYS * 288 * 2);
            for (int i = 0; begin.plusSeconds(300L * i).isBefore(end.plusSeconds(7200)); i++) {
                Instant at = begin.plusSeconds(300L * i + 20);
                int day = (int) Duration.between(begin, at).toDays();
                day = Math.min((int) (at.atZone(ZONE).toLocalDate().toEpochDay() - FIRST.toEpochDay()), DAYS - 1);
                boolean counts = at.isBefore(end);
                double height = Math.max(0, Math.sin(Math.toRadians(SUN.elevationDegrees(at))));
                cloud = Math.min(1, Math.max(0.1, cloud + (dice.nextDouble() - 0.5) / 5));
                loadKw = Math.min(MOST_LOAD_KW, Math.max(0.1, loadKw + (dice.nextDouble() - 0.5) / 5));
                double madeKwh = 0;
                for (int panel = 0; panel < PANELS; panel++) {
                    double stepKwh = 0.36 * height * cloud / 12 * (1 - panel * 0.02);
                    counted[panel] += stepKwh;
                    madeKwh += stepKwh;
                    if (counts) {
                        panelKwh[day][panel] += stepKwh;
                    }
                }
                if (i == replaceAt) {
                    counted[2] = 0;
                    serials[2] = "E4";
                    told[2] = null;
                }
                double usedKwh = loadKw / 12;
                meter += madeKwh - (height == 0 && dice.nextInt(20) == 0 ? 0.0096 : 0);
                imported += Math.max(0, usedKwh - madeKwh);
                exported += Math.max(0, madeKwh - usedKwh);
                if (counts) {
                    this.madeKwh[day] += madeKwh;
                    this.usedKwh[day] += usedKwh;
                }
                for (int panel = 0; panel < PANELS; panel++) {
                    if (height > 0.03 + 0.02 * panel && dice.nextInt(5) > 0) { // one by one at sunrise
                        told[panel] = at.minusSeconds(60);
                        toldKwh[panel] = (float) counted[panel];
                    }
                }
                if (dice.nextInt(600) == 0) {
                    out = at;
                    back = at.plusSeconds(dice.nextInt(40_000));
                }
                if (dice.nextInt(900) == 0) {
                    meterOut = at;
                    meterBack = at.plusSeconds(dice.nextInt(80_000));
                }
                if (dice.nextDouble() < missing || (!at.isBefore(out) && at.isBefore(back))) {
                    continue;
                }
                boolean meters = at.isBefore(meterOut) || !at.isBefore(meterBack);
                Polls poll = Polls.at(at);
                if (meters && live) {
                    poll.live(
                            madeKwh * 12,
                            (double) (float) meter,
                            (double) (float) (meter + imported - exported),
                            (double) (float) (imported - exported));
                }
                if (meters && metered) {
                    poll.productionMeter(madeKwh * 12, meter);
                }
                if (meters) {
                    poll.gridMeter((usedKwh - madeKwh) * 12, imported, exported);
                }
                for (int panel = 0; panel < PANELS; panel++) {
                    if (told[panel] != null) {
                        poll.inverter(serials[panel], told[panel], madeKwh * 4, toldKwh[panel]);
                    }
                }
                if (!poll.readings().isEmpty()) {
                    polls.add(poll.readings());
                }
            }
        }
    }

    private List<DayRow> days(String name, List<List<Reading>> polls, Random lookNow) throws Exception {
        try (History history = new History(folder.resolve(name).toString())) {
            DayCloser closer = new DayCloser("home", ZONE.getId(), SUN, 0.4, history);
            for (List<Reading> poll : polls) {
                history.store(poll);
                if (lookNow != null && lookNow.nextInt(20) == 0) {
                    closer.catchUp();
                }
                if (lookNow != null && lookNow.nextInt(300) == 0) {
                    closer = new DayCloser("home", ZONE.getId(), SUN, 0.4, history); // started anew
                }
            }
            closer.catchUp();
            long revision = history.days().revision();
            new DayCloser("home", ZONE.getId(), SUN, 0.4, history).catchUp();
            assertThat(history.days().revision())
                    .as("nothing new, nothing written")
                    .isEqualTo(revision);
            return history.days().all();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areRightOrSaidToBeLessThanThat(int seed) throws Exception {
        House house = new House(new Random(seed));
        List<DayRow> days = days("history.db", house.polls, null);
        assertThat(days).isNotEmpty();
        for (DayRow day : days) {
            int index = (int) (day.date().toEpochDay() - FIRST.toEpochDay());
            double carriedHours = day.overMidnight() == OverMidnight.NOTHING ? 1.25 : 2;
            double carriedKwh = MOST_LOAD_KW * carriedHours;
            double eveningKwh = EVENING_KW * carriedHours;
            right(
                    day + " production",
                    day.productionKwh(),
                    day.productionKnownPercent(),
                    house.madeKwh[index],
                    PANELS * eveningKwh);
            right(
                    day + " house load",
                    day.houseLoadKwh(),
                    day.houseLoadKnownPercent(),
                    house.usedKwh[index],
                    carriedKwh);
            for (PanelDay panel : day.panels()) {
                int of = Math.min(PANELS, panel.device().charAt(1) - '0') - 1;
                right(
                        day.date() + " " + panel,
                        panel.energyKwh(),
                        panel.knownPercent(),
                        house.panelKwh[index][of],
                        0.05);
            }
        }
    }

    /** As much as there was, where all is known; never more. */
    private static void right(String what, Double said, double knownPercent, double was, double boundaryKwh) {
        if (said == null) {
            assertThat(knownPercent).as(what).isZero();
            return;
        }
        double toleranceKwh = TOLERANCE_KWH + boundaryKwh;
        assertThat(said).as(what + " was " + was).isLessThan(was + toleranceKwh);
        if (knownPercent > 99.9) {
            assertThat(said).as(what + " was " + was).isGreaterThan(was - toleranceKwh);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areTheSameInWhateverOrderPollsCame(int seed) throws Exception {
        Random dice = new Random(seed);
        List<List<Reading>> polls = new House(dice).polls;
        List<DayRow> expected = days("in-order.db", polls, null);
        assertThat(days("live.db", polls, dice)).as("looked at while they came").isEqualTo(expected);
        List<List<Reading>> mixed = new ArrayList<>(polls);
        for (int late = 0; late < polls.size() / 4; late++) { // some come late, some twice
            int from = dice.nextInt(mixed.size());
            mixed.add(Math.min(mixed.size(), from + dice.nextInt(600)), mixed.get(from));
            if (dice.nextBoolean()) {
                mixed.remove(from);
            }
        }
        Set<List<Reading>> all = Collections.newSetFromMap(new IdentityHashMap<>());
        all.addAll(mixed);
        polls.stream().filter(poll -> !all.contains(poll)).forEach(mixed::add);
        assertThat(days("late.db", mixed, dice)).as("some late").isEqualTo(expected);
        Collections.shuffle(mixed, dice);
        assertThat(days("mixed.db", mixed, dice)).as("in no order").isEqualTo(expected);
    }
}
