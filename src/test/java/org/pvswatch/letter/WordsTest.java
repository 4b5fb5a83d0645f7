package org.pvswatch.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Instant MORNING = Instant.parse("2026-10-06T17:15:00Z");

    private final Words english = Owner.words(Map.of());
    private final Words german = Owner.words(Map.of(
            "letter.language", "de-DE",
            "letter.temperature", "C",
            "letter.currency", "EUR",
            "tariff.import-per-kwh", "0.31"));
    private final Words american = Owner.words(Map.of("letter.language", "en-US", "letter.temperature", "F"));

    @Test
    void datesAreOfTheSiteAndOfTheLanguage() {
        assertThat(english.moment(MORNING)).isEqualTo("Tue 6 Oct 10:15");
        assertThat(american.moment(MORNING)).isEqualTo("Tue Oct 6, 10:15 AM");
        assertThat(german.moment(MORNING)).isEqualTo("Di. 6. Okt. 10:15");
        assertThat(german.fullDay(LocalDate.of(2026, 10, 6))).isEqualTo("6. Oktober 2026");
        assertThat(english.month(YearMonth.of(2026, 10))).isEqualTo("October 2026");
        assertThat(german.shortMonth(YearMonth.of(2026, 3))).isEqualTo("Mär");
    }

    @Test
    void numbersHaveAsManyDigitsAsCount() {
        assertThat(english.energy(14.234)).isEqualTo("14.2 kWh");
        assertThat(english.energy(0.034)).isEqualTo("0.03 kWh");
        assertThat(english.energy(1204.4)).isEqualTo("1,204 kWh");
        assertThat(german.energy(1204.4)).isEqualTo("1.204 kWh");
        assertThat(english.energy(-0.001)).isEqualTo("0.00 kWh");
        assertThat(english.energy(null)).isEqualTo("–");
        assertThat(english.share(0.934)).isEqualTo("93%");
        assertThat(english.share(-0.001)).isEqualTo("0%");
        assertThat(english.change(-0.034)).isEqualTo("−3%");
        assertThat(english.change(0.001)).isEqualTo("±0%");
    }

    @Test
    void moneyIsShownOnlyWithATariff() {
        assertThat(german.money(german.worth(100.0))).isEqualTo("31,00\u00a0€");
        assertThat(english.worth(100.0)).isNull();
        assertThat(american.money(12.4)).isEqualTo("$12.40");
        assertThat(english.money(12.4)).isEqualTo("$12.40");
    }

    @Test
    void temperaturesAreInTheUnitOfTheOwner() {
        assertThat(english.temperature(71.6)).isEqualTo("72 °C");
        assertThat(american.temperature(71.6)).isEqualTo("161 °F");
        assertThat(american.warmer(15.0)).isEqualTo("27 °F");
        assertThat(english.temperature(null)).isEqualTo("–");
    }

    @Test
    void spansAreInTheirLargestUnit() {
        assertThat(english.span(Duration.ofHours(215))).isEqualTo("9 days");
        assertThat(english.span(Duration.ofMinutes(430))).isEqualTo("7 hours");
        assertThat(english.span(Duration.ofMinutes(30))).isEqualTo("30 minutes");
    }

    @Test
    void aPanelIsNamedWithItsPlace() {
        Words named = Owner.words(Map.of("letter.panel-names", "E00123: row 2, left; E00124 :x;"));

        assertThat(named.panel("E00123")).isEqualTo("E00123 (row 2, left)");
        assertThat(named.panel("E00125")).isEqualTo("E00125");
        assertThat(named.shortPanel("E00123")).isEqualTo("row 2, left");
        assertThat(named.shortPanel("E00122107305231")).isEqualTo("…305231");
    }
}
