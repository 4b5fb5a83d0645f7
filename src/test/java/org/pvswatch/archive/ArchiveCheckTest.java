package org.pvswatch.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveCheckTest {
    private static final Instant FIRST = Instant.parse("2026-11-20T00:00:00.007Z");
    private static final String PACK = "2026/11/2026-11-20.tar.xz";
    private static final String SINGLE = "2026/11/23/20261123T000000.007Z_pvs1.json.gz";
    private static final int FLIPS = 400;

    @TempDir
    private Path folder;

    private final List<String> problems = new ArrayList<>();

    /** A packed day of 40 answers, and one of a few that is not packed. */
    @BeforeEach
    void keepTwoDays() throws IOException {
        Archive archive = new Archive(folder.toString());
        Random random = new Random(3);
        for (int i = 0; i < 40; i++) {
            archive.keep(new RawAnswer("pvs1", FIRST.plusSeconds(i), 200, text(random)));
        }
        for (int i = 0; i < 3; i++) {
            archive.keep(new RawAnswer("pvs1", FIRST.plus(Duration.ofDays(3)).plusSeconds(i), 200, text(random)));
        }
        new Packer(archive, Clock.fixed(FIRST.plus(Duration.ofDays(3)), ZoneOffset.UTC)).packFinishedDays();
    }

    @Test
    void findsNothingWhereAllIsWell() throws Exception {
        ArchiveCheck.Result found = check();
        assertThat(problems).isEmpty();
        assertThat(found.problems()).isZero();
        assertThat(found.packs()).isEqualTo(1);
        assertThat(found.packed()).isEqualTo(40);
        assertThat(found.singles()).isEqualTo(3);
        assertThat(found.bytes()).isGreaterThan(Files.size(folder.resolve(PACK)));
        assertThat(found.days()).containsExactly(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 23));
        assertThat(found.gaps()).containsExactly(LocalDate.of(2026, 11, 21), LocalDate.of(2026, 11, 22));
    }

    @Test
    void anEmptyArchiveIsWell() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        ArchiveCheck.Result found = new ArchiveCheck(empty, problem -> problems.add("" + problem)).all();
        assertThat(problems).isEmpty();
        assertThat(found.gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {PACK, SINGLE})
    void findsEachFlippedBit(String name) throws Exception {
        Path file = folder.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(17);
        for (int i = 0; i < FLIPS; i++) {
            int bit = random.nextInt(whole.length * 8);
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            problems.clear();
            check();
            assertThat(problems).as("bit %d of %s", bit, name).isNotEmpty().allMatch(line -> line.startsWith(name));
        }
    }

    @Test
    void findsEachFlippedBitOfTheFirstAndTheLastBytes() throws Exception {
        for (String name : List.of(PACK, SINGLE)) {
            byte[] whole = Files.readAllBytes(folder.resolve(name));
            for (int i = 0; i < 80; i++) {
                for (int bit = 0; bit < 8; bit++) {
                    byte[] flipped = whole.clone();
                    flipped[i < 40 ? i : whole.length + 40 - 1 - i] ^= (byte) (1 << bit);
                    Files.write(folder.resolve(name), flipped);
                    problems.clear();
                    check();
                    assertThat(problems)
                            .as("byte %d, bit %d of %s", i, bit, name)
                            .isNotEmpty();
                }
            }
            Files.write(folder.resolve(name), whole);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PACK, SINGLE})
    void findsAFileThatWasCutOff(String name) throws Exception {
        byte[] whole = Files.readAllBytes(folder.resolve(name));
        for (int length : new int[] {0, 1, 12, whole.length / 2, whole.length - 8, whole.length - 1}) {
            Files.write(folder.resolve(name), Arrays.copyOf(whole, length));
            problems.clear();
            check();
            assertThat(problems).as("the first %d bytes", length).hasSize(1).allMatch(line -> line.startsWith(name));
        }
    }

    @Test
    void ofADamagedPackTheOtherBlocksAreRead() throws Exception {
        byte[] bytes = Files.readAllBytes(folder.resolve(PACK));
        bytes[200] ^= 1;
        Files.write(folder.resolve(PACK), bytes);
        assertThat(check().packed()).isEqualTo(8);
        List<String> names = Stored.names(Answers.below(folder.resolve(PACK)));
        assertThat(names).hasSize(1 + 8).startsWith("", "20261120T000032.007Z_pvs1.json");
    }

    @Test
    void findsWhatDoesNotBelong() throws Exception {
        Files.writeString(folder.resolve("2026/11/notes.txt"), "hello");
        Files.copy(folder.resolve(SINGLE), folder.resolve("2026/11/20261123T000009.007Z_pvs1.json.gz"));
        Files.copy(folder.resolve(PACK), folder.resolve("2026/11/2026-11-19.tar.xz"));
        Files.writeString(folder.resolve(SINGLE + ".part"), "half");
        check();
        assertThat(problems)
                .anyMatch(line -> line.startsWith("2026/11/notes.txt: is not of the archive"))
                .anyMatch(line -> line.startsWith("2026/11/20261123T000009.007Z_pvs1.json.gz: is not of the archive"))
                .anyMatch(line -> line.startsWith("2026/11/2026-11-19.tar.xz: holds '20261120T000000.007Z_pvs1.json'"))
                .anyMatch(line -> line.startsWith(SINGLE + ".part: is left over"))
                .hasSize(4);
    }

    @Test
    void anAnswerThatIsInItsPackAlreadyIsCountedOnce() throws Exception {
        byte[] pack = Files.readAllBytes(folder.resolve(PACK));
        Archive archive = new Archive(folder.toString());
        Files.delete(folder.resolve(PACK));
        Random random = new Random(3);
        archive.keep(new RawAnswer("pvs1", FIRST, 200, text(random)));
        Files.write(folder.resolve(PACK), pack);
        ArchiveCheck.Result found = check();
        assertThat(problems).isEmpty();
        assertThat(found.packed() + found.singles()).isEqualTo(43);
    }

    @Test
    void saysHowLongTheDiskWillDo() throws Exception {
        ArchiveSize size = ArchiveSize.of(folder);
        assertThat(size.days()).isEqualTo(2);
        assertThat(size.packs()).isEqualTo(1);
        long pack = (Files.size(folder.resolve(PACK)) + 4095) / 4096 * 4096;
        assertThat(size.bytesPerDay()).isEqualTo(pack);
        assertThat(size.bytes()).isEqualTo(pack + 3 * 4096);
        assertThat(size.freeBytes()).isPositive();
        assertThat(new ArchiveSize(2, 1, 0, 40_000, 365_250L * 40_000).yearsLeft())
                .isEqualTo(1000);
        assertThat(ArchiveSize.of(Files.createDirectory(folder.resolve("empty")))
                        .yearsLeft())
                .isInfinite();
    }

    /** About as long and as alike as what small devices say. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder("{\"devices\":\t[");
        for (int i = 0; i < 20; i++) {
            text.append("{\"SERIAL\":\"E00")
                    .append(i)
                    .append("\",\"p_3phsum_kw\":\"0.")
                    .append(random.nextInt(1000))
                    .append("\"},\r\n");
        }
        return text.append("]}").toString();
    }

    private ArchiveCheck.Result check() throws IOException {
        return new ArchiveCheck(
                        folder,
                        problem -> problems.add(
                                folder.relativize(problem.file()) + ": " + problem.seen() + "; " + problem.advice()))
                .all();
    }
}
