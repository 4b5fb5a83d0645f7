package org.pvswatch.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.History;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.history.Judgements.NoticeRow;
import org.pvswatch.own.IncidentNews;
import org.pvswatch.own.OwnRoutes;
import org.pvswatch.own.Problem;
import org.pvswatch.reading.Reading;
import org.pvswatch.settings.Settings;

/**
 * The cases of an owner's route file: {@code my.cases/*.json} beside {@code my.camel.yaml}. Each is run on the shipped
 * routes in a house of its own, at {@link #NOW} and somewhere in California, from which nothing leaves.
 */
public final class OwnCases {
    /** The moment of every case. */
    public static final Instant NOW = Instant.parse("2026-05-03T17:15:20Z");

    private static final ObjectMapper JSON = Json.mapper();
    private static final String ENDING = ".camel.yaml";
    private static final Map<String, String> HOUSE = Map.of(
            "site.zone", "America/Los_Angeles",
            "site.latitude", "38.6",
            "site.longitude", "-121.5");

    private final Path config;
    private final Path routes;

    /**
     * @param config folder of the settings, of which a case says what is different
     * @param routes folder of the shipped routes
     */
    public OwnCases(Path config, Path routes) {
        this.config = config;
        this.routes = routes;
    }

    /**
     * What became of one case.
     *
     * @param file the case
     * @param difference {@code null} when all was as expected
     * @param seen the whole case as it was seen, to be copied when that is right
     */
    public record Outcome(Path file, String difference, String seen) {}

    /** The cases of a route file, in the order of their names. */
    public static List<Path> of(Path routeFile) throws IOException {
        Path folder =
                routeFile.resolveSibling(routeFile.getFileName().toString().replace(ENDING, "") + ".cases");
        TreeSet<Path> cases = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
                files.forEach(cases::add);
            }
        }
        return List.copyOf(cases);
    }

    /** What is always given to a trial: a data folder of its own, and none of the shipped ways out. */
    public static Map<String, String> apart(Path routeFile, Path scratch) {
        Map<String, String> given = new HashMap<>();
        given.put(Settings.DATA_DIR, scratch.toString());
        given.put(OwnRoutes.FOLDER, routeFile.toString());
        given.putAll(Settings.TELLING_NOBODY);
        for (String key : List.of("history.url", "poll.sinks", "reading.feeds", "routes.off")) {
            given.put(key, "");
        }
        return given;
    }

    /**
     * Runs one case.
     *
     * @param scratch an empty folder
     * @throws IOException when the case or the route file cannot be read or started; the message says where and what to do
     */
    public Outcome run(Path routeFile, Path file, Path scratch) throws Exception {
        CaseFile given;
        try {
            given = CaseFile.read(file);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IOException(
                    file + ":" + e.getLocation().getLineNr() + ": this is no JSON (" + e.getOriginalMessage()
                            + "); see to commas and brackets",
                    e);
        }
        Map<String, String> all = apart(routeFile, scratch);
        all.putAll(HOUSE);
        given.given()
                .path("settings")
                .properties()
                .forEach(setting ->
                        all.put(setting.getKey(), setting.getValue().asText().replace("DATA", scratch.toString())));
        Settings settings = Settings.load(config, Map.of(), all);
        try (Trial trial = new Trial(settings, routes, Clock.fixed(NOW, ZoneOffset.UTC), false)) {
            List<Problem> problems = trial.problems();
            if (!problems.isEmpty()) {
                throw new IOException(problems.get(0).toString());
            }
            fill(trial.watch().history(), given.given());
            trial.begin();
            give(trial, given);
            note(trial, given, scratch);
        }
        return new Outcome(file, given.difference(), given.seen());
    }

    /** What history holds before. */
    private static void fill(History history, JsonNode given) throws Exception {
        for (JsonNode poll : given.path("polls")) {
            history.store(CaseFile.list(poll, Reading.class));
        }
        if (given.has("days")) {
            history.days().write(CaseFile.list(given.path("days"), DayRow.class), "case", 0);
        }
        for (IncidentNews told : CaseFile.list(given.path("told"), IncidentNews.class)) {
            keep(history, told);
        }
    }

    /** Has history know of a change of an incident. */
    public static void keep(History history, IncidentNews told) throws Exception {
        IncidentRow row = new IncidentRow(
                told.incident(),
                told.kind(),
                told.subject(),
                told.state(),
                told.severity(),
                told.since(),
                told.at(),
                told.at(),
                told.resolvedAt(),
                1,
                told.lostKwh(),
                "{\"figures\":{},\"days\":[],\"diagnosis\":null}",
                "[]",
                null);
        ObjectNode item = JSON.createObjectNode();
        item.put("incident", told.incident());
        item.put("kind", told.kind());
        item.put("subject", told.subject());
        item.put("event", told.event());
        NoticeRow notice = new NoticeRow(told.at(), "[" + item + "]");
        history.judgements().keep(told.site(), List.of(row), List.of(notice), null);
    }

    private static void give(Trial trial, CaseFile given) throws Exception {
        OwnRoutes.Good file = trial.own().good().get(0);
        int index =
                Math.max(0, file.routes().indexOf(given.given().path("route").asText()));
        Map<String, Object> headers = new HashMap<>();
        given.given()
                .path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        trial.give(file.routes().get(index), file.begins().get(index), given.input(), headers);
    }

    private static void note(Trial trial, CaseFile given, Path scratch) {
        ObjectNode leaves = JSON.createObjectNode();
        ObjectNode with = JSON.createObjectNode();
        for (Leaving leaving : trial.left()) {
            String to = leaving.to().replace(scratch.toString(), "DATA");
            leaves.withArray("/" + to.replace("~", "~0").replace("/", "~1")).add(leaving.body());
            if (!leaving.headers().isEmpty()) {
                with.withArray("/" + to.replace("~", "~0").replace("/", "~1"))
                        .add(JSON.<JsonNode>valueToTree(leaving.headers()));
            }
        }
        given.saw("leaves", leaves);
        given.saw("with", with);
        ArrayNode fails = JSON.createArrayNode();
        new ArrayList<>(trial.failures()).forEach(failure -> fails.add(failure.replace(scratch.toString(), "DATA")));
        given.saw("fails", fails);
    }
}
