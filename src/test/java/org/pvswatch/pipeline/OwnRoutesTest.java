package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.history.History;
import org.pvswatch.own.Feeds;
import org.pvswatch.own.OwnRoutes;

/** Routes of an owner beside, in place of and without the shipped ones. */
class OwnRoutesTest {
    private static final Instant NOON = Instant.parse("2026-06-10T19:00:00Z");

    @TempDir
    private Path folder;

    private Path routes;

    @BeforeEach
    void makeFolder() throws IOException {
        routes = Files.createDirectories(folder.resolve("routes"));
    }

    private House house() throws IOException {
        return new House(folder.resolve("data"), "l0-61839", NOON).with(OwnRoutes.FOLDER, routes.toString());
    }

    private void write(String id, String begins, String steps) throws IOException {
        Files.writeString(routes.resolve(id + ".camel.yaml"), """
                - route:
                    id: %s
                    description: A route of the owner.
                    from:
                      uri: %s
                      steps:
                """.formatted(id, begins) + steps.indent(8));
    }

    private String toFile(String simple, String name) {
        return """
                - setBody: { simple: "%s" }
                - to:
                    uri: file
                    parameters: { directoryName: "%s", fileName: %s, fileExist: Append, appendChars: "\\\\n" }
                """.formatted(simple, folder.resolve("out"), name);
    }

    private List<String> out(String name) throws IOException {
        Path file = folder.resolve("out").resolve(name);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void theShippedOnesHaveTheShapeOfTheDsl() throws IOException {
        assertThat(OwnRoutes.shipped(Path.of("routes"))).isEmpty();
    }

    @Test
    void getWhatTheyAreNamedFor() throws Exception {
        write("each", "seda:reading-each", toFile("${body.device} ${body.value('power_kw')}", "each.txt"));
        write("whole", "seda:poll-whole", toFile("n=${body.size}", "whole.txt"));
        write("look", "seda:sink-look", toFile("look", "look.txt"));
        try (House house = house().started()) {
            house.watch().word("feeds", Feeds.class).await();
            house.pollAt(NOON);
            assertThat(house.watch().refused()).isEmpty();
            assertThat(out("whole.txt")).containsExactly("n=9");
            assertThat(out("each.txt")).hasSize(9).anyMatch(line -> line.matches("E\\d+ 0\\.\\d+"));
            assertThat(out("look.txt")).isNotEmpty();
            assertThat(house.warnings()).isEmpty();
        }
    }

    @Test
    void findTheirSecretsInTheEnvironmentAndInFiles() throws Exception {
        Path secret = Files.writeString(folder.resolve("token"), "sesame");
        write(
                "each",
                "seda:poll-each",
                "- setHeader: { name: Authorization, constant: \"resource:file:" + secret + "\" }\n"
                        + toFile("${header.Authorization} {{env:SITE_ZONE}} {{own.phone}}", "each.txt"));
        try (House house = house().with("own.phone", "mine").started()) {
            house.watch().word("feeds", Feeds.class).await();
            house.pollAt(NOON);
            assertThat(house.warnings()).isEmpty();
            assertThat(out("each.txt")).containsExactly("sesame Asia/Kolkata mine");
        }
    }

    @Test
    void aSinkThatMustNotLoseAnythingGoesOnFromItsMark() throws Exception {
        String waits = Files.createDirectories(folder.resolve("out"))
                .resolve("polls.txt")
                .toString();
        try (House house = house().started()) {
            house.pollAt(NOON);
        }
        Files.createDirectory(Path.of(waits)); // what it writes to is not to be had yet
        write(
                "sink-polls",
                "seda:sink-polls",
                """
                - split:
                    method: { ref: marks, method: "polls(polls, 500)" }
                    stopOnException: true
                    steps:
                """
                        + toFile("${body.seq} ${body.totals.productionKw}", "polls.txt")
                                .indent(8)
                        + "- bean: { ref: marks, method: \"done(polls)\" }\n");
        try (House house = house().started()) {
            house.watch().word("feeds", Feeds.class).await();
            house.pollAt(NOON.plusSeconds(900));
            assertThat(house.warnings()).isNotEmpty().allMatch(line -> line.contains("this route of yours failed"));
            Files.delete(Path.of(waits));
            house.pollAt(NOON.plusSeconds(1800));
            house.pollAt(NOON.plusSeconds(2700));
        }
        assertThat(out("polls.txt")).hasSize(4).allMatch(line -> line.matches("\\d \\d+\\.\\d+"));
        assertThat(out("polls.txt")).extracting(line -> line.substring(0, 1)).containsExactly("1", "2", "3", "4");
    }

    @Test
    void oneThatFailsIsSaidAndHarmsNobodyElse() throws Exception {
        write(
                "fails",
                "seda:poll-fails",
                "- throwException: { exceptionType: java.io.IOException, message: no luck }\n");
        write("whole", "seda:poll-whole", toFile("n=${body.size}", "whole.txt"));
        try (House house = house().started()) {
            house.watch().word("feeds", Feeds.class).await();
            house.pollAt(NOON);
            assertThat(out("whole.txt")).hasSize(1);
            assertThat(house.watch().history().count(History.Table.POLL)).isEqualTo(1);
            assertThat(house.warnings())
                    .containsExactly("WARN fails - this route of yours failed, the watch goes on: no luck");
        }
    }

    @Test
    void replaceAShippedOneByItsId() throws Exception {
        write("sink-csv", "direct:sink-csv", toFile("mine", "mine.txt"));
        try (House house = house().started()) {
            house.pollAt(NOON);
            assertThat(house.below("csv")).isEmpty();
            assertThat(out("mine.txt")).isNotEmpty();
            assertThat(house.warnings()).isEmpty();
        }
    }

    @Test
    void theShippedOneStaysWhereItsReplacementCannotBeStarted() throws Exception {
        write("sink-csv", "direct:sink-csv", "- setBody: { simple: \"${body\" }\n");
        try (House house = house().started()) {
            house.pollAt(NOON);
            assertThat(house.watch().refused()).hasSize(1);
            assertThat(house.below("csv")).isNotEmpty();
        }
    }

    @Test
    void aShippedOneCanBeDoneWithout() throws Exception {
        try (House house = house().with("routes.off", "sink-csv, pack-nightly").started()) {
            house.pollAt(NOON);
            assertThat(house.below("csv")).isEmpty();
            assertThat(house.watch().history().count(History.Table.POLL)).isEqualTo(1);
            assertThat(house.watch().context().getRoute("pack-nightly")).isNull();
            assertThat(house.warnings()).isEmpty();
        }
    }

    @Test
    void whatBeginsOutsideIsHeardOnlyWhenTheWatchRuns() throws Exception {
        write("often", "timer:often?period=10&delay=0", toFile("tick", "ticks.txt"));
        try (House house = house().started()) {
            assertThat(house.watch()
                            .context()
                            .getRouteController()
                            .getRouteStatus("often")
                            .isStarted())
                    .isFalse();
            house.watch().startTriggers();
            assertThat(house.watch()
                            .context()
                            .getRouteController()
                            .getRouteStatus("often")
                            .isStarted())
                    .isTrue();
        }
    }

    @Test
    void aFolderThatIsMissingIsNoTrouble() throws Exception {
        try (Stream<Path> none = Files.list(routes)) {
            assertThat(none).isEmpty();
        }
        Files.delete(routes);
        try (House house = house().started()) {
            house.pollAt(NOON);
            assertThat(house.warnings()).isEmpty();
        }
    }
}
