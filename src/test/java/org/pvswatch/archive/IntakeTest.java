package org.pvswatch.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file lies where the archive should be: the disk takes nothing until it is gone. */
class IntakeTest {
    private static final Instant MOMENT = Instant.parse("2026-11-21T10:15:20.123Z");

    @TempDir
    Path folder;

    private Path inTheWay;
    private Archive archive;
    private Intake intake;

    @BeforeEach
    void fault() throws Exception {
        inTheWay = Files.createFile(folder.resolve("archive"));
        archive = new Archive(inTheWay.toString());
        intake = new Intake(archive);
    }

    private static RawAnswer answer(int minutes, String body) {
        return new RawAnswer("pvs1", MOMENT.plusSeconds(60L * minutes), 200, body);
    }

    private List<RawAnswer> keptNow() {
        List<RawAnswer> kept = new ArrayList<>();
        for (RawAnswer each = intake.keepOldest(); each != null; each = intake.keepOldest()) {
            kept.add(each);
        }
        return kept;
    }

    @Test
    void keepsAtOnceWhatTheDiskTakes() throws Exception {
        Files.delete(inTheWay);
        assertThat(intake.keep(answer(0, "a"))).isEqualTo(answer(0, "a"));
        assertThat(keptNow()).isEmpty();
        assertThat(Stored.names(archive.after(Instant.MIN))).hasSize(1);
    }

    @Test
    void keepsWhatWaitedInTheOrderOfTimeAndWithTheSameBody() throws Exception {
        RawAnswer strange = new RawAnswer("pvs1", MOMENT.plusSeconds(120), 503, "<html>ä€𝄞\u0000</html>");
        assertThat(intake.keep(answer(0, "a"))).isNull();
        assertThat(intake.keep(answer(1, ""))).isNull();
        assertThat(keptNow()).isEmpty();
        assertThat(intake.keep(strange)).isNull();
        Files.delete(inTheWay);
        assertThat(intake.keep(answer(3, "d"))).as("none overtakes another").isNull();
        assertThat(keptNow()).containsExactly(answer(0, "a"), answer(1, ""), strange, answer(3, "d"));
        assertThat(intake.keep(answer(4, "e"))).isEqualTo(answer(4, "e"));
        assertThat(Stored.names(archive.after(Instant.MIN))).hasSize(5);
    }

    @Test
    void letsTheOldestGoWhenTooManyWait() throws Exception {
        Random noise = new Random(1);
        String large = noise.ints(60_000, 32, 127)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        int fit = 0;
        for (int minutes = 0; minutes < 200; minutes++) {
            intake.keep(answer(minutes, large));
        }
        Files.delete(inTheWay);
        List<RawAnswer> kept = keptNow();
        fit = kept.size();
        assertThat(fit).isBetween(100, 199);
        assertThat(kept.get(fit - 1)).isEqualTo(answer(199, large));
        assertThat(kept.get(0)).isEqualTo(answer(200 - fit, large));
    }

    @Test
    void triesOnceMoreAtTheEndOfTheProgram() throws Exception {
        intake.keep(answer(0, "a"));
        Files.delete(inTheWay);
        intake.close();
        assertThat(Stored.names(archive.after(Instant.MIN))).containsExactly("20261121T101520.123Z_pvs1.json");
    }
}
