package org.pvswatch.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.UnreadableAnswerException;

class WeatherLogTest {
    private static final Instant FETCHED = Instant.parse("2026-06-01T12:07:00Z");

    /** Hours from 12:00 to 15:00; each value tells its hour. */
    private static final String FOUR_HOURS = """
            {"latitude":37.5,"hourly_units":{"time":"unixtime"},"hourly":{
            "time":[1780315200,1780318800,1780322400,1780326000],
            "cloud_cover":[12,13,14,15],
            "temperature_2m":[12.5,13.5,14.5,15.5],
            "global_tilted_irradiance":[1200,1300,1400,1500],
            "snow_depth":[0.12,0.13,0.14,0.15],
            "snowfall":[1.2,1.3,1.4,1.5],
            "precipitation":[0.2,0.3,0.4,0.5]}}""";

    private final WeatherLog log = new WeatherLog(24);

    private static RawAnswer answer(String body) {
        return new RawAnswer(RawAnswer.WEATHER, FETCHED, 200, body);
    }

    private static Reading reading(Instant polledAt) {
        return new Reading(
                "home",
                "pvs1",
                "E1",
                DeviceKind.INVERTER,
                polledAt.minusSeconds(7200),
                null,
                null,
                polledAt,
                null,
                null,
                Map.of(),
                Map.of(),
                null);
    }

    private Conditions at(String moment) {
        return log.enrich(reading(Instant.parse(moment))).weather();
    }

    @ParameterizedTest
    @CsvSource({
        // moment, hour nearest, hour whose mean it lies in
        "2026-06-01T12:07:00Z, 12, 13",
        "2026-06-01T12:29:59Z, 12, 13",
        "2026-06-01T12:30:00Z, 13, 13",
        "2026-06-01T13:00:00Z, 13, 13",
        "2026-06-01T13:00:01Z, 13, 14",
        "2026-06-01T13:59:59Z, 14, 14",
        "2026-06-01T14:15:00Z, 14, 15",
        "2026-06-01T15:00:00Z, 15, 15",
    })
    void pairsAMomentWithItsHours(String moment, int nearest, int ending) throws Exception {
        log.remember(answer(FOUR_HOURS));
        assertThat(at(moment))
                .isEqualTo(new Conditions(
                        FETCHED,
                        (double) nearest,
                        nearest + 0.5,
                        ending * 100.0,
                        nearest / 100.0,
                        ending / 10.0,
                        (ending - 10) / 10.0));
    }

    @Test
    void takesTheWeatherOfTheTimeOfThePollNotOfTheMeasurement() throws Exception {
        log.remember(answer(FOUR_HOURS));
        assertThat(at("2026-06-01T13:05:00Z").cloudCoverPercent()).isEqualTo(13);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-01T15:00:01Z",
        "2026-06-01T15:30:00Z",
        "2026-06-01T18:00:00Z",
        "2026-06-02T12:07:00Z",
        "2026-06-01T12:06:59Z",
        "2026-05-31T12:00:00Z"
    })
    void knowsNothingOutsideItsHoursOrBeforeItWasAsked(String moment) throws Exception {
        log.remember(answer(FOUR_HOURS));
        assertThat(at(moment)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"2, 2026-06-01T14:07:00Z, true", "2, 2026-06-01T14:07:00.001Z, false", "1, 2026-06-01T13:08:00Z, false"
    })
    void usesNoAnswerBeyondItsAge(long validHours, String moment, boolean used) throws Exception {
        WeatherLog young = new WeatherLog(validHours);
        young.remember(answer(FOUR_HOURS));
        assertThat(young.enrich(reading(Instant.parse(moment))).weather() != null)
                .isEqualTo(used);
    }

    @Test
    void leavesMissingValuesMissing() throws Exception {
        log.remember(answer("""
                {"hourly":{"time":[1780315200,1780318800],"cloud_cover":[null,null],"temperature_2m":["x",true],
                "global_tilted_irradiance":[1]}}"""));
        assertThat(at("2026-06-01T12:10:00Z")).isEqualTo(new Conditions(FETCHED, null, null, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"error\":true,\"reason\":\"Latitude must be in range\"}|the weather service says 'Latitude must be in range'",
                "<html>502 Bad Gateway</html>|is not the JSON it should be (HTTP 200), it begins '<html>502 Bad",
                "{\"hourly\":{\"time\":[1780315200,17803|is not the JSON it should be",
                "``|has no hours",
                "{}|has no hours",
                "[]|has no hours",
                "null|has no hours",
                "{\"hourly\":null}|has no hours",
                "{\"hourly\":{\"time\":[]}}|has no hours",
                "{\"hourly\":{\"time\":[\"2026-06-01T12:00\"]}}|has no hours",
                "{\"hourly\":{\"time\":1780315200}}|has no hours",
            })
    void keepsThePreviousAnswerWhenThisCannotBeRead(String body, String said) throws Exception {
        log.remember(answer(FOUR_HOURS));
        assertThatThrownBy(() -> log.remember(answer(body)))
                .isInstanceOf(UnreadableAnswerException.class)
                .hasMessageContaining(said);
        assertThat(at("2026-06-01T13:00:00Z").cloudCoverPercent()).isEqualTo(13);
    }

    @Test
    void neverTakesHalfAnAnswer() {
        for (int length = 0; length < FOUR_HOURS.length(); length++) {
            String cut = FOUR_HOURS.substring(0, length);
            assertThatThrownBy(() -> log.remember(answer(cut))).isInstanceOf(UnreadableAnswerException.class);
        }
        assertThat(at("2026-06-01T13:00:00Z")).isNull();
    }

    @Test
    void leavesReadingsAsTheyAreWhileItIsEmpty() throws Exception {
        Reading reading = reading(FETCHED);
        assertThat(log.enrich(reading)).isEqualTo(reading);
        log.remember(answer(FOUR_HOURS));
        assertThat(at("2026-06-01T13:00:00Z")).isNotNull();
        assertThat(log.enrich(reading))
                .usingRecursiveComparison()
                .ignoringFields("weather")
                .isEqualTo(reading);
    }

    @ParameterizedTest
    @CsvSource({"180, 0", "90, -90", "270, 90", "0, -180", "360, 180", "225.5, 45.5", "135, -45"})
    void countsDirectionsFromSouth(double compass, double fromSouth) {
        assertThat(new SouthBearing().of(compass)).isEqualTo(fromSouth);
    }
}
