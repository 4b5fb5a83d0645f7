package org.pvswatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.mail.ScriptedSmtp;

/** What somebody meets who tries whether mail arrives. */
class MailCommandTest {
    @TempDir
    private Path folder;

    @RegisterExtension
    private final Console console = new Console();

    @Test
    void withoutAServerItSaysWhereTheLetterLies() throws Exception {
        assertThat(run(List.of(), "mail", "--test")).isZero();
        assertThat(console.words()).contains("No mail server is set (mail.host)", "open it with any mail program");
        try (Stream<Path> files = Files.list(folder.resolve("data/mail"))) {
            Path letter = files.filter(file -> file.toString().endsWith(".eml"))
                    .findFirst()
                    .orElseThrow();
            assertThat(console.words()).contains(letter.toString());
            assertThat(letter).content().contains("Subject: Solar: mail of PVS Watch arrives");
        }
        console.forget();
        assertThat(run(List.of(), "mail")).isZero();
        assertThat(console.words())
                .contains("Waiting to be sent: 0", "To be opened with a mail program: 1", "Solar: mail of");
    }

    @Test
    void aServerThatTakesItIsNamed() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.started()) {
            assertThat(run(at(server), "mail", "--test")).isZero();
            assertThat(console.words().lines())
                    .containsExactly(
                            "localhost:" + server.port()
                                    + " accepted a letter for me@x.example; it should be there within minutes, look among the spam too.");
            assertThat(server.taken()).singleElement().satisfies(taken -> assertThat(taken.data())
                    .contains("it does"));
            assertThat(folder.resolve("data/mail/waiting")).doesNotExist();
        }
    }

    @Test
    void aServerThatRefusesIsOneSentence() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.started()) {
            server.next("MAIL", "530 5.7.0 Authentication Required");
            assertThat(run(at(server), "mail", "--test")).isEqualTo(1);
            assertThat(console.complaints().lines())
                    .containsExactly("pvs-watch: localhost:" + server.port()
                            + " does not take our mail (530 5.7.0 Authentication Required): it wants a login: set mail.user"
                            + " and mail.password-file");
        }
    }

    private static List<String> at(ScriptedSmtp server) {
        return List.of(
                "mail.host=localhost",
                "mail.port=" + server.port(),
                "mail.security=none",
                "mail.from=pvs@x.example",
                "mail.to=me@x.example");
    }

    private int run(List<String> settings, String... words) throws IOException {
        Path config = Files.createDirectories(folder.resolve("config"));
        List<String> lines = new ArrayList<>(
                List.of("site.zone=America/Los_Angeles", "site.latitude=38.6", "site.longitude=-121.5"));
        lines.addAll(settings);
        Files.write(config.resolve("application.properties"), lines);
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", folder.resolve("data").toString(), "--config", config.toString()));
        return Commands.run(Map.of(), all.toArray(String[]::new));
    }
}
