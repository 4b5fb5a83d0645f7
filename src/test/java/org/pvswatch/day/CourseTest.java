package org.pvswatch.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvswatch.history.DayRow.OverMidnight;

class CourseTest {
    private static final Instant BEGIN = Instant.parse("2026-06-02T00:00:00Z");
    private static final Instant END = Instant.parse("2026-06-03T00:00:00Z");

    /** Daylight from six to twenty o'clock. */
    private static final Hours LIGHT = (from, to) -> lightUntil(to) - lightUntil(from);

    private static double lightUntil(Instant moment) {
        double hours = Hours.ALL.between(BEGIN, moment);
        double days = Math.floor(hours / 24);
        return 14 * days + Math.min(14, Math.max(0, hours - 24 * days - 6));
    }

    /** A reading, hours after the day's beginning. */
    private static Told told(double hour, double kwh) {
        Instant at = BEGIN.plusMillis(Math.round(hour * 3_600_000));
        return new Told(at, at, kwh);
    }

    /** Readings as hours and what the counter showed. */
    private static List<Told> told(double... hourAndKwh) {
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < hourAndKwh.length; i += 2) {
            told.add(told(hourAndKwh[i], hourAndKwh[i + 1]));
        }
        return told;
    }

    private static Course meter(double... hourAndKwh) {
        return Course.of(told(hourAndKwh), Counter.METER, BEGIN, END, Hours.ALL);
    }

    private static Course panel(double... hourAndKwh) {
        return Course.of(told(hourAndKwh), Counter.inverter(0.4), BEGIN, END, LIGHT);
    }

    @Test
    void addsUpTheStepsOfTheDayFromTheEveningBeforeOn() {
        Course day = meter(-0.1, 100, 6, 100, 12, 110, 20, 125, 23.9, 125.5, 24.1, 126);
        assertThat(day.kwh()).isEqualTo(25.5);
        assertThat(day.atEndKwh()).isEqualTo(125.5);
        assertThat(day.knownPercent()).isEqualTo(100);
        assertThat(day.overMidnight()).isEqualTo(OverMidnight.NOTHING);
    }

    @Test
    void giveDaysThatAddUpToTheDifferenceOfTheCounter() {
        List<Told> told = told(-0.1, 100, 12, 110, 24, 117, 36, 130, 47.9, 140, 48.1, 141);
        Course first = Course.of(told, Counter.METER, BEGIN, END, Hours.ALL);
        Course second = Course.of(told, Counter.METER, END, END.plusSeconds(86_400), Hours.ALL);
        assertThat(first.kwh()).as("a reading on midnight ends the day").isEqualTo(17);
        assertThat(first.kwh() + second.kwh()).isEqualTo(140 - 100);
    }

    /** Recorded: 13 steps back of 0.0096 kWh in eight days, all at dusk or at night. */
    @Test
    void cancelsTicksBackAndForth() {
        Course night =
                meter(-0.1, 100, 1, 99.9904, 2, 100, 3, 99.9904, 4, 99.9808, 5, 99.9904, 6, 100, 12, 110, 23.9, 120);
        assertThat(night.kwh()).isCloseTo(20, within(1e-9));
        assertThat(night.roseKwh() - night.fellKwh()).isCloseTo(20, within(1e-9));
        assertThat(night.knownPercent()).isEqualTo(100);
    }

    @Test
    void mayBringLessThanNothing() {
        assertThat(meter(-0.1, 100, 12, 99.9904, 23.9, 99.9904).kwh()).isCloseTo(-0.0096, within(1e-9));
    }

    @Test
    void knowsNothingOfTheIntervalInWhichACounterBeganAnew() {
        Course day = meter(-0.1, 9000, 6, 9010, 12, 3, 18, 9, 23.9, 11);
        assertThat(day.kwh()).isEqualTo(10 + 6 + 2);
        assertThat(day.knownPercent()).isCloseTo(75, within(0.001));
        assertThat(day.atEndKwh()).isEqualTo(11);
    }

    @Test
    void takesNoJumpForEnergy() {
        Course day = meter(-0.1, 100, 6, 101, 6.1, 900, 23.9, 910);
        assertThat(day.kwh()).isEqualTo(1 + 10);
        assertThat(day.knownPercent()).isBetween(99.0, 99.9);
        assertThat(panel(5, 100, 12, 101, 12.1, 104, 23.9, 105).kwh()).isEqualTo(1 + 1);
    }

    @Test
    void passesOverTheZeroOfARestart() {
        Course day = meter(-0.1, 100, 6, 0, 6.1, 0, 6.2, 103, 12, 0, 23.9, 110);
        assertThat(day.kwh()).isEqualTo(10);
        assertThat(day.knownPercent()).isEqualTo(100);
        assertThat(meter(-0.1, 0, 12, 4, 23.9, 7).kwh()).as("a new meter").isEqualTo(7);
    }

    @Test
    void hasTheEnergyOfAGapInTheDay() {
        Course day = meter(-0.1, 100, 8, 102, 15, 130, 23.9, 131);
        assertThat(day.kwh()).isEqualTo(31);
        assertThat(day.knownPercent()).isEqualTo(100);
    }

    @Test
    void isNeverZeroBecauseNothingWasTold() {
        assertThat(meter().kwh()).isNull();
        assertThat(meter(-0.1, 100).kwh()).isNull();
        assertThat(meter(-0.1, 100).atEndKwh()).as("as last told").isEqualTo(100);
        assertThat(meter(12, 100).kwh()).isNull();
        assertThat(meter(12, 100).knownPercent()).isZero();
        assertThat(meter(12, 100, 13, 100).kwh()).isZero();
    }

    @Test
    void knowsNothingOfTheTimeBeforeAFirstAndAfterALastReading() {
        Course day = meter(6, 100, 18, 112);
        assertThat(day.kwh()).isEqualTo(12);
        assertThat(day.knownPercent()).isCloseTo(50, within(0.001));
        assertThat(day.overMidnight()).isEqualTo(OverMidnight.GAP);
    }

    @Test
    void carriesAShortGapOverMidnightToTheDayItEndsIn() {
        Course before = meter(-0.1, 100, 22.5, 120);
        assertThat(before.knownPercent()).isEqualTo(100);
        assertThat(before.overMidnight()).isEqualTo(OverMidnight.CARRIED);
        Course after = meter(-1.5, 120, 3, 124, 23.9, 130);
        assertThat(after.kwh()).isEqualTo(10);
        assertThat(after.overMidnight()).isEqualTo(OverMidnight.CARRIED);
    }

    @Test
    void givesALongGapOverMidnightToNeitherDay() {
        assertThat(meter(-0.1, 100, 21, 120).overMidnight()).isEqualTo(OverMidnight.GAP);
        Course after = meter(-3, 120, 3, 124, 23.9, 130);
        assertThat(after.kwh()).isEqualTo(6);
        assertThat(after.knownPercent()).isCloseTo(100 * 21 / 24.0, within(0.001));
        assertThat(after.overMidnight()).isEqualTo(OverMidnight.GAP);
    }

    @Test
    void needsNoReadingAtNightOfWhatOnlyDaylightMakes() {
        Course day = panel(-4.2, 100, 8, 100.3, 12, 101, 19.9, 102, 20.1, 102);
        assertThat(day.kwh()).as("with what it made before it was heard").isEqualTo(2);
        assertThat(day.knownPercent()).isEqualTo(100);
        assertThat(day.overMidnight()).isEqualTo(OverMidnight.NOTHING);
    }

    @Test
    void knowsNotWhenAPanelMadeWhatItCountedFromNoonToNoon() {
        Course day = panel(-12, 100, 12, 102, 19.9, 103);
        assertThat(day.kwh()).isEqualTo(1);
        assertThat(day.knownPercent()).isCloseTo(100 * 8 / 14.0, within(0.1));
        assertThat(day.overMidnight()).isEqualTo(OverMidnight.GAP);
        assertThat(panel(-12, 100, 12, 100, 19.9, 101).knownPercent())
                .as("where it counted nothing there is nothing to give")
                .isEqualTo(100);
    }

    /** The first poll after days without any brings, of a panel that was not awake yet, a measurement of then. */
    @Test
    void countsTimeByTheMeasurementAndNotByWhenItWasTold() {
        Told old = new Told(told(7, 0).at(), told(-36, 0).at(), 100);
        Course day = Course.of(List.of(old, told(9, 103), told(19.9, 104)), Counter.inverter(0.4), BEGIN, END, LIGHT);
        assertThat(day.kwh()).as("without what it made on days that nobody saw").isEqualTo(1);
        assertThat(day.overMidnight()).isEqualTo(OverMidnight.GAP);
        Told dusk = new Told(told(7, 0).at(), told(-4.2, 0).at(), 100);
        assertThat(Course.of(List.of(dusk, told(9, 101)), Counter.inverter(0.4), BEGIN, END, LIGHT)
                        .kwh())
                .as("made since sunrise")
                .isEqualTo(1);
    }

    /** Varserver prints 32 bits; beyond 8192 kWh their steps become uneven, beyond 65536 they are 0.008 kWh. */
    @ParameterizedTest
    @ValueSource(doubles = {8191.5, 16_383, 65_530, 131_070})
    void gathersNoNoiseOfShortNumbers(double startKwh) {
        Random dice = new Random(5);
        double kwh = startKwh;
        List<Told> told = new ArrayList<>();
        for (double hour = -0.05; hour < 24; hour += 1 / 12.0) {
            told.add(told(hour, (float) kwh));
            kwh += dice.nextDouble() / 12;
        }
        double madeKwh = told.get(told.size() - 1).kwh() - told.get(0).kwh();
        Course day = Course.of(told, Counter.METER, BEGIN, END, Hours.ALL);
        assertThat(day.kwh()).isCloseTo(madeKwh, within(1e-6));
        assertThat(day.kwh()).isCloseTo(kwh - startKwh, within(0.1));
        assertThat(day.knownPercent()).isEqualTo(100);
    }

    @Test
    void addsUpInvertersEachByItsOwnCounter() {
        Course old = panel(-4.2, 3000, 8, 3000.1, 12, 3001);
        Course replacement = panel(14, 0, 16, 0.5, 19.9, 1);
        Course sum = Course.sum(List.of(old, replacement), 2);
        assertThat(sum.kwh()).isEqualTo(1 + 1);
        assertThat(sum.atEndKwh()).isEqualTo(3001 + 1);
        assertThat(sum.knownPercent())
                .isEqualTo((old.knownPercent() + replacement.knownPercent()) / 2)
                .isLessThan(60);
    }

    @Test
    void knowsLessOfASumWithOneThatToldNothing() {
        Course one = meter(-0.1, 100, 23.9, 110);
        Course sum = Course.sum(List.of(one), 2);
        assertThat(sum.kwh()).isEqualTo(10);
        assertThat(sum.knownPercent()).isEqualTo(50);
        assertThat(sum.atEndKwh()).isNull();
        assertThat(Course.sum(List.of(), 0).kwh()).isNull();
    }

    @Test
    void tellsWhatABatteryTookFromWhatItGave() {
        Course net =
                Course.of(told(-0.1, -50, 6, -48, 12, -55, 18, -55.5, 23.9, -52), Counter.NET, BEGIN, END, Hours.ALL);
        assertThat(net.roseKwh()).isEqualTo(2 + 3.5);
        assertThat(net.fellKwh()).isEqualTo(7.5);
        assertThat(net.kwh()).isEqualTo(-2);
    }
}
