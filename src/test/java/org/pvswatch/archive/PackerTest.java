package org.pvswatch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.XZInputStream;

class PackerTest {
    private static final Instant FIRST = Instant.parse("2026-11-20T00:00:00.007Z");
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final String PACK = "2026/11/2026-11-20.tar.xz";

    @TempDir
    private Path folder;

    private Archive archive;
    private final Map<String, String> kept = new TreeMap<>();

    @BeforeEach
    void keepThreeDays() throws IOException {
        archive = new Archive(folder.toString());
        for (int i = 0; i < 3 * 48; i++) {
            Instant at = FIRST.plus(HALF_HOUR.multipliedBy(i));
            keep(new RawAnswer("pvs1", at, i % 10 == 9 ? 503 : 200, "{\"devices\":\t[" + i + ",\"ä€𝄞\u0000\r\n"));
            if (i % 2 == 0) {
                keep(new RawAnswer(RawAnswer.WEATHER, at, 200, i == 0 ? "" : "{\"hourly\":" + i + "}"));
            }
        }
    }

    @Test
    void packsWhatIsOlderThanYesterdayAndGivesTheSameAnswers() throws Exception {
        Packer.Packed packed = packer("2026-11-22T02:43:00Z").packFinishedDays();
        assertThat(packed.days()).isEqualTo(1);
        assertThat(packed.answers()).isEqualTo(48 + 24);
        assertThat(files()).hasSize(1 + 2 * (48 + 24)).contains(PACK);
        assertThat(folder.resolve("2026/11/20")).doesNotExist();
        assertThat(texts()).isEqualTo(kept);
        assertThat(packer("2026-11-22T02:43:00Z").packFinishedDays().days()).isZero();
        assertThat(packer("2026-11-27T02:43:00Z").packFinishedDays().days()).isEqualTo(2);
        assertThat(files()).hasSize(3);
        assertThat(texts()).isEqualTo(kept);
    }

    @Test
    void givesAnswersInTheOrderOfTimeWithTheWeatherFirst() throws Exception {
        pack();
        List<String> names = Stored.names(Answers.below(folder));
        assertThat(names.subList(0, 3))
                .containsExactly(
                        "20261120T000000.007Z_weather.json",
                        "20261120T000000.007Z_pvs1.json",
                        "20261120T003000.007Z_pvs1.json");
        assertThat(names.stream().map(name -> name.substring(0, 20))).isSorted();
        assertThat(names).contains("20261120T043000.007Z_pvs1.http503.json");
    }

    @Test
    void givesWhatIsAfterAMomentAndWhatIsTheNewest() throws Exception {
        pack();
        Instant noon = Instant.parse("2026-11-20T12:00:00.007Z");
        assertThat(Stored.names(archive.after(noon))).hasSize(kept.size() - 25 - 13);
        assertThat(Stored.names(archive.after(noon)).get(0)).startsWith("20261120T123000");
        assertThat(newest(RawAnswer.WEATHER, Instant.MIN, noon)).isEqualTo("20261120T110000.007Z_weather.json");
        assertThat(newest("pvs1", Instant.MIN, noon)).isEqualTo("20261120T113000.007Z_pvs1.json");
        assertThat(newest("pvs1", Instant.MIN, Instant.MAX)).isEqualTo("20261122T233000.007Z_pvs1.json");
        assertThat(archive.newest("pvs2", Instant.MIN, Instant.MAX)).isEmpty();
        assertThat(archive.newest("pvs1", noon.plus(Duration.ofDays(1)), noon)).isEmpty();
    }

    @Test
    void aPackIsATarArchiveOfXzWithEachAnswerUnderItsName() throws Exception {
        pack();
        byte[] tar;
        try (XZInputStream xz = new XZInputStream(Files.newInputStream(folder.resolve(PACK)))) {
            tar = xz.readAllBytes();
        }
        assertThat(tar.length % 512).isZero();
        assertThat(new String(tar, 0, 33, StandardCharsets.US_ASCII)).isEqualTo("20261120T000000.007Z_weather.json");
        assertThat(new String(tar, 257, 8, StandardCharsets.US_ASCII)).isEqualTo("ustar\00000");
        assertThat(new String(tar, 136, 11, StandardCharsets.US_ASCII))
                .isEqualTo("%011o".formatted(FIRST.getEpochSecond()));
    }

    @Test
    void theSameAnswersGiveTheSameBytes() throws Exception {
        pack();
        byte[] first = Files.readAllBytes(folder.resolve(PACK));
        Path other = folder.resolve("other");
        Archive copy = new Archive(other.toString());
        try (Answers answers = Answers.below(folder.resolve(PACK))) {
            for (StoredAnswer answer = answers.next(); answer != null; answer = answers.next()) {
                ArchiveName name = ArchiveName.parse(answer.name());
                copy.keep(new RawAnswer(
                        name.source(),
                        name.receivedAt(),
                        name.httpStatus(),
                        new String(answer.bytes(), StandardCharsets.UTF_8)));
            }
        }
        new Packer(copy, at("2026-11-22T02:43:00Z")).packFinishedDays();
        assertThat(other.resolve(PACK)).hasBinaryContent(first);
    }

    @Test
    void packsADayAnewWhenAnAnswerComesLate() throws Exception {
        pack();
        RawAnswer late = new RawAnswer("pvs1", FIRST.plus(HALF_HOUR), 200, "late, and of a moment that is taken");
        RawAnswer later = archive.keep(late);
        assertThat(later.receivedAt()).isEqualTo(late.receivedAt().plusMillis(1));
        kept.put(ArchiveName.plain(fileName(later)), later.body());
        assertThat(texts()).isEqualTo(kept);
        assertThat(Stored.names(archive.after(FIRST)).get(1)).isEqualTo("20261120T003000.008Z_pvs1.json");
        Packer.Packed packed = packer("2026-11-22T02:43:00Z").packFinishedDays();
        assertThat(packed.answers()).isEqualTo(1);
        assertThat(files()).hasSize(1 + 2 * (48 + 24));
        assertThat(texts()).isEqualTo(kept);
    }

    /** A cut after the pack has its name: some of the single files are still there, and half of something. */
    @Test
    void finishesWhatWasCutOff() throws Exception {
        Path copy = folder.resolve("before");
        for (String file : files()) {
            Files.createDirectories(copy.resolve(file).getParent());
            Files.copy(folder.resolve(file), copy.resolve(file));
        }
        pack();
        Files.createDirectories(folder.resolve("2026/11/20"));
        for (String name : List.of("20261120T000000.007Z_pvs1.json.gz", "20261120T233000.007Z_pvs1.json.gz")) {
            Files.copy(
                    copy.resolve("2026/11/20").resolve(name),
                    folder.resolve("2026/11/20").resolve(name));
        }
        Files.writeString(folder.resolve("2026/11/20/20261120T233500.007Z_pvs1.json.gz.part"), "half");
        Files.writeString(folder.resolve(PACK + ".part"), "half of a pack that is much longer than this");
        byte[] before = Files.readAllBytes(folder.resolve(PACK));
        assertThat(texts("2026")).isEqualTo(kept);
        assertThat(packer("2026-11-22T02:43:00Z").packFinishedDays().answers()).isEqualTo(2);
        assertThat(folder.resolve("2026/11/20")).doesNotExist();
        assertThat(folder.resolve(PACK)).hasBinaryContent(before);
        assertThat(texts("2026")).isEqualTo(kept);
    }

    @Test
    void leavesASingleFileThatCannotBeReadAndSaysSo() throws Exception {
        Path bad = folder.resolve("2026/11/20/20261120T000000.007Z_pvs1.json.gz");
        Files.write(bad, new byte[0]);
        Path torn = folder.resolve("2026/11/20/20261120T003000.007Z_pvs1.json.gz");
        Files.write(torn, List.of("not gzip any more"));
        byte[] gz = Files.readAllBytes(folder.resolve("2026/11/20/20261120T010000.007Z_pvs1.json.gz"));
        gz[gz.length - 6] ^= 1; // its checksum
        Path flipped = folder.resolve("2026/11/20/20261120T010000.007Z_pvs1.json.gz");
        Files.write(flipped, gz);
        assertThatThrownBy(() -> packer("2026-11-22T02:43:00Z").packFinishedDays())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("20261120T000000.007Z_pvs1.json.gz cannot be read (not gzip) and 2 more like it");
        assertThat(files()).hasSize(1 + 3 + 2 * (48 + 24)).contains(PACK);
        assertThat(List.of(bad, torn, flipped)).allMatch(Files::exists);
    }

    @Test
    void neverDeletesAFileThatIsNotTheAnswerInThePack() throws Exception {
        pack();
        Path single = folder.resolve("2026/11/20/20261120T003000.007Z_pvs1.json.gz");
        Files.createDirectories(single.getParent());
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(single))) {
            gzip.write('x');
        }
        assertThatThrownBy(() -> packer("2026-11-22T02:43:00Z").packFinishedDays())
                .hasMessageContaining("is not the answer of that name in");
        assertThat(single).exists();
        assertThat(texts()).isEqualTo(kept);
    }

    @Test
    void leavesADamagedPackAsItIsWhenAnAnswerComesLateAndPacksTheOtherDays() throws Exception {
        pack();
        byte[] bytes = Files.readAllBytes(folder.resolve(PACK));
        bytes[bytes.length / 2] ^= 8;
        Files.write(folder.resolve(PACK), bytes);
        archive.keep(new RawAnswer("pvs1", FIRST.plusSeconds(1), 200, "late"));
        assertThatThrownBy(() -> packer("2026-11-24T02:43:00Z").packFinishedDays())
                .hasMessageContaining("2026-11-20.tar.xz is damaged")
                .hasMessageContaining("archive verify");
        assertThat(folder.resolve(PACK)).hasBinaryContent(bytes);
        assertThat(folder.resolve("2026/11/20/20261120T000001.007Z_pvs1.json.gz"))
                .exists();
        assertThat(folder.resolve("2026/11/2026-11-21.tar.xz")).exists();
    }

    /** Nothing can be put where the pack should be: what is seen when a disk is full or read-only. */
    @Test
    void leavesTheSingleFilesWhenThePackCannotBeWritten() throws Exception {
        Path inTheWay = Files.createDirectories(folder.resolve(PACK + ".part/x"));
        List<String> before = files();
        assertThatThrownBy(() -> packer("2026-11-22T02:43:00Z").packFinishedDays())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the answers of 2026-11-20 stay as single files: ");
        assertThat(files()).isEqualTo(before);
        assertThat(texts()).isEqualTo(kept);
        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
        pack();
        assertThat(texts()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 64, 70})
    void packsAnyNumber(int count) throws Exception {
        Path other = folder.resolve("other");
        Archive few = new Archive(other.toString());
        for (int i = 0; i < count; i++) {
            few.keep(new RawAnswer("pvs1", FIRST.plusSeconds(i), 200, "x".repeat(i * 100)));
        }
        new Packer(few, at("2026-11-23T00:00:00Z")).packFinishedDays();
        List<String> texts = List.copyOf(Stored.texts(Answers.below(other)).values());
        assertThat(texts).hasSize(count);
        assertThat(texts.get(count - 1)).hasSize((count - 1) * 100);
    }

    @Test
    void packsAnswersAsLargeAsTheyCome() throws Exception {
        Path other = folder.resolve("other");
        Archive large = new Archive(other.toString());
        for (int i = 0; i < 4; i++) {
            large.keep(new RawAnswer("pvs1", FIRST.plusSeconds(i), 200, (i + "-").repeat(2 * 1024 * 1024)));
        }
        new Packer(large, at("2026-11-23T00:00:00Z")).packFinishedDays();
        assertThat(Stored.texts(Answers.below(other)).values())
                .hasSize(4)
                .allMatch(text -> text.length() == 4 * 1024 * 1024);
    }

    @Test
    void countsWhatItWrites() throws Exception {
        assertThat(archive.written().files()).isEqualTo(kept.size());
        assertThat(archive.written().syncs())
                .isGreaterThanOrEqualTo(2L * kept.size())
                .isLessThan(2L * kept.size() + 10);
        long bytes = 0;
        for (String file : files()) {
            bytes += Files.size(folder.resolve(file));
        }
        assertThat(archive.written().bytes()).isEqualTo(bytes);
        Written written = packer("2026-11-22T02:43:00Z").packFinishedDays().written();
        assertThat(written.bytes()).isEqualTo(bytes + Files.size(folder.resolve(PACK)));
        assertThat(written.files()).isEqualTo(kept.size() + 1);
    }

    private void keep(RawAnswer answer) throws IOException {
        kept.put(ArchiveName.plain(fileName(archive.keep(answer))), answer.body());
    }

    private static String fileName(RawAnswer answer) {
        return Path.of(answer.name()).getFileName().toString();
    }

    private void pack() throws IOException {
        packer("2026-11-22T02:43:00Z").packFinishedDays();
    }

    private Packer packer(String now) {
        return new Packer(archive, at(now));
    }

    private static Clock at(String now) {
        return Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    }

    private String newest(String source, Instant from, Instant before) throws IOException {
        return archive.newest(source, from, before).orElseThrow().name();
    }

    private Map<String, String> texts() throws IOException {
        return texts("");
    }

    private Map<String, String> texts(String below) throws IOException {
        return new TreeMap<>(Stored.texts(Answers.below(folder.resolve(below))));
    }

    private List<String> files() throws IOException {
        try (var walked = Files.walk(folder)) {
            return walked.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
