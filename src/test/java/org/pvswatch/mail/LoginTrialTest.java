package org.pvswatch.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pvswatch.settings.Settings;

class LoginTrialTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void isLetInAndSendsNothing() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.started()) {
            assertThat(LoginTrial.problem(at(server.port()), NOW)).isEmpty();
            assertThat(server.heard("EHLO")).isOne();
            assertThat(server.heard("MAIL")).isZero();
        }
    }

    @Test
    void saysWhyNotAndWhatToDo() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.started()) {
            server.next("GREETING", "421 4.7.0 Try again later");
            assertThat(LoginTrial.problem(at(server.port()), NOW))
                    .hasValueSatisfying(problem -> assertThat(problem).startsWith("localhost:" + server.port()));
        }
        assertThat(LoginTrial.problem(at(9), NOW))
                .contains(
                        "localhost:9 does not take our mail: nobody listens there: look at mail.host and mail.port, or wait"
                                + " until the server is back");
    }

    @Test
    void aPasswordThatIsMissingIsSaid() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.started()) {
            Map<String, String> settings = settings(server.port());
            settings.put("mail.user", "me@home.example");
            settings.put("mail.password-file", "/nowhere/password");
            assertThat(LoginTrial.problem(MailServer.of(settings), NOW))
                    .hasValueSatisfying(
                            problem -> assertThat(problem).contains("cannot be read from /nowhere/password"));
        }
    }

    private static MailServer at(int port) {
        return MailServer.of(settings(port));
    }

    private static Map<String, String> settings(int port) {
        Map<String, String> settings = new HashMap<>(Settings.shipped());
        settings.put("mail.host", "localhost");
        settings.put("mail.port", String.valueOf(port));
        settings.put("mail.security", "none");
        settings.put("mail.from", "pvs@home.example");
        settings.put("mail.to", "me@home.example");
        return settings;
    }
}
