package org.pvswatch.settings;

import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the settings of letters and prices may be. */
final class LetterRules {
    private static final Function<String, Optional<String>> PRICE =
            SettingRules.number(0, 1000, "a kWh; or leave it empty");

    static final Map<String, Function<String, Optional<String>>> RULES = Map.of(
            "letter.language", LetterRules::language,
            "letter.temperature", SettingRules.oneOf("C", "F"),
            "letter.currency", LetterRules::currency,
            "letter.panel-names", LetterRules::names,
            "tariff.import-per-kwh", LetterRules::price,
            "tariff.export-per-kwh", LetterRules::price);

    private LetterRules() {}

    private static Optional<String> language(String value) {
        Locale locale = Locale.forLanguageTag(value);
        boolean known = !value.isEmpty()
                && locale.toLanguageTag().equalsIgnoreCase(value)
                && (List.of(Locale.getISOLanguages()).contains(locale.getLanguage()) // the others take a while to load
                        || Arrays.stream(Locale.getAvailableLocales())
                                .anyMatch(each -> each.getLanguage().equals(locale.getLanguage())));
        return known ? Optional.empty() : Optional.of("write a language such as en, en-US or de-DE");
    }

    private static Optional<String> currency(String value) {
        try {
            Currency.getInstance(value);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("write the three letters of a currency, such as USD or EUR");
        }
    }

    private static Optional<String> names(String value) {
        return value.isEmpty() || value.matches("[^:;]+:[^:;]+(;[^:;]+:[^:;]+)*;?")
                ? Optional.empty()
                : Optional.of("write a serial, a colon and its place, and a semicolon before the next serial");
    }

    private static Optional<String> price(String value) {
        return value.isEmpty() ? Optional.empty() : PRICE.apply(value);
    }
}
