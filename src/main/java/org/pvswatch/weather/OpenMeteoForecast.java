package org.pvswatch.weather;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.archive.Redaction;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.UnreadableAnswerException;

/**
 * One answer of Open-Meteo: hour by hour, from yesterday to tomorrow. Source of the field meanings: its
 * documentation. Irradiance, snowfall and precipitation stamped 13:00 belong to 12:00 to 13:00; temperature, cloud and snow depth are
 * those of the stamp. Immutable.
 */
final class OpenMeteoForecast implements Forecast {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Instant fetchedAt;
    private final long firstStampS;
    private final int hours;
    private final JsonNode hourly;

    private OpenMeteoForecast(Instant fetchedAt, JsonNode hourly) {
        this.fetchedAt = fetchedAt;
        this.hourly = hourly;
        this.firstStampS = hourly.path("time").path(0).asLong();
        this.hours = hourly.path("time").size();
    }

    static Forecast of(RawAnswer answer, JsonNode root) throws UnreadableAnswerException {
        if (root.path("error").asBoolean()) {
            throw new UnreadableAnswerException("the weather service says '"
                    + Redaction.quotable(root.path("reason").asText()) + "'");
        }
        JsonNode hourly = root.path("hourly");
        JsonNode time = hourly.path("time");
        if (!time.isArray() || time.isEmpty() || !time.path(0).isIntegralNumber()) {
            throw new UnreadableAnswerException("the weather answer has no hours");
        }
        return new OpenMeteoForecast(answer.receivedAt(), hourly);
    }

    @Override
    public Instant fetchedAt() {
        return fetchedAt;
    }

    @Override
    public Conditions at(Instant moment) {
        long sinceFirstS = moment.getEpochSecond() - firstStampS;
        int ending = (int) Math.floorDiv(sinceFirstS + HOUR.toSeconds() - 1, HOUR.toSeconds());
        int nearest = (int) Math.floorDiv(sinceFirstS + HOUR.toSeconds() / 2, HOUR.toSeconds());
        if (nearest < 0 || ending < 0 || ending >= hours || nearest >= hours) {
            return null;
        }
        return new Conditions(
                fetchedAt,
                value("cloud_cover", nearest),
                value("temperature_2m", nearest),
                value("global_tilted_irradiance", ending),
                value("snow_depth", nearest),
                value("snowfall", ending),
                value("precipitation", ending));
    }

    private Double value(String variable, int index) {
        return Forecast.number(hourly.path(variable).path(index));
    }
}
