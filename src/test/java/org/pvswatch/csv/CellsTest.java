package org.pvswatch.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "0.2948, 4, 0.2948",
                "60.0, 2, 60",
                "100.0, 0, 100",
                "12345678.9, 2, 12345678.9",
                "1.0E10, 2, 10000000000",
                "1.0E-10, 4, 0",
                "-0.00004, 4, 0",
                "-0.0, 2, 0",
                "-3.255, 2, -3.26",
                "0.125, 2, 0.13",
                "-, 2, ''",
            })
    void writeNumbersAsPeopleDo(Double value, int decimals, String text) {
        assertThat(new Cells().number(value, decimals).list()).containsExactly(text);
    }

    @ParameterizedTest
    @CsvSource({
        "America/Los_Angeles, 2026-06-01T05:00:00, -07:00",
        "UTC, 2026-06-01T12:00:00, +00:00",
        "Asia/Kolkata, 2026-06-01T17:30:00, +05:30",
    })
    void writeLocalTimeAndItsOffset(String zone, String time, String offset) {
        Instant moment = Instant.parse("2026-06-01T12:00:00.999Z");
        Cells cells = new Cells().localTime(moment, ZoneId.of(zone)).utcOffset(moment, ZoneId.of(zone));
        assertThat(cells.list()).containsExactly(time, offset);
    }

    @Test
    void writeAbsentTextAsNothing() {
        assertThat(new Cells().text(null).text("a").whole(7).list()).containsExactly("", "a", "7");
    }
}
