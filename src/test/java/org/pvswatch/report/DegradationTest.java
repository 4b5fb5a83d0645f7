package org.pvswatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DegradationTest {
    private static final LocalDate FIRST = LocalDate.of(2022, 5, 10);

    /** Yields that fall by so much a year, with a season and days that differ by so much. */
    private static TreeMap<LocalDate, Double> yields(double percentPerYear, int days, double spread) {
        Random dice = new Random(7);
        TreeMap<LocalDate, Double> yields = new TreeMap<>();
        for (int day = 0; day < days; day++) {
            double season = 1 - 0.1 * Math.cos(2 * Math.PI * day / 365.25);
            double aged = Math.pow(1 + percentPerYear / 100, day / 365.25);
            yields.put(FIRST.plusDays(day), 0.8 * season * aged * (1 + spread * dice.nextGaussian()));
        }
        return yields;
    }

    @Test
    void isNotSaidOfLessThanTwoYears() {
        assertThat(Degradation.of(yields(-1, 700, 0.02))).isNull();
        assertThat(Degradation.of(new TreeMap<>())).isNull();
        assertThat(Degradation.of(yields(-1, 731, 0.02))).isNotNull();
    }

    @Test
    void isFoundWithAnUncertaintyThatShrinksWithTheYears() {
        Degradation two = Degradation.of(yields(-1.5, 731, 0.05));
        Degradation six = Degradation.of(yields(-1.5, 6 * 365, 0.05));
        assertThat(two.percentPerYear()).isCloseTo(-1.5, within(0.6));
        assertThat(six.percentPerYear()).isCloseTo(-1.5, within(0.2));
        assertThat(two.lowPercent()).isLessThan(-1.5);
        assertThat(two.highPercent()).isGreaterThan(-1.5);
        assertThat(six.highPercent() - six.lowPercent()).isLessThan(two.highPercent() - two.lowPercent());
        assertThat(six.isSure()).isTrue();
        assertThat(six.pairs()).isGreaterThan(5 * 360);
    }

    @Test
    void isNotToldFromNoneWhereThereIsNone() {
        assertThat(Degradation.of(yields(0, 1100, 0.05)).isSure()).isFalse();
    }

    @Test
    void isNotMovedByAMonthThatWentWrong() {
        TreeMap<LocalDate, Double> yields = yields(-0.5, 4 * 365, 0.03);
        for (int day = 800; day < 830; day++) {
            yields.put(FIRST.plusDays(day), 0.2);
        }
        assertThat(Degradation.of(yields).percentPerYear()).isCloseTo(-0.5, within(0.25));
    }

    @Test
    void isTheSameForTheSameFigures() {
        assertThat(Degradation.of(yields(-1, 900, 0.05))).isEqualTo(Degradation.of(yields(-1, 900, 0.05)));
    }
}
