package org.pvswatch.weather;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.reading.Conditions;

/** What the answers of OpenWeatherMap and of the US weather service mean. */
class OtherForecastTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private static Conditions at(String body, Instant moment) throws Exception {
        return Forecast.read(new RawAnswer(RawAnswer.WEATHER, NOON, 200, body)).at(moment);
    }

    private static String now(String rest) {
        return "{\"main\":{\"temp\":1.5},\"clouds\":{\"all\":40},\"dt\":" + NOON.getEpochSecond() + rest
                + ",\"cod\":200}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                ",\"weather\":[{\"id\":800}]|0.0|0.0",
                ",\"weather\":[{\"id\":741}]|0.0|0.0",
                ",\"weather\":[{\"id\":500}],\"rain\":{\"1h\":0.4}|0.0|0.4",
                ",\"weather\":[{\"id\":500}]|0.0|null",
                ",\"weather\":[{\"id\":600}]|null|null",
                ",\"weather\":[{\"id\":600}],\"snow\":{\"1h\":2}|1.4|2.0",
                ",\"weather\":[{\"id\":616}],\"snow\":{\"1h\":1},\"rain\":{\"1h\":1}|0.7|2.0",
                ",\"weather\":[{\"id\":800},{\"id\":600}]|null|null",
                ",\"weather\":[]|null|null",
                "|null|null",
            })
    void snowAndRainThatAreLeftOutAreAZeroOnlyWhereTheWeatherSaysSo(String rest, Double snowCm, Double fallenMm)
            throws Exception {
        assertThat(at(now(rest == null ? "" : rest), NOON))
                .isEqualTo(new Conditions(NOON, 40.0, 1.5, null, null, snowCm, fallenMm));
    }

    @ParameterizedTest
    @CsvSource({"-7201, false", "-7200, true", "7200, true", "7201, false"})
    void theWeatherNowIsOfUseForTwoHours(long seconds, boolean told) throws Exception {
        assertThat(at(now(""), NOON.plusSeconds(seconds)) != null).isEqualTo(told);
    }

    private static String grid(String layers) {
        return "{\"properties\":{\"skyCover\":{\"uom\":\"wmoUnit:percent\",\"values\":["
                + "{\"validTime\":\"2026-06-01T06:00:00-05:00/PT2H\",\"value\":10},"
                + "{\"validTime\":\"2026-06-01T13:00:00+00:00/P3D\",\"value\":20}]}" + layers + "}}";
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "2026-06-01T10:59:59Z, null",
                "2026-06-01T11:00:00Z, 10",
                "2026-06-01T12:59:59Z, 10",
                "2026-06-01T13:00:00Z, 20",
                "2026-06-03T10:59:59Z, 20",
                "2026-06-03T11:00:00Z, null"
            })
    void anIntervalIsExpandedAndTheForecastCountsForTwoDays(String moment, Double cloud) throws Exception {
        Conditions then = at(grid(""), Instant.parse(moment));
        assertThat(then == null ? null : then.cloudCoverPercent()).isEqualTo(cloud);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "[]|10",
                "[{\"amount\":\"CLR\"}]|0",
                "[{\"amount\":\"FEW\"},{\"amount\":\"OVC\"},{\"amount\":\"SCT\"}]|100",
                "[{\"amount\":\"VV\"}]|100",
                "[{\"amount\":\"???\"}]|10",
                "null|10",
            })
    void whatWasObservedGoesBeforeTheForecast(String layers, double cloud) throws Exception {
        String observed = "{\"properties\":{\"timestamp\":\"2026-06-01T11:53:00+00:00\",\"temperature\":{\"unitCode\":"
                + "\"wmoUnit:degC\",\"value\":3.3},\"cloudLayers\":" + layers + "}}";
        Conditions then = at(grid("") + "\n" + observed, NOON);
        assertThat(then.cloudCoverPercent()).isEqualTo(cloud);
        assertThat(then.temperatureC()).isEqualTo(3.3);
    }

    @Test
    void aUnitThatIsAnotherAndAnIntervalThatIsNoneAreNoValue() throws Exception {
        assertThat(at(
                        grid(",\"temperature\":{\"uom\":\"wmoUnit:degF\",\"values\":[{\"validTime\":"
                                + "\"2026-06-01T11:00:00+00:00/PT4H\",\"value\":50}]},\"snowfallAmount\":{\"uom\":"
                                + "\"wmoUnit:mm\",\"values\":[{\"validTime\":\"2026-06-01T11:00:00+00:00\",\"value\":5},"
                                + "{\"validTime\":\"2026-06-01T11:00:00+00:00/PT0S\",\"value\":5}]}"),
                        NOON))
                .isEqualTo(new Conditions(NOON, 10.0, null, null, null, null, null));
    }
}
