package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvswatch.fault.Notice;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.history.Judgements.NoticeRow;
import org.pvswatch.history.StoredPoll;
import org.pvswatch.own.BodySchemas;
import org.pvswatch.own.Feeds;
import org.pvswatch.own.IncidentNews;
import org.pvswatch.own.Marks;
import org.pvswatch.own.OwnRoutes;
import org.pvswatch.reading.Reading;
import org.pvswatch.report.Reports;
import org.pvswatch.report.ToldReport;

/**
 * What routes of an owner are given by a house that runs over a midnight into the next month: each body as JSON is what its
 * schema in {@code docs/schemas} says, and that is what the source says.
 */
class BodiesTest {
    private static final Path SCHEMAS = Path.of("docs/schemas");
    private static final Instant EVENING = Instant.parse("2026-06-30T23:00:00Z"); // 16:00 in the zone of the site
    private static final ObjectMapper JSON = Json.mapper();

    @TempDir
    private static Path folder;

    private static House house;

    @BeforeAll
    static void watchOverMidnight() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        for (String kind : List.of("reading", "poll", "day", "incident", "report")) {
            Files.writeString(
                    routes.resolve(kind + ".camel.yaml"), """
                    - route:
                        id: %s-json
                        from:
                          uri: seda:%s-json
                          steps:
                            - marshal: { json: { library: Jackson, objectMapper: "#bean:json" } }
                            - to:
                                uri: file
                                parameters: { directoryName: "%s", fileName: %s.jsonl, fileExist: Append, appendChars: "\\n" }
                    """.formatted(kind, kind, folder.resolve("out"), kind));
        }
        house = new House(folder.resolve("data"), "l0-61839", EVENING)
                .with(OwnRoutes.FOLDER, routes.toString())
                .started();
        house.watch().word("feeds", Feeds.class).await();
        house.watch().word("marks", Marks.class).fromTheFirst();
        house.pollEvery(Duration.ofMinutes(30), EVENING, EVENING.plus(Duration.ofHours(9)));
        openAnIncident();
        house.watch().word("reports", Reports.class).tell("2026-06");
        house.pollAt(EVENING.plus(Duration.ofHours(9)));
    }

    /** No fault of the simulated house is found within hours. */
    private static void openAnIncident() throws Exception {
        Instant at = EVENING.plus(Duration.ofHours(9));
        IncidentRow row = new IncidentRow(
                "i1",
                "not-producing",
                "E00123",
                "open",
                "critical",
                EVENING,
                at,
                at,
                null,
                1,
                1.25,
                "{\"figures\":{},\"days\":[],\"diagnosis\":null}",
                "[]",
                null);
        String items = "[{\"incident\":\"i1\",\"kind\":\"not-producing\",\"subject\":\"E00123\",\"event\":\"open\"}]";
        house.watch().history().judgements().keep("home", List.of(row), List.of(new NoticeRow(at, items)), null);
    }

    @AfterAll
    static void close() throws IOException {
        house.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reading", "poll", "day", "incident", "report"})
    void toldLiveAreAsTheirSchemaSays(String kind) throws IOException {
        List<String> bodies = Files.readAllLines(folder.resolve("out").resolve(kind + ".jsonl"));
        assertThat(bodies).isNotEmpty();
        for (String body : bodies) {
            assertThat(problems(kind, JSON.readTree(body))).isEmpty();
        }
    }

    @Test
    void askedByMarkAreAsTheirSchemaSays() throws Exception {
        Marks marks = house.watch().word("marks", Marks.class);
        Map<String, List<?>> bodies = new LinkedHashMap<>();
        bodies.put("stored-poll", marks.polls("p", 500));
        bodies.put("day", marks.days("d", 500));
        bodies.put("notice", marks.notices("n"));
        bodies.put("incident", marks.incidents("i"));
        bodies.put("report", marks.reports("r"));
        for (Map.Entry<String, List<?>> kind : bodies.entrySet()) {
            assertThat(kind.getValue()).as(kind.getKey()).isNotEmpty();
            for (Object body : kind.getValue()) {
                assertThat(problems(kind.getKey(), JSON.valueToTree(body))).isEmpty();
            }
        }
        for (String mark : List.of("p", "d", "n", "i", "r")) {
            marks.done(mark);
        }
        assertThat(marks.days("d", 500)).isEmpty();
        assertThat(marks.notices("n")).isEmpty();
        assertThat(marks.incidents("i")).isEmpty();
        assertThat(marks.reports("r")).isEmpty();
    }

    @Test
    void comeOnceAndWithoutAWarning() throws IOException {
        assertThat(Files.readAllLines(folder.resolve("out/day.jsonl"))).hasSize(1);
        assertThat(Files.readAllLines(folder.resolve("out/incident.jsonl"))).hasSize(1);
        assertThat(Files.readAllLines(folder.resolve("out/report.jsonl"))).hasSize(1);
        assertThat(house.warnings()).allMatch(line -> line.contains("open: not-producing of E00123"));
    }

    @Test
    void aFieldThatNoSchemaKnowsIsFound() throws IOException {
        JsonNode body = JSON.readTree(
                Files.readAllLines(folder.resolve("out/incident.jsonl")).get(0));
        ((com.fasterxml.jackson.databind.node.ObjectNode) body).put("colour", "red");
        assertThat(problems("incident", body)).singleElement().asString().contains("colour");
    }

    @Test
    void schemasSayWhatTheSourceSays() throws IOException {
        BodySchemas schemas = new BodySchemas();
        Map<String, JsonNode> all = new LinkedHashMap<>();
        all.put("reading", schemas.of("reading", "One reading: seda:reading-NAME", Reading.class));
        all.put("poll", schemas.listOf("poll", "The readings of one poll: seda:poll-NAME", Reading.class));
        all.put("stored-poll", schemas.of("stored-poll", "A poll of history: marks.polls", StoredPoll.class));
        all.put("day", schemas.of("day", "A finished day: seda:day-NAME, marks.days", DayRow.class));
        all.put(
                "incident",
                schemas.of(
                        "incident",
                        "A change of an incident: seda:incident-NAME, marks.incidents",
                        IncidentNews.class));
        all.put("notice", schemas.of("notice", "Changes told together: marks.notices", Notice.class));
        all.put("report", schemas.of("report", "A report: seda:report-NAME, marks.reports", ToldReport.class));
        Path made = Files.createDirectories(Path.of("target/schemas"));
        for (Map.Entry<String, JsonNode> each : all.entrySet()) {
            String name = each.getKey() + ".schema.json";
            String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(each.getValue()) + "\n";
            Files.writeString(made.resolve(name), text);
        }
        for (String kind : all.keySet()) {
            String name = kind + ".schema.json";
            assertThat(SCHEMAS.resolve(name))
                    .as("look at " + made.resolve(name) + " and copy it")
                    .hasSameTextualContentAs(made.resolve(name));
        }
    }

    private static List<String> problems(String kind, JsonNode body) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(SCHEMAS.resolve(kind + ".schema.json")));
        return schema.validate(body, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true)).stream()
                .map(Object::toString)
                .toList();
    }
}
