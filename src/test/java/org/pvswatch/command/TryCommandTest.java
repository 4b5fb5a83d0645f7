package org.pvswatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who tries a route, and that nothing of it happens. */
class TryCommandTest {
    @TempDir
    private Path folder;

    @RegisterExtension
    private final Console console = new Console();

    private Path file;

    @BeforeEach
    void write() throws IOException {
        Path config = Files.createDirectories(folder.resolve("config/routes"));
        Files.writeString(folder.resolve("config/application.properties"), "own.api-key=sesame-open\n");
        file = config.resolve("mine.camel.yaml");
    }

    private int run(String... more) {
        String[] words = {
            "try",
            file.toString(),
            "--config",
            folder.resolve("config").toString(),
            "--data",
            folder.resolve("data").toString()
        };
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Commands.run(Map.of(), all);
    }

    private static String route(String id, String begins, String... steps) {
        return "- route:\n    id: " + id + "\n    from:\n      uri: " + begins + "\n      steps:\n        - "
                + String.join("\n        - ", steps) + "\n";
    }

    @Test
    void showsWhatEveryKindOfRouteWouldSendAndSendsNothing() throws IOException {
        Path never = folder.resolve("never");
        String toFile = "to: { uri: file, parameters: { directoryName: \"" + never + "\", fileName: a.txt } }";
        Files.writeString(
                file,
                route("each", "seda:reading-each", "setBody: { simple: \"reading ${body.device}\" }", toFile)
                        + route("whole", "seda:poll-whole", "setBody: { simple: \"poll of ${body.size}\" }", toFile)
                        + route("day", "seda:day-mine", "setBody: { simple: \"day ${body.date}\" }", toFile)
                        + route(
                                "incident",
                                "seda:incident-mine",
                                "setBody: { simple: \"${body.line}\" }",
                                "setHeader: { name: X-Key, simple: \"{{own.api-key}}\" }",
                                "toD: { uri: \"http://127.0.0.1:9/in?key={{own.api-key}}\" }")
                        + route("report", "seda:report-mine", "setBody: { simple: \"report ${body.period}\" }", toFile)
                        + route(
                                "sink",
                                "seda:sink-mine",
                                "split: { method: { ref: marks, method: \"polls(mine, 1)\" }, steps: [ { setBody: { simple: \"stored ${body.seq}\" } }, { wireTap: { uri: \"http://127.0.0.1:9/tap\" } } ] }")
                        + route("tick", "timer:tick", "setBody: { constant: ticked }", toFile)
                        + route("sink-csv", "direct:sink-csv", "setBody: { constant: replaced }", toFile));
        assertThat(run()).as(console.words() + console.complaints()).isZero();
        assertThat(console.complaints()).doesNotContain("WARN", "ERROR");
        assertThat(console.words())
                .contains("a simulated house", "reading E00", "poll of 9", "day 2026-06-10", "report 2026-06")
                .contains("open: not-producing of E00", "stored 1", "ticked", "replaced")
                .contains("POST http://127.0.0.1:9/in", "X-Key: ***", "POST http://127.0.0.1:9/tap")
                .contains("messages would have left; nothing left this machine.")
                .doesNotContain("sesame-open");
        assertThat(never).doesNotExist();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void saysWhatIsWrongByFileAndLine() throws IOException {
        Files.writeString(file, route("each", "seda:reading-each", "lag: x"));
        assertThat(run()).isEqualTo(1);
        assertThat(console.words()).contains("mine.camel.yaml:6: 'lag' is no step; did you mean 'log'?");
    }

    @Test
    void aRouteThatFailsIsAFailure() throws IOException {
        Files.writeString(
                file,
                route(
                        "each",
                        "seda:poll-each",
                        "throwException: { exceptionType: java.io.IOException, message: no luck }"));
        assertThat(run()).isEqualTo(1);
        assertThat(console.words()).contains("The route failed: no luck", "0 messages would have left");
    }

    @Test
    void aFileThatIsNotThereIsWrongUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(console.complaints()).contains("is no file");
    }

    @Test
    void casesAreRunAndTheirDifferenceIsShown() throws IOException {
        Files.writeString(
                file, route("each", "seda:poll-each", "setBody: { constant: hello }", "to: \"http://127.0.0.1:9/x\""));
        Path cases = Files.createDirectories(file.resolveSibling("mine.cases"));
        Files.writeString(cases.resolve("good.json"), "{\"leaves\":{\"POST http://127.0.0.1:9/x\":[\"hello\"]}}");
        assertThat(run("--cases")).as(console.words()).isZero();
        assertThat(console.words()).contains("good.json: as expected", "1 cases, 0 not as expected");
        Files.writeString(cases.resolve("other.json"), "{\"leaves\":{\"POST http://127.0.0.1:9/x\":[\"bye\"]}}");
        assertThat(run("--cases")).isEqualTo(1);
        assertThat(console.words()).contains("other.json: not as expected", "[ \"bye\" ]", "[ \"hello\" ]");
    }
}
