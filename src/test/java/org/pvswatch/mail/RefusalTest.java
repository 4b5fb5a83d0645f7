package org.pvswatch.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
    private static final Instant NOW = Instant.parse("2026-06-03T17:15:00Z");

    private static MailServer server(String host, int port, String security) {
        return new MailServer(host, port, security, "me@x.example", "", "", "a@x.example", 1000, "", Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOGIN|534 5.7.9 Application-specific password required|app-password|SERVER|DAY|make an app password",
                "LOGIN|535 5.7.8 Username and Password not accepted|login|SERVER|DAY|user or password is wrong",
                "LOGIN|535 5.7.139 Authentication unsuccessful, basic authentication is disabled|microsoft|SERVER|DAY|another provider",
                "LOGIN|535 5.7.3 Authentication unsuccessful|microsoft|SERVER|DAY|another provider",
                "LOGIN|550 5.7.30 Basic authentication is not supported|microsoft|SERVER|DAY|relay",
                "LOGIN|454 4.7.0 Too many login attempts|throttled|SERVER|HOUR|in an hour",
                "LOGIN|454 4.7.0 Temporary authentication failure: generic failure|login-later|SERVER|GROWING|cannot check the login now",
                "LOGIN|454 4.3.0 Temporary authentication failure|login-later|SERVER|GROWING|tried again",
                "GREETING|421 4.7.0 Try again later|throttled|SERVER|HOUR|in an hour",
                "GREETING|421 instead of a greeting|not-now|SERVER|GROWING|tried again",
                "GREETING|554 instead of a greeting|refused|SERVER|DAY|ask the provider why",
                "SENDER|530 5.7.0 Must issue a STARTTLS command first|wants-starttls|SERVER|DAY|mail.security=starttls",
                "SENDER|530 5.7.0 Authentication Required|wants-login|SERVER|DAY|set mail.user",
                "SENDER|553 5.7.1 Sender address rejected: not owned by user|not-our-mail|SERVER|DAY|mail.from must be",
                "SENDER|550 5.1.8 who are you|sender|SERVER|DAY|into mail.from",
                "SENDER|552 5.3.4 Message size exceeds fixed limit|too-large|SIZE|DAY|without pictures",
                "LETTER|552 5.2.3 Message too large|too-large|SIZE|DAY|without pictures",
                "RECIPIENT|550 5.1.1 no such user|no-such-recipient|NO_RECIPIENT|DAY|mail.to",
                "RECIPIENT|553 5.1.2 bad domain|no-such-recipient|NO_RECIPIENT|DAY|mail.to",
                "RECIPIENT|452 4.2.2 mailbox over quota|mailbox-full|RECIPIENT|GROWING|make room",
                "RECIPIENT|552 5.2.2 mailbox over quota|mailbox-full|RECIPIENT|GROWING|make room",
                "LETTER|552 5.2.2 mailbox over quota|mailbox-full|RECIPIENT|GROWING|make room",
                "RECIPIENT|452 4.5.3 Too many recipients|too-many|RECIPIENT|GROWING|nothing to do",
                "RECIPIENT|451 4.7.1 Greylisting in action|greylisted|RECIPIENT|GROWING|second try",
                "RECIPIENT|450 4.2.0 busy|recipient-later|RECIPIENT|GROWING|tried again",
                "RECIPIENT|554 5.7.1 <a@x.example>: Relay access denied|not-our-mail|SERVER|DAY|not 25",
                "LETTER|550 5.7.26 This mail is unauthenticated|not-our-mail|SERVER|DAY|mail.from must be",
                "LETTER|550 5.4.5 Daily user sending limit exceeded|quota|SERVER|DAY|tomorrow",
                "LETTER|452 4.3.1 Insufficient system storage|later|SERVER|GROWING|tried again",
                "LETTER|554 5.6.0 spam|letter|LETTER|DAY|spam",
                "CONNECTION|SSLHandshakeException: PKIX path building failed|certificate-unknown|SERVER|GROWING|mail.ca-file",
                "CONNECTION|CertificateException: No subject alternative DNS name|certificate-of-another|SERVER|GROWING|mail.host",
                "CONNECTION|CertificateNotYetValidException: NotBefore|clock-behind|SERVER|GROWING|set the clock",
                "CONNECTION|CertificateExpiredException: NotAfter|certificate-expired|SERVER|GROWING|has expired",
                "CONNECTION|SSLException: Unsupported or unrecognized SSL message|begins-without-tls|SERVER|GROWING|mail.port=465",
                "CONNECTION|MessagingException: STARTTLS is required but host does not support STARTTLS|no-starttls|SERVER|GROWING|465",
                "CONNECTION|UnknownHostException: smtp.example|unknown-host|SERVER|GROWING|mail.host",
                "CONNECTION|ConnectException: Connection refused|connection-refused|SERVER|GROWING|nobody listens",
                "CONNECTION|SocketTimeoutException: Read timed out|no-answer|SERVER|GROWING|no answer in time",
                "CONNECTION|MessagingException: [EOF]|cut|SERVER|GROWING|broke off",
            })
    void isASentenceAnOwnerCanActOn(
            Reply.Stage stage, String said, String name, Refusal.Concerns concerns, Refusal.Rest rest, String advice) {
        Reply reply = new Reply(stage, said);
        MailServer server = server("smtp.example.org", 587, "starttls");
        Refusal refusal = Refusal.of(reply, server, NOW);
        assertThat(refusal.name()).isEqualTo(name);
        assertThat(refusal.concerns()).isEqualTo(concerns);
        assertThat(refusal.rest()).isEqualTo(rest);
        assertThat(refusal.sentence(reply, server, "a@x.example"))
                .startsWith("smtp.example.org:587 ")
                .contains(advice)
                .doesNotContain("\n");
    }

    @Test
    void gmailWantsAnAppPassword() {
        Reply reply = new Reply(Reply.Stage.LOGIN, "535-5.7.8 Username and Password not accepted. For more");
        MailServer gmail = server("smtp.gmail.com", 587, "starttls");
        assertThat(Refusal.of(reply, gmail, NOW).sentence(reply, gmail, "a"))
                .contains("16 letters, no spaces", "full address as mail.user");
    }

    @Test
    void aClockThatWasNeverSetIsToldFromABadCertificate() {
        Reply reply = new Reply(Reply.Stage.CONNECTION, "CertificateNotYetValidException: NotBefore");
        MailServer server = server("h", 587, "starttls");
        assertThat(Refusal.of(reply, server, Instant.parse("1970-01-01T00:05:00Z"))
                        .advice())
                .contains("the clock of this machine says 1970-01-01T00:05:00Z: set it");
    }

    @Test
    void thePortOfTlsSpokenToInPlainIsNamed() {
        Reply reply = new Reply(Reply.Stage.CONNECTION, "SocketTimeoutException: Read timed out");
        assertThat(Refusal.of(reply, server("h", 465, "starttls"), NOW).advice())
                .contains("mail.security=tls");
    }

    @Test
    void restsGrowToAnHour() {
        Refusal refusal = Refusal.of(new Reply(Reply.Stage.LETTER, "451 later"), server("h", 25, "none"), NOW);
        assertThat(refusal.restAfter(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(refusal.restAfter(3)).isEqualTo(Duration.ofMinutes(4));
        assertThat(refusal.restAfter(7)).isEqualTo(Duration.ofHours(1));
        assertThat(refusal.restAfter(1000)).isEqualTo(Duration.ofHours(1));
    }
}
