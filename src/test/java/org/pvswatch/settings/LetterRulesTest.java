package org.pvswatch.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "letter.language|''|such as en",
                "letter.language|English|such as en",
                "letter.language|xx|such as en",
                "letter.temperature|K|one of",
                "letter.currency|dollars|three letters",
                "letter.panel-names|row 2, left|a serial, a colon",
                "tariff.import-per-kwh|0,31|a number",
                "tariff.export-per-kwh|-1|0 to 1000",
            })
    void sayWhatToWriteInsteadOfBadValues(String key, String value, String mend) {
        assertThat(SettingRules.mend(key, value)).get().asString().contains(mend);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "letter.language|de-DE",
                "letter.language|en-us",
                "letter.temperature|F",
                "letter.currency|EUR",
                "letter.panel-names|E00122: row 2, left; E00123: row 2, right",
                "tariff.import-per-kwh|0.31",
            })
    void acceptGoodValues(String key, String value) {
        assertThat(SettingRules.mend(key, value)).isEmpty();
    }

    @Test
    void shippedDefaultsAreTheseAndChangeOnlyOnPurpose() {
        Map<String, String> shipped = Settings.shipped().entrySet().stream()
                .filter(entry -> entry.getKey().matches("(letter|tariff)\\..*"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(shipped)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "letter.language", "en",
                        "letter.temperature", "C",
                        "letter.currency", "USD",
                        "letter.panel-names", "",
                        "tariff.import-per-kwh", "",
                        "tariff.export-per-kwh", ""));
    }
}
