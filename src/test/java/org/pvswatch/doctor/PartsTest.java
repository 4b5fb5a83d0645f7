package org.pvswatch.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pvswatch.doctor.Finding.Verdict;
import org.pvswatch.settings.Settings;

/** Parts that a doctor can look at one by one. */
class PartsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:00:00Z,3,OK",
        "2026-11-22T10:00:00Z,-300,FAIL",
        "2026-11-22T10:00:00Z,,WARN",
        "1970-01-01T00:01:00Z,,FAIL"
    })
    void clock(Instant now, Long aheadSeconds, Verdict verdict) {
        Duration ahead = aheadSeconds == null ? null : Duration.ofSeconds(aheadSeconds);
        assertThat(new ClockCheck(now, ZoneId.of("UTC"), ahead).look())
                .singleElement()
                .extracting(Finding::verdict)
                .isEqualTo(verdict);
    }

    @Test
    void aPiTellsOfItsPowerSupply() throws IOException {
        write("proc/meminfo", "MemTotal:         442000 kB\nMemFree: 1 kB\nMemAvailable:     280000 kB\n");
        write("proc/device-tree/model", "Raspberry Pi Zero 2 W Rev 1.0\0");
        List<Finding> well = new MachineCheck(folder).look();
        assertThat(well).allMatch(each -> each.verdict() == Verdict.OK);
        assertThat(well.get(1).said()).isEqualTo("431 MB, 273 MB of it free, Raspberry Pi Zero 2 W Rev 1.0");
        write("sys/devices/platform/soc/soc:firmware/get_throttled", "0x50000\n");
        assertThat(new MachineCheck(folder).look().get(1))
                .matches(each -> each.verdict() == Verdict.WARN && each.said().contains("power supply"));
    }

    @Test
    void secretsMustBeThereAndForTheirOwnerAlone() throws IOException {
        Path good = secret("good", "rw-------", "x");
        Path open = secret("open", "rw-r--r--", "x");
        Path empty = secret("empty", "rw-------", "");
        Map<String, String> settings = new HashMap<>(Settings.shipped());
        settings.put("mail.password-file", good.toString());
        assertThat(new SecretsCheck(settings).look())
                .containsExactly(Finding.ok("secrets", "1 file, for its owner alone"));
        settings.put("alert.ntfy.token-file", open.toString());
        settings.put("history.password-file", empty.toString());
        settings.put("sheets.key-file", folder.resolve("none").toString());
        assertThat(new SecretsCheck(settings).look())
                .extracting(Finding::toString)
                .containsExactly(
                        "secrets: " + open + " is open to others on this machine; chmod 600 " + open,
                        "secrets: " + empty + " is empty; write the secret into it",
                        "secrets: sheets.key-file names " + folder.resolve("none")
                                + ", which is not there; put the file there, or mend the setting");
    }

    @Test
    void anOutletThatIsOnNeedsItsToken() {
        Map<String, String> settings = new HashMap<>(Settings.shipped());
        settings.put("alert.telegram.chat", "-1001");
        settings.put("alert.ntfy.topic", "house");
        assertThat(new OutletsCheck(settings, Map.of()).look())
                .extracting(Finding::toString)
                .containsExactly(
                        "outlets: ntfy, Telegram on; none was told anything",
                        "outlets: Telegram is on and has no token; name its file in alert.telegram.token-file, or set"
                                + " ALERT_TELEGRAM_TOKEN in the environment");
        assertThat(new OutletsCheck(settings, Map.of("ALERT_TELEGRAM_TOKEN", "1:a")).look())
                .allMatch(each -> each.verdict() == Verdict.OK);
    }

    @Test
    void everyOutletThatCanBeTurnedOnIsNamed() {
        Settings.TELLING_NOBODY.keySet().stream()
                .filter(key -> !key.startsWith("sheets."))
                .forEach(key -> {
                    Map<String, String> settings = new HashMap<>(Settings.shipped());
                    settings.put(key, "on");
                    assertThat(new OutletsCheck(settings, Map.of())
                                    .look()
                                    .get(0)
                                    .toString())
                            .as(key)
                            .endsWith(" on; none was told anything");
                });
    }

    @Test
    void whoHoldsTheFolderIsSeenWithoutTakingIt() throws IOException {
        assertThat(LockHolder.of(folder)).isEmpty();
        Path file = folder.resolve(".lock");
        try (FileChannel held = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(LockHolder.of(folder)).isEmpty();
            held.lock();
            assertThat(LockHolder.of(folder))
                    .contains("process " + ProcessHandle.current().pid());
            assertThat(LockHolder.of(folder)).as("it is still held").isPresent();
        }
        assertThat(LockHolder.of(folder)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T09:59:48Z LEGACY,48",
        "2026-11-22T09:59:48Z UNKNOWN,48",
        "2026-11-22T09:59:58Z VARSERVER,8",
        "2026-11-22T09:58:00Z LEGACY,0",
        "2026-11-22T10:30:00Z LEGACY,0",
        "nonsense,0"
    })
    void aPvsIsNotAskedTooSoonAgain(String note, long seconds) {
        assertThat(Patience.left(Optional.of(note), NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    private Path secret(String name, String rights, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
