package org.pvswatch.replay;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.reading.AnswerReader;
import org.pvswatch.weather.WeatherLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that no answer is archived under a time that cannot be; word of the route {@code archive-raw}. A Pi has no
 * clock that runs without power: it starts in the past and stays there until the network tells it the time.
 *
 * <p>Our clock counts from the moment a witness agrees with it: the PVS to an hour, or the weather service, whose answer
 * begins with yesterday. Until then a PVS that is ahead of us is right, for clocks that lost their power are behind. A
 * weather answer of other days is not taken. Thread-safe.
 */
public final class Timekeeper {
    private static final Logger LOG = LoggerFactory.getLogger("archive-raw");
    private static final Duration AGREE = Duration.ofHours(1);

    private final Clock clock;
    private final AnswerReader reader;
    private boolean trusted;
    private boolean told;

    /**
     * @param clock our own
     * @param reader finds what a PVS shows as its time
     */
    public Timekeeper(Clock clock, AnswerReader reader) {
        this.clock = clock;
        this.reader = reader;
    }

    /**
     * Gives an answer the right moment.
     *
     * @return the same answer; at the time of its PVS while our own clock is behind
     * @throws IOException when it is a weather answer of other days than our clock shows
     */
    public synchronized RawAnswer timed(RawAnswer answer) throws IOException {
        if (trusted) {
            return answer;
        }
        return answer.ofWeather() ? ofOurDay(answer) : byThePvs(answer);
    }

    private RawAnswer ofOurDay(RawAnswer answer) throws IOException {
        Optional<Boolean> ours = WeatherLog.tellsOf(answer, clock.instant());
        if (ours.isEmpty()) {
            return answer; // whoever reads it says what is wrong with it
        }
        if (!ours.get()) {
            throw new IOException("our clock shows " + shown(clock.instant())
                    + " and the weather service tells of other days; set the clock or wait until the network does");
        }
        trusted = true;
        return answer;
    }

    private RawAnswer byThePvs(RawAnswer answer) {
        Instant pvs = reader.momentOf(answer);
        if (pvs == null) {
            return answer;
        }
        Duration ahead = Duration.between(answer.receivedAt(), pvs);
        if (ahead.abs().compareTo(AGREE) <= 0) {
            trusted = true;
            if (told) {
                LOG.info("our clock agrees with {} now and counts again", answer.source());
            }
            return answer;
        }
        if (ahead.isNegative()) {
            return answer;
        }
        if (!told) {
            told = true;
            LOG.warn(
                    "our clock shows {} and {} shows {}; the time of the PVS counts until both agree: set the clock or wait"
                            + " until the network does",
                    shown(answer.receivedAt()),
                    answer.source(),
                    shown(pvs));
        }
        return answer.receivedAt(pvs.truncatedTo(ChronoUnit.MILLIS));
    }

    private static Instant shown(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS);
    }
}
