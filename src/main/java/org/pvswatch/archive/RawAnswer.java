package org.pvswatch.archive;

import java.time.Instant;
import java.util.Objects;

/**
 * One answer as it was received, before anybody interprets it.
 *
 * @param source whose answer: {@code pvs.id} of a PVS, or {@link #WEATHER}
 * @param receivedAt when we had it, our clock, milliseconds
 * @param httpStatus status of the answer, 0 for none; the first that was not 200 when the answer took several requests
 * @param body one or more documents one after another, secrets removed; may be cut off, HTML or empty
 */
public record RawAnswer(String source, Instant receivedAt, int httpStatus, String body) {
    /** Source of weather answers. */
    public static final String WEATHER = "weather";

    /** Status of an answer that came as it should. */
    public static final int OK = 200;

    /** Of the moment alone: Camel asks for it wherever it looks into a message, and the text is long. */
    @Override
    public int hashCode() {
        return Objects.hashCode(receivedAt);
    }

    /** Status of no answer at all: that a PVS was asked in vain. */
    public static final int NONE = 0;

    /** Whether the weather service gave it. */
    public boolean ofWeather() {
        return WEATHER.equals(source);
    }

    /** The same answer at another moment. */
    public RawAnswer receivedAt(Instant moment) {
        return new RawAnswer(source, moment, httpStatus, body);
    }

    /** Its place in the archive. */
    public String name() {
        return ArchiveName.of(this);
    }
}
