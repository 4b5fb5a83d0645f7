package org.pvswatch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
    private static final Instant MOMENT = Instant.parse("2026-11-21T10:15:20.123Z");

    @TempDir
    Path folder;

    private List<String> files() throws IOException {
        try (var walked = Files.walk(folder)) {
            return walked.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private String unpacked(String name) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(folder.resolve(name)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static RawAnswer answer(Instant at, String body) {
        return new RawAnswer("pvs1", at, 200, body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"a\":\t\"b\"}\r\n", "<html>ä€𝄞\u0000</html>", "{\"cut\":\"of"})
    void keepsEveryCharacter(String body) throws Exception {
        RawAnswer kept = new Archive(folder.toString()).keep(answer(MOMENT, body));
        assertThat(kept).isEqualTo(answer(MOMENT, body));
        assertThat(files()).containsExactly("2026/11/21/20261121T101520.123Z_pvs1.json.gz");
        assertThat(unpacked(kept.name())).isEqualTo(body);
    }

    @Test
    void keepsALargeAnswer() throws Exception {
        String body = "{\"devices\":[" + "{\"SERIAL\":\"E1\"},".repeat(100_000);
        RawAnswer kept = new Archive(folder.toString()).keep(answer(MOMENT, body));
        assertThat(unpacked(kept.name())).isEqualTo(body);
        assertThat(Files.size(folder.resolve(kept.name()))).isLessThan(body.length() / 20);
    }

    @Test
    void keepsTwoAnswersOfOneMillisecondApart() throws Exception {
        Archive archive = new Archive(folder.toString());
        List<RawAnswer> kept = new ArrayList<>();
        for (String body : List.of("first", "second", "first")) {
            kept.add(archive.keep(answer(MOMENT, body)));
        }
        assertThat(kept)
                .extracting(RawAnswer::receivedAt)
                .containsExactly(MOMENT, MOMENT.plusMillis(1), MOMENT.plusMillis(2));
        assertThat(kept.get(2).body()).isEqualTo("first");
        assertThat(files()).hasSize(3);
        assertThat(unpacked(kept.get(0).name())).isEqualTo("first");
        assertThat(unpacked(kept.get(1).name())).isEqualTo("second");
    }

    @Test
    void keepsAnAnswerOfTheLastMillisecondOfAYearApartToo() throws Exception {
        Archive archive = new Archive(folder.toString());
        Instant last = Instant.parse("2026-12-31T23:59:59.999Z");
        archive.keep(answer(last, "a"));
        archive.keep(answer(last, "b"));
        assertThat(files())
                .containsExactly(
                        "2026/12/31/20261231T235959.999Z_pvs1.json.gz", "2027/01/01/20270101T000000.000Z_pvs1.json.gz");
    }

    @Test
    void namesAnswersInTheOrderOfTime() throws Exception {
        Archive archive = new Archive(folder.toString());
        List<Instant> moments = List.of(
                        "2026-11-01T08:30:00Z",
                        "2026-11-01T09:30:00Z",
                        "2026-12-31T23:59:59.999Z",
                        "2027-01-01T00:00:00Z",
                        "2027-01-01T00:00:00.001Z",
                        "2027-10-02T00:00:00Z")
                .stream()
                .map(Instant::parse)
                .toList();
        for (int i : new int[] {3, 0, 5, 1, 4, 2}) {
            archive.keep(answer(moments.get(i), "x"));
        }
        assertThat(files().stream().map(name -> ArchiveName.parse(
                                Path.of(name).getFileName().toString())
                        .receivedAt()))
                .containsExactlyElementsOf(moments);
    }

    @Test
    void tellsFromTheNameThatAnAnswerWasNotOk() throws Exception {
        new Archive(folder.toString()).keep(new RawAnswer("pvs1", MOMENT, 503, "<html>"));
        assertThat(files()).containsExactly("2026/11/21/20261121T101520.123Z_pvs1.http503.json.gz");
    }

    @Test
    void leavesNothingWhenItsFolderIsAFile() throws Exception {
        Path inTheWay = Files.createFile(folder.resolve("archive"));
        Archive archive = new Archive(inTheWay.toString());
        assertThatThrownBy(() -> archive.keep(answer(MOMENT, "x"))).isInstanceOf(IOException.class);
        assertThat(files()).containsExactly("archive");
        assertThat(inTheWay).isEmptyFile();
        Files.delete(inTheWay);
        assertThat(archive.keep(answer(MOMENT, "x")).receivedAt()).isEqualTo(MOMENT);
    }

    @Test
    void leavesNothingWhenAFileIsInTheWayOfADay() throws Exception {
        Files.createDirectories(folder.resolve("2026"));
        Files.createFile(folder.resolve("2026/11"));
        Archive archive = new Archive(folder.toString());
        assertThatThrownBy(() -> archive.keep(answer(MOMENT, "x"))).isInstanceOf(IOException.class);
        assertThat(files()).containsExactly("2026/11");
    }

    @Test
    void writesOverTheRestOfAWriteThatWasCutOff() throws Exception {
        Path part = folder.resolve("2026/11/21/20261121T101520.123Z_pvs1.json.gz.part");
        Files.createDirectories(part.getParent());
        Files.writeString(part, "half of something much longer than what comes now");
        new Archive(folder.toString()).keep(answer(MOMENT, "whole"));
        assertThat(files()).containsExactly("2026/11/21/20261121T101520.123Z_pvs1.json.gz");
        assertThat(unpacked(files().get(0))).isEqualTo("whole");
    }

    @Test
    void tidiesAtTheStartWhatWritesLeftAndNothingElse() throws Exception {
        Path day = Files.createDirectories(folder.resolve("2026/11/21"));
        for (String left : List.of(
                "2026/11/21/20261121T101520.123Z_pvs1.json.gz.part",
                "2026/11/2026-11-20.tar.xz.part",
                "2026/11/21/mine.part",
                "2026/11/20261121T101520.123Z_pvs1.json.gz.part",
                "notes.part")) {
            Files.writeString(folder.resolve(left), "half");
        }
        new Archive(folder.toString()).tidy();
        assertThat(files())
                .containsExactly(
                        "2026/11/20261121T101520.123Z_pvs1.json.gz.part", "2026/11/21/mine.part", "notes.part");
        assertThat(day).isDirectory();
        new Archive(folder.resolve("none").toString()).tidy();
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void findsTheNewestAnswerOfASource() throws Exception {
        Archive archive = new Archive(folder.resolve("archive").toString());
        assertThat(archive.newest("pvs1", Instant.MIN, Instant.MAX)).isEmpty();
        archive.keep(answer(MOMENT.plusSeconds(86_400), "new"));
        archive.keep(answer(MOMENT, "old"));
        archive.keep(new RawAnswer(RawAnswer.WEATHER, MOMENT.plusSeconds(100_000), 200, "w"));
        Files.createFile(archive.folder().resolve("PVS6_output_20280930_115822.json"));
        assertThat(archive.newest("pvs1", Instant.MIN, Instant.MAX)
                        .orElseThrow()
                        .name())
                .isEqualTo("20261122T101520.123Z_pvs1.json");
        assertThat(archive.newest("pvs2", Instant.MIN, Instant.MAX)).isEmpty();
    }

    @Test
    void looksOnlyWhereAMomentCanBe() throws IOException {
        Archive archive = new Archive(folder.resolve("archive").toString());
        Instant evening = Instant.parse("2026-11-21T23:59:00Z");
        for (int minutes = 0; minutes < 4; minutes++) {
            archive.keep(new RawAnswer("pvs1", evening.plusSeconds(60L * minutes), 200, "{}"));
        }
        archive.keep(new RawAnswer(RawAnswer.WEATHER, evening, 200, "{}"));
        Path stray = folder.resolve("archive/2026/11/notes");
        Files.createDirectories(stray);
        Files.writeString(stray.resolve("20261121T235930.000Z_pvs1.json.gz"), "no day folder");
        assertThat(Stored.names(archive.after(evening.plusSeconds(60))))
                .containsExactly("20261122T000100.000Z_pvs1.json", "20261122T000200.000Z_pvs1.json");
        assertThat(Stored.names(archive.after(Instant.MIN))).hasSize(5);
        assertThat(archive.newest("pvs1", Instant.MIN, evening.plusSeconds(60))
                        .orElseThrow()
                        .name())
                .isEqualTo("20261121T235900.000Z_pvs1.json");
        assertThat(archive.newest(RawAnswer.WEATHER, Instant.MIN, Instant.MAX)).isPresent();
        assertThat(archive.newest(RawAnswer.WEATHER, Instant.MIN, evening)).isEmpty();
    }
}
