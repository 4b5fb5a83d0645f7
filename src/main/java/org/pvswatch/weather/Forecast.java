package org.pvswatch.weather;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.archive.Redaction;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.UnreadableAnswerException;

/** One answer of a weather service; which of them gave it is told from the answer itself, so that an archive may hold all. */
interface Forecast {
    JsonMapper JSON = JsonMapper.builder().build();

    /** What was observed, and what a service says of now, is the weather for so long. */
    Duration OBSERVED_FOR = Duration.ofHours(2);

    /** When we had it. */
    Instant fetchedAt();

    /** The conditions at a moment, {@code null} when the answer tells nothing of it. */
    Conditions at(Instant moment);

    /** Reads an answer. @throws UnreadableAnswerException when it holds no weather; the message says what came instead */
    static Forecast read(RawAnswer answer) throws UnreadableAnswerException {
        List<JsonNode> documents = documents(answer);
        if (documents.stream().anyMatch(NwsForecast::isOne)) {
            return NwsForecast.of(answer, documents);
        }
        JsonNode first = documents.isEmpty() ? MissingNode.getInstance() : documents.get(0);
        return first.has("cod") ? CurrentWeather.of(answer, first) : OpenMeteoForecast.of(answer, first);
    }

    private static List<JsonNode> documents(RawAnswer answer) throws UnreadableAnswerException {
        try (MappingIterator<JsonNode> documents =
                JSON.readerFor(JsonNode.class).readValues(answer.body())) {
            return documents.readAll();
        } catch (JsonProcessingException e) {
            throw new UnreadableAnswerException(
                    "the weather answer is not the JSON it should be (HTTP %d), it begins '%s'"
                            .formatted(answer.httpStatus(), Redaction.quotable(answer.body())));
        } catch (IOException e) {
            throw new IllegalStateException("a text cannot be read", e);
        }
    }

    /** A number, {@code null} for anything else. */
    static Double number(JsonNode value) {
        return value.isNumber() ? value.asDouble() : null;
    }
}
