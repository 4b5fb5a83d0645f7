package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.archive.AnswerReceiver;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.history.History;
import org.pvswatch.reading.AnswerReader;
import org.pvswatch.reading.Mutator;
import org.pvswatch.reading.UnreadableAnswerException;

/**
 * Whatever comes, the routes archive it as it came and tell of it in few words.
 *
 * <p>{@code -Dfuzz.seed=N} takes other damage, {@code -Dfuzz.routed=N} more of it, {@code -Dfuzz.case=N} one case alone.
 */
class FuzzRouteTest {
    private static final long SEED = Long.getLong("fuzz.seed", 20_260_503L);
    private static final int ANSWERS = Integer.getInteger("fuzz.routed", 1_500);
    private static final Integer CASE = Integer.getInteger("fuzz.case");
    private static final Instant NOON = Instant.parse("2026-06-10T19:00:00Z");
    private static final int LONGEST_LINE = 700;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private int refused;
    private int parked;

    @Test
    void archivesItAsItCameAndSaysSoInOneLine() throws Exception {
        Mutator mutator = new Mutator(SEED, folder.resolve("gathered"));
        Set<String> secrets = mutator.secrets();
        try (House house = new House(folder.resolve("data"), "l0-61839", NOON)
                .withSecretsInIt()
                .with("poll.sinks", "")
                .started()) {
            ProducerTemplate template = house.watch().context().createProducerTemplate();
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            long begin = System.nanoTime();
            int first = CASE == null ? 0 : CASE;
            int last = CASE == null ? ANSWERS : CASE + 1;
            for (int number = first; number < last; number++) {
                try {
                    take(number, mutator, secrets, house, template);
                } catch (Throwable any) {
                    throw new AssertionError("seed " + SEED + ", case " + number + ": " + any, any);
                }
            }
            System.out.printf(
                    "fuzz of the routes: seed %d, %,d answers in %.1f s, %,d refused, %,d devices parked, %,d rows%n",
                    SEED,
                    last - first,
                    (System.nanoTime() - begin) / 1e9,
                    refused,
                    parked,
                    house.watch().history().count(History.Table.READING));
            assertEveryParkedDeviceIsAJsonLine(house);
        }
    }

    private void take(int number, Mutator mutator, Set<String> secrets, House house, ProducerTemplate template)
            throws Exception {
        AnswerReceiver receiver = new AnswerReceiver(Clock.fixed(NOON.plusSeconds(number), ZoneOffset.UTC), "whole");
        String text = receiver.text(new ByteArrayInputStream(mutator.damaged(number)));
        RawAnswer answer = receiver.received(text, "pvs1", number % 7 == 0 ? 503 : RawAnswer.OK);
        said.reset();
        RawAnswer kept = template.requestBody("direct:archive-raw", answer, RawAnswer.class);
        assertThat(house.data().resolve("archive").resolve(kept.name())).exists();
        assertThat(House.text(house.data().resolve("archive").resolve(kept.name())))
                .isEqualTo(answer.body());
        assertThat(lines()).isEmpty();
        template.sendBody("direct:split-devices", kept);
        List<String> lines = lines();
        assertThat(lines).allMatch(line -> line.contains(" WARN split-devices ") && line.length() < LONGEST_LINE);
        assertThat(said.toString(StandardCharsets.UTF_8)
                        .codePoints()
                        .filter(c -> Character.isISOControl(c) && c != '\n'))
                .isEmpty();
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain(secrets);
        assertAsManyLinesAsProblems(kept, lines);
    }

    /** One for an answer that is refused; else one for all that is odd about it and one for each device parked. */
    private void assertAsManyLinesAsProblems(RawAnswer kept, List<String> lines) {
        try {
            boolean odd = !new AnswerReader().read(kept).remarks().isEmpty();
            long parkings = lines.stream()
                    .filter(line -> line.contains("has no serial") && line.contains("; parked in "))
                    .count();
            parked += (int) parkings;
            assertThat(lines).hasSize((int) parkings + (odd ? 1 : 0));
            assertThat(lines.stream().filter(line -> line.contains("odd answer of ")))
                    .hasSize(odd ? 1 : 0);
        } catch (UnreadableAnswerException e) {
            refused++;
            assertThat(lines)
                    .singleElement()
                    .asString()
                    .endsWith(e.getMessage() + "; kept as archive/" + kept.name() + ", the next try is on schedule");
        }
    }

    private void assertEveryParkedDeviceIsAJsonLine(House house) throws Exception {
        int lines = 0;
        JsonMapper json = JsonMapper.builder().build();
        for (Path file : house.below("rejected")) {
            for (String line : Files.readAllLines(file)) {
                JsonNode device = json.readTree(line);
                assertThat(device.path("route").asText()).isEqualTo("split-devices");
                assertThat(device.path("reason").asText()).contains("has no serial");
                lines++;
            }
        }
        assertThat(lines).isEqualTo(parked);
    }

    private List<String> lines() {
        return said.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
