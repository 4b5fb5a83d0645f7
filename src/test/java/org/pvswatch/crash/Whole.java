package org.pvswatch.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pvswatch.archive.AnswerReceiver;
import org.pvswatch.archive.Answers;
import org.pvswatch.archive.ArchiveCheck;
import org.pvswatch.archive.ArchiveName;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.archive.StoredAnswer;
import org.pvswatch.history.History;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.replay.Replay;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.Simulator;

/** Holds what victims left, after one more start, against what they were served and what they said they had kept. */
final class Whole {
    private static final String NOBODY = "http://127.0.0.1:9";

    private final Victims victims;
    private final Path data;
    private final Path fresh;

    /** @param fresh a folder for what the archive alone gives */
    Whole(Victims victims, Path fresh) {
        this.victims = victims;
        this.data = victims.data();
        this.fresh = fresh;
    }

    /**
     * How much was compared.
     *
     * @param asked polls the PVS was asked for
     * @param acknowledged of those, answers of the PVS that were said to be kept
     * @param archived answers of the PVS in the archive
     * @param polls polls in history
     * @param readings readings in history
     * @param csvRows rows in all CSV files
     * @param from moment of the first of them
     * @param to moment of the last of them
     */
    record Figures(
            int asked,
            long acknowledged,
            int archived,
            long polls,
            long readings,
            long csvRows,
            Instant from,
            Instant to) {
        @Override
        public String toString() {
            return ("%d polls asked, %d acknowledged, %d archived, %d in history with %d readings, %d rows of CSV, over %d"
                            + " days; lost 0, doubled 0, torn 0")
                    .formatted(
                            asked,
                            acknowledged,
                            archived,
                            polls,
                            readings,
                            csvRows,
                            Duration.between(from, to).toDays());
        }
    }

    /** Archive as served, history as archived, CSV as history, nothing twice, nothing acknowledged lost. */
    Figures check() throws Exception {
        Settings settings = Victim.settings(data, NOBODY, NOBODY, Map.of());
        long polls;
        long readings;
        try (Watch watch = new Watch(settings, Path.of("routes"), Clock.fixed(victims.next(), ZoneOffset.UTC))) {
            watch.start();
            watch.send("direct:catch-up-history", null);
            watch.send("direct:close-day", null);
            watch.send("direct:sink-csv", null);
            polls = watch.history().count(History.Table.POLL);
            readings = watch.history().count(History.Table.READING);
        }
        List<ArchiveCheck.Problem> problems = new ArrayList<>();
        new ArchiveCheck(data.resolve("archive"), problems::add).all();
        assertThat(problems).as("archive verify").isEmpty();
        TreeMap<Instant, String> archived = archived();
        assertAsServed(archived);
        assertThat(polls).as("history as archived; log: " + victims.said()).isEqualTo(archived.size());
        Map<String, String> csv = csvs(data);
        Map<String, String> rebuilt = rebuilt();
        assertThat(csv.keySet()).isEqualTo(rebuilt.keySet());
        csv.forEach((file, text) -> assertThat(text.lines())
                .as(file)
                .containsExactlyElementsOf(rebuilt.get(file).lines().toList()));
        assertThat(csv).as("CSV as the archive alone gives them, byte for byte").isEqualTo(rebuilt);
        return new Figures(
                victims.asked(),
                victims.kept().stream()
                        .filter(name -> !name.contains(RawAnswer.WEATHER))
                        .count(),
                archived.size(),
                polls,
                readings,
                csv.values().stream()
                        .mapToLong(text -> text.lines().count() - 1)
                        .sum(),
                archived.firstKey(),
                archived.lastKey());
    }

    /** The answers of the PVS; fails when an answer is there twice or one that was acknowledged is not there. */
    private TreeMap<Instant, String> archived() throws IOException {
        TreeMap<Instant, String> texts = new TreeMap<>();
        Set<String> names = new HashSet<>();
        try (Answers answers = Answers.below(data.resolve("archive"))) {
            for (StoredAnswer answer = answers.next(); answer != null; answer = answers.next()) {
                assertThat(names.add(answer.name()))
                        .as("twice: " + answer.name())
                        .isTrue();
                ArchiveName name = ArchiveName.parse(answer.name());
                if (!RawAnswer.WEATHER.equals(name.source())) {
                    String twin = texts.put(name.receivedAt(), new String(answer.bytes(), StandardCharsets.UTF_8));
                    assertThat(twin).as("two answers of " + name.receivedAt()).isNull();
                }
            }
        }
        assertThat(texts).isNotEmpty();
        List<String> lost = victims.kept().stream()
                .map(Whole::plainName)
                .filter(name -> !names.contains(name))
                .toList();
        assertThat(lost).as("acknowledged and lost").isEmpty();
        return texts;
    }

    /** What an answer is called, whether it lies in a file of its own or in a pack. */
    static String plainName(String path) {
        return Path.of(path).getFileName().toString().replaceFirst("\\.gz$", "");
    }

    /** Each archived answer is the very one that an undisturbed PVS gives at that moment. */
    private static void assertAsServed(TreeMap<Instant, String> archived) throws Exception {
        SimulatedClock clock = SimulatedClock.stepped(Victims.BEGIN);
        try (Simulator again = Simulator.start(Victims.house(clock))) {
            for (Map.Entry<Instant, String> answer : archived.entrySet()) {
                clock.stepTo(answer.getKey());
                AnswerReceiver receiver = new AnswerReceiver(Clock.fixed(answer.getKey(), ZoneOffset.UTC), "masked");
                try (InputStream served = again.pvsUrl()
                        .resolve("/cgi-bin/dl_cgi?Command=DeviceList")
                        .toURL()
                        .openStream()) {
                    assertThat(answer.getValue())
                            .as("the answer of " + answer.getKey())
                            .isEqualTo(receiver.received(receiver.text(served), "pvs1", RawAnswer.OK)
                                    .body());
                }
            }
        }
    }

    /** The CSV files that the archive alone gives. */
    private Map<String, String> rebuilt() throws Exception {
        Settings settings = Victim.settings(fresh, NOBODY, NOBODY, Map.of("poll.sinks", ""));
        try (Watch watch = new Watch(settings, Path.of("routes"), Clock.fixed(victims.next(), ZoneOffset.UTC))) {
            watch.start();
            new Replay(watch, settings).all(Replay.answersIn(data.resolve("archive")), false, each -> {});
            watch.send("direct:close-day", null);
            watch.send("direct:sink-csv", null);
        }
        return csvs(fresh);
    }

    private static Map<String, String> csvs(Path data) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(data.resolve("csv"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".csv")).toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
