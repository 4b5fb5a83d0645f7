package org.pvswatch.weather;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.archive.Redaction;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.UnreadableAnswerException;

/**
 * One answer of the weather service: hour by hour, from yesterday to tomorrow. Source of the field meanings: Open-Meteo's
 * documentation. Irradiance, snowfall and precipitation stamped 13:00 belong to 12:00 to 13:00; temperature, cloud and snow depth are
 * those of the stamp. Immutable.
 */
final class Forecast {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration HOUR = Duration.ofHours(1);

    private final Instant fetchedAt;
    private final long firstStampS;
    private final int hours;
    private final JsonNode hourly;

    private Forecast(Instant fetchedAt, JsonNode hourly) {
        this.fetchedAt = fetchedAt;
        this.hourly = hourly;
        this.firstStampS = hourly.path("time").path(0).asLong();
        this.hours = hourly.path("time").size();
    }

    static Forecast read(RawAnswer answer) throws UnreadableAnswerException {
        JsonNode root;
        try {
            root = JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new UnreadableAnswerException(
                    "the weather answer is not the JSON it should be (HTTP %d), it begins '%s'"
                            .formatted(answer.httpStatus(), Redaction.quotable(answer.body())));
        }
        if (root.path("error").asBoolean()) {
            throw new UnreadableAnswerException("the weather service says '"
                    + Redaction.quotable(root.path("reason").asText()) + "'");
        }
        JsonNode hourly = root.path("hourly");
        JsonNode time = hourly.path("time");
        if (!time.isArray() || time.isEmpty() || !time.path(0).isIntegralNumber()) {
            throw new UnreadableAnswerException("the weather answer has no hours");
        }
        return new Forecast(answer.receivedAt(), hourly);
    }

    Instant fetchedAt() {
        return fetchedAt;
    }

    /** The conditions at a moment, {@code null} outside the hours of the answer. */
    Conditions at(Instant moment) {
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
        JsonNode value = hourly.path(variable).path(index);
        return value.isNumber() ? value.asDouble() : null;
    }
}
