package org.pvswatch.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.settings.Settings;

class InstallationTest {
    @TempDir
    private Path folder;

    @Test
    void nothingIsThereBeforeItIsWritten() throws IOException {
        Path config = folder.resolve("config");
        Installation installation = new Installation(config);
        installation.set("site.zone", "UTC");
        installation.setSecret("mail.password-file", "mail-password", bytes("geheim\n"));
        assertThat(config).doesNotExist();
        assertThat(installation.write())
                .containsExactly(config.resolve("secrets/mail-password"), config.resolve(Settings.FILE));
        assertThat(config.resolve(Settings.FILE))
                .content()
                .contains("\nsite.zone=UTC\n", "\nmail.password-file=" + config.resolve("secrets/mail-password"))
                .contains("# Time zone of the house")
                .doesNotContain("geheim");
        assertThat(config.resolve("secrets/mail-password")).hasContent("geheim\n");
        assertThat(rights(config.resolve("secrets/mail-password"))).isEqualTo("rw-------");
        assertThat(rights(config.resolve("secrets"))).isEqualTo("rwx------");
    }

    @Test
    void theFormerSettingsStayAndSoDoTheRightsOfTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve(Settings.FILE), "# mine\nsite.zone=UTC\nown.x=1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Installation installation = new Installation(folder);
        installation.set("site.zone", "UTC"); // as it is
        installation.set("pvs.url", "http://172.27.153.1"); // as shipped
        installation.set("site.tilt-degrees", "30");
        installation.write();
        assertThat(file).hasContent("# mine\nsite.zone=UTC\nown.x=1\n\nsite.tilt-degrees=30\n");
        assertThat(rights(file)).isEqualTo("rw-r-----");
        assertThat(folder.resolve(Installation.FORMER)).hasContent("# mine\nsite.zone=UTC\nown.x=1\n");
        assertThat(rights(folder.resolve(Installation.FORMER))).isEqualTo("rw-r-----");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void aLinkStaysOneAndWhatDoesNotChangeIsNotWritten() throws IOException {
        Path real = Files.writeString(folder.resolve("real.properties"), "site.zone=UTC\n");
        Path link = Files.createSymbolicLink(
                Files.createDirectory(folder.resolve("config")).resolve(Settings.FILE), real);
        Installation same = new Installation(link.getParent());
        same.set("site.zone", "UTC");
        assertThat(same.write()).isEmpty();
        Installation other = new Installation(link.getParent());
        other.set("site.zone", "Europe/Berlin");
        other.write();
        assertThat(link).isSymbolicLink().hasContent("site.zone=Europe/Berlin\n");
        assertThat(real).hasContent("site.zone=Europe/Berlin\n");
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
