package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvswatch.archive.ArchiveCheck;
import org.pvswatch.backup.Backup;
import org.pvswatch.backup.Restore;
import org.pvswatch.history.History;

/** A copy made while the watch works, and a watch that goes on from it. */
class BackupTest {
    private static final Instant BEGIN = Instant.parse("2026-06-11T07:00:00Z");
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private House house(String data) throws IOException {
        Path config = folder.resolve("config");
        Files.createDirectories(config);
        return new House(folder.resolve(data), "l0-61839", BEGIN, "dead:3@2026-06-11T10:00")
                .with("config.dir", config.toString());
    }

    private Backup backup(House house) {
        return new Backup(house.data(), folder.resolve("config"), Clock.systemUTC());
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "copy.zip"})
    void aWatchThatIsMovedGoesOnWithoutAHoleOrADouble(String target) throws Exception {
        Map<String, String> stayed;
        List<String> told;
        Path copy = folder.resolve(target);
        try (House house = house("data").started()) {
            house.pollEvery(QUARTER, BEGIN, BEGIN.plus(DAY).plus(Duration.ofHours(11)));
            if (target.endsWith(".zip")) {
                backup(house).asFile(copy, "home");
            } else {
                backup(house).into(copy, "home");
            }
            house.pollEvery(QUARTER, BEGIN.plus(DAY).plus(Duration.ofHours(11)), BEGIN.plus(DAY.multipliedBy(2)));
            stayed = texts(house);
            told = mails(house);
            assertThat(told).isNotEmpty();
            assertThat(house.watch().history().count(History.Table.POLL)).isEqualTo(192);
        }
        try (House moved = house("moved")) {
            assertThat(new Restore(copy).into(moved.data(), null).settings()).isZero();
            moved.started();
            moved.pollEvery(QUARTER, BEGIN.plus(DAY).plus(Duration.ofHours(11)), BEGIN.plus(DAY.multipliedBy(2)));
            assertThat(moved.watch().history().count(History.Table.POLL)).isEqualTo(192);
            assertThat(texts(moved)).isEqualTo(stayed);
            assertThat(mails(moved)).isEqualTo(told);
            assertThat(moved.warnings()).isEmpty();
        }
    }

    @Test
    void aCopyMadeInTheMidstOfPollsAndPackingIsWhole() throws Exception {
        ExecutorService beside = Executors.newSingleThreadExecutor();
        try (House house = house("data").started()) {
            house.pollEvery(QUARTER, BEGIN, BEGIN.plus(DAY));
            Path copy = folder.resolve("copy");
            Future<Integer> copying = beside.submit(() -> {
                int rounds = 0;
                for (; rounds < 6; rounds++) {
                    backup(house).into(copy, "home");
                }
                return rounds;
            });
            Instant mark = BEGIN.plus(DAY);
            for (; !copying.isDone(); mark = mark.plus(QUARTER)) {
                house.pollEvery(QUARTER, mark, mark.plus(QUARTER));
                house.watch().send("direct:pack-archive", null);
            }
            assertThat(copying.get()).isEqualTo(6);
            try (House moved = house("moved")) {
                new Restore(copy).into(moved.data(), null);
                assertThat(new ArchiveCheck(moved.data().resolve("archive"), problem -> {})
                                .all()
                                .problems())
                        .isZero();
                moved.simulator().clock().stepTo(house.simulator().clock().instant());
                moved.started();
                moved.catchUp();
                assertThat(moved.watch().history().count(History.Table.POLL)).isGreaterThanOrEqualTo(96);
                assertThat(moved.warnings()).isEmpty();
            }
        } finally {
            beside.shutdownNow();
        }
    }

    @Test
    void aFolderIsBroughtUpToDateAndNeverLosesAnAnswer() throws Exception {
        try (House house = house("data").started()) {
            house.pollEvery(QUARTER, BEGIN, BEGIN.plus(Duration.ofHours(2)));
            Path copy = folder.resolve("copy");
            backup(house).into(copy, "home");
            Backup.Done again = backup(house).into(copy, "home");
            assertThat(again.bytes()).as("history alone").isEqualTo(Files.size(copy.resolve("data/history.db")));
            Path answer = house.archived().get(0);
            Path kept = copy.resolve("data").resolve(house.data().relativize(answer));
            Path waiting =
                    Files.createDirectories(copy.resolve("data/mail/waiting")).resolve("sent-long-ago.eml");
            Files.writeString(waiting, "old");
            Files.delete(answer);
            backup(house).into(copy, "home");
            assertThat(kept).as("lost here, kept there").exists();
            assertThat(waiting).doesNotExist();
        }
    }

    @Test
    void settingsGoAlongAndSecretsStaySecret() throws Exception {
        try (House house = house("data").started()) {
            house.pollEvery(QUARTER, BEGIN, BEGIN.plus(QUARTER));
            Path config = folder.resolve("config");
            Path secret = Files.createDirectories(config.resolve("secrets")).resolve("mail-password");
            Files.writeString(secret, "hunter2");
            Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
            Files.writeString(
                    config.resolve("application.properties"),
                    "site.id=home\nmail.password-file=" + secret + "\nmirror.password-file=/etc/mirror\n");
            Files.writeString(config.resolve("notes.txt"), "as shipped");
            Path copy = folder.resolve("copy.zip");
            backup(house).asFile(copy, "home");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                    .isEqualTo("rw-------");

            Path there = Files.createDirectories(folder.resolve("there"));
            Files.writeString(there.resolve("application.properties"), "site.id=cabin\n");
            Files.writeString(there.resolve("notes.txt"), "as shipped");
            Restore.Done done = new Restore(copy).into(folder.resolve("moved"), there);
            assertThat(done.site()).isEqualTo("home");
            assertThat(there.resolve("application.properties"))
                    .hasContent("site.id=home\nmail.password-file=" + there.resolve("secrets/mail-password")
                            + "\nmirror.password-file=/etc/mirror");
            assertThat(there.resolve("application.properties.before-restore")).hasContent("site.id=cabin");
            assertThat(there.resolve("notes.txt.before-restore")).doesNotExist();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there.resolve("secrets"))))
                    .isEqualTo("rwx------");
            assertThat(there.resolve("secrets/mail-password")).hasContent("hunter2");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(there.resolve("secrets/mail-password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void whatIsNoWholeBackupIsRefusedAndNothingIsOverwritten() throws Exception {
        try (House house = house("data").started()) {
            house.pollEvery(QUARTER, BEGIN, BEGIN.plus(QUARTER));
            Path copy = folder.resolve("copy");
            backup(house).into(copy, "home");
            assertThatThrownBy(() -> new Restore(copy).into(house.data(), null))
                    .hasMessageContaining("is not empty, and nothing in it is overwritten");
            Files.delete(copy.resolve("backup.json"));
            assertThatThrownBy(() -> new Restore(copy).into(folder.resolve("moved"), null))
                    .hasMessageContaining("is no whole backup");
            assertThatThrownBy(() -> new Restore(folder.resolve("none.zip")).into(folder.resolve("moved"), null))
                    .hasMessageContaining("is not there");
            Path torn = Files.writeString(folder.resolve("torn.zip"), "PK half");
            assertThatThrownBy(() -> new Restore(torn).into(folder.resolve("moved"), null))
                    .hasMessageContaining("is no backup, or not whole");
            assertThatThrownBy(() -> backup(house).into(house.data().resolve("backup"), "home"))
                    .hasMessageContaining("which is to be copied");
            Path others = Files.createDirectories(folder.resolve("others"));
            Files.writeString(others.resolve("thesis.txt"), "mine");
            assertThatThrownBy(() -> backup(house).into(others, "home")).hasMessageContaining("holds other things");
        }
    }

    @Test
    void aNameThatLeadsOutOfTheFolderIsRefused() throws Exception {
        Path evil = folder.resolve("evil.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(evil))) {
            zip.putNextEntry(new ZipEntry("backup.json"));
            zip.write(
                    "{\"format\":1,\"site\":\"home\",\"made_at\":\"2026-06-11T07:00:00Z\",\"secrets\":[]}".getBytes());
            zip.putNextEntry(new ZipEntry("data/../../escaped.txt"));
            zip.write("out".getBytes());
        }
        assertThatThrownBy(() -> new Restore(evil).into(folder.resolve("moved/data"), null))
                .hasMessageContaining("leads out of the folder");
        assertThat(folder.resolve("escaped.txt")).doesNotExist();
    }

    @Test
    void noWatchBeginsInAFolderThatWasNotRestoredToTheEnd() throws Exception {
        try (House house = house("data")) {
            Files.createDirectories(house.data());
            Files.createFile(house.data().resolve(Restore.UNFINISHED));
            assertThatThrownBy(house::started).hasMessageContaining("run the restore again");
            Files.delete(house.data().resolve(Restore.UNFINISHED));
        }
    }

    private static Map<String, String> texts(House house) throws IOException {
        house.watch().send("direct:close-day", null);
        house.watch().send("direct:sink-csv", null);
        Map<String, String> texts = new TreeMap<>();
        for (Path csv : house.below("csv")) {
            texts.put(csv.getFileName().toString(), Files.readString(csv));
        }
        return texts;
    }

    private static List<String> mails(House house) throws IOException {
        return house.below("mail").stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".eml"))
                .toList();
    }
}
