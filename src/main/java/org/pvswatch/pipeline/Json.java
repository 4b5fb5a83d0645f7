package org.pvswatch.pipeline;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/**
 * How everything is spelt in JSON: times as ISO 8601 in UTC, numbers to six decimals, quantities by their column, absent as
 * {@code null}.
 */
public final class Json {
    /** Sums of kWh end in noise of the sixteenth digit. */
    private static final JsonSerializer<Double> ROUNDED = new JsonSerializer<>() {
        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider serializers) throws IOException {
            out.writeNumber(Math.abs(value) < LARGE ? Math.rint(value * MILLION) / MILLION : value);
        }
    };

    private static final double MILLION = 1e6;
    private static final double LARGE = 1e9;

    private Json() {}

    /** A mapper for the routes. */
    public static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(
                        new SimpleModule().addSerializer(Double.class, ROUNDED).addSerializer(double.class, ROUNDED))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .build();
    }
}
