package org.pvswatch.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Local times of a file, and what the zone of the site makes of them. */
class ScriptTimesTest {
    private final ScriptTimes times = new ScriptTimes(ZoneId.of("America/New_York"));

    @ParameterizedTest
    @CsvSource({
        "2026-05-03 06:00:03, 2026-05-03T06:00:03",
        "2026-05-03T06:00:03.123456, 2026-05-03T06:00:03",
        "2026-05-03 6:00, 2026-05-03T06:00:00",
        "5/3/2026 18:00:03, 2026-05-03T18:00:03",
        "2026-05-03, 2026-05-03T00:00:00"
    })
    void spellings(String text, LocalDateTime local) {
        assertThat(ScriptTimes.parse(text)).contains(local);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nan", "2026-02-30 06:00:00", "2026-05-03 25:00:00", "2026-05-03 06:00:03Z", "13/3/2026"})
    void whatIsNoTime(String text) {
        assertThat(ScriptTimes.parse(text)).isEmpty();
    }

    @Test
    void theRepeatedHourIsTheEarlierUntilTheTimesStepBack() {
        assertThat(moments("01:00", "01:45", "01:44", "01:00", "01:30", "02:00", "01:15"))
                .containsExactly("05:00", "05:45", "05:44", "06:00", "06:30", "07:00", "05:15");
        assertThat(times.inDoubledHour()).isEqualTo(6);
        assertThat(times.inLaterHour()).isEqualTo(2);
        assertThat(times.inMissingHour()).isZero();
    }

    @Test
    void theMissingHourIsThatOfTheClockBeforeTheChange() {
        assertThat(times.moment(LocalDateTime.parse("2026-03-08T02:30:00"))).hasToString("2026-03-08T07:30:00Z");
        assertThat(times.inMissingHour()).isEqualTo(1);
    }

    private List<String> moments(String... locals) {
        return List.of(locals).stream()
                .map(local -> times.moment(LocalDateTime.parse("2025-11-02T" + local)))
                .map(moment -> moment.toString().substring(11, 16))
                .toList();
    }
}
