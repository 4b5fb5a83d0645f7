package org.pvswatch.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters over TLS, begun so or asked for, to servers that are what they say and to others. */
class TlsMailTest {
    @TempDir
    private Path folder;

    private MailCertificate certificate;
    private PostHouse house;

    @BeforeEach
    void open() throws Exception {
        certificate = MailCertificate.of(folder.resolve("tls"), "localhost");
        house = new PostHouse(folder.resolve("data"))
                .with("mail.user", "me@home.example")
                .with(
                        "mail.password-file",
                        PasswordFile.of(folder, "pass word ü").toString())
                .with("mail.ca-file", certificate.pem().toString());
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    /** An independent server reads the letter. */
    @Test
    void greenMailTakesItWithTlsFromTheBeginning() throws Exception {
        System.setProperty("greenmail.tls.keystore.file", certificate.store().toString());
        System.setProperty("greenmail.tls.keystore.password", MailCertificate.PASSWORD);
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtps"));
        try {
            server.setUser("me@home.example", "me@home.example", "pass word ü");
            server.setUser("you@home.example", "you@home.example", "-");
            server.getUserManager().setAuthRequired(true);
            server.start();
            house.with("mail.security", "tls")
                    .with("mail.port", String.valueOf(server.getSmtps().getPort()))
                    .with("mail.to", "me@home.example,you@home.example")
                    .started();
            Letter letter = Letters.rich("home.alert.a", house.now());
            house.putAndSend(letter);
            assertThat(server.getReceivedMessages()).hasSize(2);
            assertThat(inbox(server, "me@home.example")).isEqualTo(1);
            assertThat(inbox(server, "you@home.example")).isEqualTo(1);
            MimeMessage received = server.getReceivedMessages()[0];
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            received.writeTo(bytes);
            LetterFormat format =
                    new LetterFormat("x", new MailServer("h", 1, "none", "", "", "a@x", "b@x", 1, "", Map.of()));
            assertThat(format.read(bytes.toByteArray()).letter())
                    .usingRecursiveComparison()
                    .isEqualTo(letter);
            assertThat(house.warnings()).isEmpty();
        } finally {
            server.stop();
            System.clearProperty("greenmail.tls.keystore.file");
            System.clearProperty("greenmail.tls.keystore.password");
        }
    }

    private static int inbox(GreenMail server, String address) throws Exception {
        return server.getManagers()
                .getImapHostManager()
                .getInbox(server.getUserManager().getUserByEmail(address))
                .getMessageCount();
    }

    @Test
    void startTlsAndLogin() throws Exception {
        try (ScriptedSmtp server =
                ScriptedSmtp.started().withStartTls(certificate).withLogin("me@home.example", "pass word ü")) {
            house.at(server).with("mail.security", "starttls").started();
            house.putAndSend(Letters.rich("home.alert.a", house.now()));
            assertThat(server.taken()).hasSize(1);
            assertThat(server.heard()).startsWith("EHLO pvs-watch.local", "STARTTLS", "EHLO pvs-watch.local");
            assertThat(house.warnings()).isEmpty();
            assertThat(house.everythingSaid()).doesNotContain("pass word");
        }
    }

    @Test
    void aServerThatOffersNoStartTlsGetsNeitherPasswordNorLetter() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.started()) {
            house.at(server).with("mail.security", "starttls").started();
            house.putAndSend(Letters.plain("home.alert.a", house.now()));
            assertThat(server.heard("AUTH")).isZero();
            assertThat(server.heard("MAIL")).isZero();
            assertThat(house.warnings()).singleElement().asString().contains("it offers no STARTTLS at this port");
        }
    }

    @Test
    void anUnknownCertificateIsRefused() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.started().withStartTls(certificate)) {
            house.at(server)
                    .with("mail.security", "starttls")
                    .with("mail.ca-file", "")
                    .started();
            house.putAndSend(Letters.plain("home.alert.a", house.now()));
            assertThat(house.warnings()).singleElement().asString().contains("nobody this machine knows vouches");
        }
    }

    @Test
    void theCertificateOfAnotherNameIsRefused() throws Exception {
        MailCertificate other = MailCertificate.of(folder.resolve("other"), "mail.example");
        try (ScriptedSmtp server = ScriptedSmtp.started().withTls(other)) {
            house.at(server)
                    .with("mail.security", "tls")
                    .with("mail.ca-file", other.pem().toString())
                    .started();
            house.putAndSend(Letters.plain("home.alert.a", house.now()));
            assertThat(server.heard()).isEmpty();
            assertThat(house.warnings()).singleElement().asString().contains("the certificate of another name");
        }
    }

    @Test
    void anExpiredCertificateIsTold() throws Exception {
        MailCertificate expired =
                MailCertificate.signed(folder.resolve("old"), "localhost", "-startdate", "-10d", "-validity", "2");
        try (ScriptedSmtp server = ScriptedSmtp.started().withTls(expired)) {
            house.at(server)
                    .with("mail.security", "tls")
                    .with("mail.ca-file", expired.pem().toString())
                    .started();
            house.putAndSend(Letters.plain("home.alert.a", house.now()));
            assertThat(house.warnings()).singleElement().asString().contains("look whether the clock is right");
        }
    }

    @Test
    void aCertificateOfTomorrowIsTheClock() throws Exception {
        MailCertificate early =
                MailCertificate.signed(folder.resolve("early"), "localhost", "-startdate", "+5d", "-validity", "9");
        try (ScriptedSmtp server = ScriptedSmtp.started().withTls(early)) {
            house.at(server)
                    .with("mail.security", "tls")
                    .with("mail.ca-file", early.pem().toString())
                    .started();
            house.putAndSend(Letters.plain("home.alert.a", house.now()));
            assertThat(house.warnings())
                    .singleElement()
                    .asString()
                    .contains("not valid yet by the clock of this machine");
        }
    }

    @Test
    void tlsSpokenToAServerThatBeginsWithoutIsNamed() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.started()) {
            house.at(server).with("mail.security", "tls").started();
            house.putAndSend(Letters.plain("home.alert.a", house.now()));
            assertThat(house.warnings())
                    .singleElement()
                    .asString()
                    .contains("write mail.security=starttls, or mail.port=465");
        }
    }
}
