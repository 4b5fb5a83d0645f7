package org.pvswatch.weather;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.archive.Redaction;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.UnreadableAnswerException;

/**
 * One answer of OpenWeatherMap: the weather now, of use for two hours before and after. Source of the field meanings: its
 * documentation of {@code /data/2.5/weather}. It knows neither irradiance nor lying snow. {@code rain} and {@code snow} are left
 * out when there is none, and when there is no figure: only where the weather is named and it is neither of them is it a zero.
 * Immutable.
 */
final class CurrentWeather implements Forecast {
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;

    /** Of ten millimetres of water seven centimetres of fresh snow, as Open-Meteo counts. */
    private static final double SNOW_CM_PER_MM = 0.7;

    /** What falls is numbered by these hundreds: thunderstorm, drizzle, rain; then snow, which may be mixed with rain. */
    private static final int FIRST_FALLING = 200;

    private static final int FIRST_SNOW = 600;
    private static final int AFTER_SNOW = 700;

    private final Instant fetchedAt;
    private final Instant of;
    private final JsonNode root;

    private CurrentWeather(Instant fetchedAt, Instant of, JsonNode root) {
        this.fetchedAt = fetchedAt;
        this.of = of;
        this.root = root;
    }

    static Forecast of(RawAnswer answer, JsonNode root) throws UnreadableAnswerException {
        int code = root.path("cod").asInt(); // a number or a text
        if (code != RawAnswer.OK) {
            throw new UnreadableAnswerException("OpenWeatherMap says '%s' (%d)%s"
                    .formatted(Redaction.quotable(root.path("message").asText()), code, advice(code)));
        }
        JsonNode stamp = root.path("dt");
        if (!stamp.isIntegralNumber()) {
            throw new UnreadableAnswerException("the answer of OpenWeatherMap has no time");
        }
        return new CurrentWeather(answer.receivedAt(), Instant.ofEpochSecond(stamp.asLong()), root);
    }

    private static String advice(int code) {
        return switch (code) {
            case UNAUTHORIZED -> "; a new key is taken after some hours, else look at weather.openweathermap.key-file";
            case TOO_MANY -> "; ask less often, weather.poll-cron says how often";
            default -> "";
        };
    }

    @Override
    public Instant fetchedAt() {
        return fetchedAt;
    }

    @Override
    public Conditions at(Instant moment) {
        if (Duration.between(of, moment).abs().compareTo(OBSERVED_FOR) > 0) {
            return null;
        }
        Double rainMm = Forecast.number(root.path("rain").path("1h"));
        Double snowMm = Forecast.number(root.path("snow").path("1h"));
        Double snowCm = snowMm == null ? zeroUnless(FIRST_SNOW) : (Double) (snowMm * SNOW_CM_PER_MM);
        Double fallenMm = rainMm == null && snowMm == null
                ? zeroUnless(FIRST_FALLING)
                : (Double) ((rainMm == null ? 0 : rainMm) + (snowMm == null ? 0 : snowMm));
        return new Conditions(
                fetchedAt,
                Forecast.number(root.path("clouds").path("all")),
                Forecast.number(root.path("main").path("temp")),
                null,
                null,
                snowCm,
                fallenMm);
    }

    /** Nothing fell, if the weather is named and nothing named is numbered from there on to the end of snow. */
    private Double zeroUnless(int first) {
        JsonNode named = root.path("weather");
        if (named.isEmpty()) {
            return null;
        }
        for (JsonNode each : named) {
            int id = each.path("id").asInt(first);
            if (id >= first && id < AFTER_SNOW) {
                return null;
            }
        }
        return 0.0;
    }
}
