package org.pvswatch.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.fault.Notice;
import org.pvswatch.history.DayRow;
import org.pvswatch.own.IncidentNews;
import org.pvswatch.reading.Reading;
import org.pvswatch.report.ToldReport;

/**
 * One case of a route: a JSON file that says what goes in and what is expected. What was seen is put together in the same
 * order, so that the two can be compared as text, and what was seen can take the place of what was expected.
 */
public final class CaseFile {
    /** Marks what a case gives, as against what it expects. */
    private static final List<String> GIVEN = List.of(
            "shows",
            "route",
            "settings",
            "polls",
            "days",
            "told",
            "input",
            "pvs",
            "headers",
            "service",
            "replies",
            "letters",
            "smtp",
            "incidents",
            "published");

    private static final ObjectMapper JSON = Json.mapper();

    private final Path file;
    private final JsonNode given;
    private final ObjectNode seen = JSON.createObjectNode();

    private CaseFile(Path file, JsonNode given) {
        this.file = file;
        this.given = given;
        for (String name : GIVEN) {
            if (given.has(name)) {
                seen.set(name, given.get(name));
            }
        }
    }

    /** @throws IOException when it is no JSON; the message says where */
    public static CaseFile read(Path file) throws IOException {
        return new CaseFile(file, JSON.readTree(Files.readString(file)));
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** All of it. */
    public JsonNode given() {
        return given;
    }

    /** What goes in, {@code null} for nothing or for what only a test can make. */
    public Object input() throws IOException {
        JsonNode input = given.path("input");
        if (!input.fieldNames().hasNext()) {
            return null;
        }
        JsonNode value = input.elements().next();
        return switch (input.fieldNames().next()) {
            case "text" -> value.asText();
            case "answer" -> answer(value);
            case "notice" -> JSON.treeToValue(value, Notice.class);
            case "reading" -> JSON.treeToValue(value, Reading.class);
            case "readings" -> list(value, Reading.class);
            case "day" -> JSON.treeToValue(value, DayRow.class);
            case "incident" -> JSON.treeToValue(value, IncidentNews.class);
            case "report" -> JSON.treeToValue(value, ToldReport.class);
            default -> null;
        };
    }

    /** A raw answer of a case. */
    public static RawAnswer answer(JsonNode value) {
        JsonNode body = value.path("body");
        return new RawAnswer(
                value.path("source").asText(),
                Instant.parse(value.path("receivedAt").asText()),
                value.path("httpStatus").asInt(RawAnswer.OK),
                body.isTextual() ? body.asText() : body.toString());
    }

    /** Each item of a list. */
    static <T> List<T> list(JsonNode values, Class<T> type) throws IOException {
        List<T> list = new ArrayList<>();
        for (JsonNode value : values) {
            list.add(JSON.treeToValue(value, type));
        }
        return list;
    }

    /** Notes what was seen, unless it is nothing. */
    public void saw(String name, JsonNode what) {
        if (!what.isEmpty() || what.isValueNode()) {
            seen.set(name, what);
        }
    }

    /** Notes what was seen, also when it is nothing. */
    public void sawAlways(String name, JsonNode what) {
        seen.set(name, what);
    }

    /** What is expected, as text. */
    public String expected() throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(given);
    }

    /** What was seen, as text. */
    public String seen() throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(seen);
    }

    /** The first lines that differ, {@code null} when none do. */
    public String difference() throws IOException {
        List<String> expected = expected().lines().toList();
        List<String> was = seen().lines().toList();
        for (int i = 0; i < Math.max(expected.size(), was.size()); i++) {
            String left = i < expected.size() ? expected.get(i).strip() : "nothing more";
            String right = i < was.size() ? was.get(i).strip() : "nothing more";
            if (!left.equals(right)) {
                return "expected: " + left + "\n    seen:     " + right;
            }
        }
        return null;
    }
}
