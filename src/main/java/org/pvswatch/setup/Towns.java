package org.pvswatch.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.archive.Redaction;

/**
 * What to ask the search for places, and what its answer means; word of the route {@code find-town}. Source of the shapes:
 * Open-Meteo's documentation of its geocoding. Pure, thread-safe.
 */
public final class Towns {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST = 9;

    /** The query for a town, {@code Springfield, Illinois}; fit to travel as it is. */
    public String query(String town) {
        String name = URLEncoder.encode(town.strip(), StandardCharsets.UTF_8).replace("+", "%20");
        return "name=" + name + "&count=" + MOST + "&language=en&format=json";
    }

    /**
     * The towns in an answer, the likeliest first; empty when there is none of that name.
     *
     * @throws UnclearAnswerException when it is no such answer
     */
    public static List<Town> in(RawAnswer answer) throws UnclearAnswerException {
        JsonNode root;
        try {
            root = JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new UnclearAnswerException("the search for places gives no answer that can be read (HTTP "
                    + answer.httpStatus() + "); write coordinates such as 38.58, -121.49 instead");
        }
        if (answer.httpStatus() != RawAnswer.OK || root.path("error").asBoolean()) {
            throw new UnclearAnswerException("the search for places says '"
                    + Redaction.quotable(root.path("reason").asText("HTTP " + answer.httpStatus()))
                    + "'; write coordinates such as 38.58, -121.49 instead");
        }
        List<Town> towns = new ArrayList<>();
        for (JsonNode each : root.path("results")) {
            JsonNode north = each.path("latitude");
            JsonNode east = each.path("longitude");
            if (north.isNumber() && east.isNumber()) {
                towns.add(new Town(
                        name(each),
                        Town.degrees(north.decimalValue()),
                        Town.degrees(east.decimalValue()),
                        zone(each.path("timezone").asText(""))));
            }
        }
        return towns;
    }

    private static String name(JsonNode town) {
        return Stream.of("name", "admin1", "country")
                .map(part -> Redaction.quotable(town.path(part).asText("")))
                .filter(part -> !part.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String zone(String name) {
        try {
            return name.isEmpty() ? "" : ZoneId.of(name).getId();
        } catch (DateTimeException e) {
            return ""; // it is asked for then
        }
    }
}
