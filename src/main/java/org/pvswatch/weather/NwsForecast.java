package org.pvswatch.weather;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.archive.Redaction;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.UnreadableAnswerException;

/**
 * One answer of the US National Weather Service: the forecast of a grid cell, and what the nearest station observed last, either
 * of which may be missing. What was observed goes before what was forecast, for two hours. It knows neither irradiance nor lying snow.
 * Source of the field meanings: the service's own description. Immutable.
 */
final class NwsForecast implements Forecast {
    /** The forecast reaches a week ahead; with more than this a wrong clock would find weather too. */
    private static final Duration GRID_FOR = Duration.ofHours(48);

    private static final int MM_PER_CM = 10;

    /** Eighths of the sky, the middle of what each word means. */
    private static final Map<String, Double> EIGHTHS =
            Map.of("CLR", 0.0, "SKC", 0.0, "FEW", 1.5, "SCT", 3.5, "BKN", 6.0, "OVC", 8.0, "VV", 8.0);

    private static final int ALL_EIGHTHS = 8;

    private final Instant fetchedAt;
    private final JsonNode grid;
    private final JsonNode observed;
    private final Instant observedAt;

    private NwsForecast(Instant fetchedAt, JsonNode grid, JsonNode observed) {
        this.fetchedAt = fetchedAt;
        this.grid = grid;
        this.observed = observed;
        this.observedAt = moment(observed.path("timestamp").asText());
    }

    /** Whether a document is from this service; its refusals too. */
    static boolean isOne(JsonNode document) {
        return document.path("properties").isObject() || document.has("correlationId");
    }

    static Forecast of(RawAnswer answer, List<JsonNode> documents) throws UnreadableAnswerException {
        JsonNode grid = having(documents, "skyCover");
        JsonNode observed = having(documents, "timestamp");
        if (grid.isMissingNode() && observed.isMissingNode()) {
            JsonNode told = documents.get(documents.size() - 1);
            throw new UnreadableAnswerException("the US weather service says '%s' (HTTP %d)%s"
                    .formatted(
                            Redaction.quotable((told.path("title").asText() + " "
                                            + told.path("detail").asText())
                                    .strip()),
                            answer.httpStatus(),
                            advice(told)));
        }
        return new NwsForecast(answer.receivedAt(), grid, observed);
    }

    private static String advice(JsonNode told) {
        return switch (told.path("status").asInt()) {
            case 403 -> "; it wants to know whom to ask, see weather.nws.contact";
            case 404 -> "; it knows the United States only, see weather.service";
            case 500, 502, 503 -> "; that passes by itself";
            default -> "";
        };
    }

    private static JsonNode having(List<JsonNode> documents, String name) {
        return documents.stream()
                .map(document -> document.path("properties"))
                .filter(properties -> properties.has(name))
                .findFirst()
                .orElseGet(() -> documents.get(0).path("(missing)"));
    }

    @Override
    public Instant fetchedAt() {
        return fetchedAt;
    }

    @Override
    public Conditions at(Instant moment) {
        boolean fresh =
                observedAt != null && Duration.between(observedAt, moment).abs().compareTo(OBSERVED_FOR) <= 0;
        if (!fresh && !isOfGrid(moment)) {
            return null;
        }
        Double cloud = fresh ? cloudPercent() : null;
        Double temperature = fresh ? celsius(observed.path("temperature"), "unitCode", "value") : null;
        Double snowMm = amount("snowfallAmount", moment);
        return new Conditions(
                fetchedAt,
                cloud == null ? forecast("skyCover", "percent", moment) : cloud,
                temperature == null ? forecast("temperature", "degC", moment) : temperature,
                null,
                null,
                snowMm == null ? null : snowMm / MM_PER_CM,
                amount("quantitativePrecipitation", moment));
    }

    private boolean isOfGrid(Instant moment) {
        Span first = span(grid.path("skyCover").path("values").path(0));
        return first != null
                && !moment.isBefore(first.from)
                && moment.isBefore(first.from.plus(GRID_FOR))
                && !value("skyCover", moment).isMissingNode();
    }

    private Double forecast(String layer, String unit, Instant moment) {
        boolean known = grid.path(layer).path("uom").asText().endsWith(":" + unit);
        return known ? Forecast.number(value(layer, moment).path("value")) : null;
    }

    /** What falls in an hour of the interval that a moment lies in, millimetres. */
    private Double amount(String layer, Instant moment) {
        Double wholeMm = forecast(layer, "mm", moment);
        Span span = span(value(layer, moment));
        return wholeMm == null || span == null ? null : (Double) (wholeMm * 3600 / span.length.toSeconds());
    }

    private JsonNode value(String layer, Instant moment) {
        for (JsonNode value : grid.path(layer).path("values")) {
            Span span = span(value);
            if (span != null && !moment.isBefore(span.from) && moment.isBefore(span.from.plus(span.length))) {
                return value;
            }
        }
        return grid.path("(missing)");
    }

    /** The thickest layer, 0 to 100; {@code null} when the station sees no sky. */
    private Double cloudPercent() {
        Double most = null;
        for (JsonNode layer : observed.path("cloudLayers")) {
            Double eighths = EIGHTHS.get(layer.path("amount").asText());
            most = eighths == null || most != null && most > eighths ? most : eighths;
        }
        return most == null ? null : (Double) (most * 100 / ALL_EIGHTHS);
    }

    private static Double celsius(JsonNode quantity, String unit, String value) {
        return quantity.path(unit).asText().endsWith(":degC") ? Forecast.number(quantity.path(value)) : null;
    }

    private record Span(Instant from, Duration length) {}

    /** {@code 2026-11-21T06:00:00+00:00/PT3H}; {@code null} for anything else. */
    private static Span span(JsonNode value) {
        String[] parts = value.path("validTime").asText().split("/");
        Instant from = moment(parts[0]);
        try {
            Duration length = Duration.parse(parts.length > 1 ? parts[1] : "");
            return from == null || length.isZero() || length.isNegative() ? null : new Span(from, length);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
