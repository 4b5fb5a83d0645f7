package org.pvswatch.weather;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.UnreadableAnswerException;

/**
 * The weather as last heard; word of the routes {@code remember-weather} and {@code enrich-weather}. A look-up, never a
 * fetch: a slow weather service must not hold up a reading. Thread-safe.
 */
public final class WeatherLog {
    private final Duration validFor;
    private volatile Forecast latest;

    /** @param validHours age at which an answer is no longer used, hours */
    public WeatherLog(long validHours) {
        this.validFor = Duration.ofHours(validHours);
    }

    /**
     * Remembers an answer of the weather service; the previous one stays in force when this cannot be read.
     *
     * @throws UnreadableAnswerException when it holds no weather; the message says what came instead
     */
    public void remember(RawAnswer answer) throws UnreadableAnswerException {
        latest = Forecast.read(answer);
    }

    /** Whether an answer of the weather service tells of a moment; empty when it cannot be read. */
    public static Optional<Boolean> tellsOf(RawAnswer answer, Instant moment) {
        try {
            return Optional.of(Forecast.read(answer).at(moment) != null);
        } catch (UnreadableAnswerException e) {
            return Optional.empty();
        }
    }

    /** The reading under the weather at the time it was polled; unchanged when none is known that is young enough. */
    public Reading enrich(Reading reading) {
        return reading.with(conditions(reading.polledAt()));
    }

    private Conditions conditions(Instant moment) {
        Forecast forecast = latest;
        if (forecast == null) {
            return null;
        }
        Duration age = Duration.between(forecast.fetchedAt(), moment);
        return age.isNegative() || age.compareTo(validFor) > 0 ? null : forecast.at(moment);
    }
}
