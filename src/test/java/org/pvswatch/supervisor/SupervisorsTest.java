package org.pvswatch.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.find.FoundPvs;
import org.pvswatch.reading.Sun;
import org.pvswatch.simulator.SimulatedClock;

class SupervisorsTest {
    private static final Instant NOON = Instant.parse("2026-06-10T19:00:00Z");
    private static final String SERIAL = "ZT209985000549A0042";
    private static final String OPEN = info(SERIAL, "2025.06, Build 61839");

    @TempDir
    private Path folder;

    private final SimulatedClock clock = SimulatedClock.stepped(NOON);
    private Supervisors supervisors;
    private Supervisor pvs;

    @BeforeEach
    void start() {
        supervisors = supervisors("auto");
        pvs = supervisors.named("pvs1").orElseThrow();
    }

    private Supervisors supervisors(String api) {
        return new Supervisors(
                "pvs1",
                "http://10.0.0.1:8080",
                api,
                folder.toString(),
                new Etiquette(new Sun("38.6", "-121.5"), 0, 0, 3),
                clock);
    }

    private static String info(String serial, String firmware) {
        return "{\"result\":\"succeed\",\"supervisor\":{\"SERIAL\":\"%s\",\"MODEL\":\"PVS6\",\"SWVER\":\"%s\"}}"
                .formatted(serial, firmware);
    }

    private static RawAnswer answer(int status, String body) {
        return new RawAnswer("pvs1", NOON, status, body);
    }

    @Test
    void aLoginThatWorksDecidesWhateverTheBuild() {
        supervisors.met(pvs, OPEN);
        supervisors.answeredLogin(pvs, "{\"session\":\"abc\"}", 200);
        supervisors.settleLanguage(pvs);
        assertThat(pvs.language()).isEqualTo(Language.VARSERVER);
    }

    @Test
    void noLoginDecidesToo() {
        supervisors.met(pvs, info(SERIAL, "2025.09.04.61845"));
        supervisors.answeredLogin(pvs, "<html>404</html>", 404);
        supervisors.settleLanguage(pvs);
        assertThat(pvs.language()).isEqualTo(Language.LEGACY);
    }

    @Test
    void aRefusedLoginOfANewFirmwareIsNoReasonToAskItTheOldWay() {
        supervisors.met(pvs, info(SERIAL, "2025.09.04.61845"));
        supervisors.answeredLogin(pvs, "{}", 401);
        supervisors.settleLanguage(pvs);
        assertThat(pvs.language()).isEqualTo(Language.VARSERVER);
        assertThat(pvs.loggedIn()).isFalse();
    }

    @Test
    void theSettingsHaveTheLastWord() {
        Supervisor open = supervisors("legacy").named("pvs1").orElseThrow();
        assertThat(open.language()).isEqualTo(Language.LEGACY);
        assertThat(open.mayLogIn()).isFalse();
        Supervisors strict = supervisors("varserver");
        Supervisor closed = strict.named("pvs1").orElseThrow();
        assertThat(closed.language()).isEqualTo(Language.UNKNOWN);
        strict.met(closed, OPEN);
        strict.answeredLogin(closed, "", 404);
        strict.settleLanguage(closed);
        assertThat(closed.language()).isEqualTo(Language.VARSERVER);
    }

    @Test
    void remembersTheSerialForItsOwnerAlone() throws Exception {
        supervisors.met(pvs, OPEN);
        Path file = folder.resolve("pvs1.serial");
        assertThat(file).hasContent(SERIAL);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(supervisors("auto").named("pvs1").orElseThrow().serial()).isEqualTo(SERIAL);
        assertThat(pvs.toString()).doesNotContain("A0042").isEqualTo("pvs1 at http://10.0.0.1:8080");
    }

    @Test
    void aHalfWrittenSerialIsAskedForAgain() throws Exception {
        Files.writeString(folder.resolve("pvs1.serial"), "");
        supervisors = supervisors("auto");
        pvs = supervisors.named("pvs1").orElseThrow();
        assertThat(pvs.mayLogIn()).isFalse();
        supervisors.met(pvs, OPEN);
        assertThat(pvs.mayLogIn()).isTrue();
    }

    @Test
    void triesAFreshLoginOnceInAPoll() {
        assertThat(supervisors.due()).containsExactly(pvs);
        assertThat(supervisors.refuses(pvs, answer(200, "{\"/sys/livedata/pv_p\":\"1\"}"), "match=/sys/livedata/"))
                .isFalse();
        assertThat(supervisors.refuses(pvs, answer(400, "{}"), "match=/sys/devices/"))
                .isFalse();
        assertThat(supervisors.refuses(pvs, answer(500, "{}"), "match=/sys/devices/"))
                .isTrue();
        supervisors.noteRefusal(pvs, answer(500, "{}"));
        assertThat(pvs.leftAlone())
                .as("an internal error says nothing about the login")
                .isFalse();
        assertThat(supervisors.refuses(pvs, answer(401, "{}"), "match=/sys/devices/"))
                .isFalse();
        assertThat(pvs.leftAlone()).isTrue();
        clock.stepTo(NOON.plus(Duration.ofMinutes(5)));
        assertThat(supervisors.due()).hasSize(1);
        assertThat(pvs.leftAlone()).isFalse();
    }

    @Test
    void aQuietAnswerIsARefusal() {
        supervisors.due();
        assertThat(supervisors.refuses(pvs, answer(200, "{\"/sys/info/lmac\":\"0\"}"), "match=/sys/devices/"))
                .isTrue();
        assertThat(supervisors.refuses(pvs, answer(200, "{}"), "name=/sys/info/model"))
                .isFalse();
    }

    @Test
    void isLostAfterThreeAsksThatReachedNobodyAndFoundAgainBySerial() {
        supervisors.met(pvs, OPEN);
        for (int ask = 1; ask <= 3; ask++) {
            assertThat(supervisors.isLost(pvs)).isFalse();
            supervisors.due();
            assertThat(supervisors.hasAnotherAddress(pvs)).isFalse();
            clock.stepTo(NOON.plus(Duration.ofMinutes(5L * ask)));
        }
        assertThat(supervisors.isLost(pvs)).isTrue();
        URI there = URI.create("https://10.0.0.9");
        supervisors.foundAgain(pvs, Optional.of(new FoundPvs(there, SERIAL, "PVS6", "", null, null, List.of())));
        assertThat(pvs.url()).isEqualTo("https://10.0.0.9");
        assertThat(supervisors.isLost(pvs)).isFalse();
        assertThat(supervisors.at("10.0.0.9", 443)).contains(pvs);
        assertThat(supervisors.at("10.0.0.1", 8080)).isEmpty();
    }

    @Test
    void whoIsNoPvsIsNotLost() {
        assertThat(supervisors.isLost(null)).isFalse();
        assertThat(supervisors.hasAnotherAddress(null)).isFalse();
        supervisors.unanswered(null);
    }
}
