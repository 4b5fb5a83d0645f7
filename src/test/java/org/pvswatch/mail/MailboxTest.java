package org.pvswatch.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.simulator.SimulatedClock;

/** What is kept, given out and remembered. */
class MailboxTest {
    private static final Instant START = Instant.parse("2026-06-03T17:00:00Z");

    @TempDir
    private Path folder;

    private final SimulatedClock clock = SimulatedClock.stepped(START);

    private Mailbox mailbox(String host) {
        MailServer server = new MailServer(
                host, 25, "none", "", "", "pvs@x.example", "a@x.example,b@x.example", 1000, "", Map.of());
        return new Mailbox(folder.resolve("mail").toString(), server, "home 38 -121", "UTC", clock);
    }

    private void pass(Duration time) {
        clock.stepTo(clock.instant().plus(time));
    }

    @Test
    void withoutAServerALetterLiesThereForAnyMailProgram() throws Exception {
        Mailbox mailbox = mailbox("");
        assertThat(mailbox.put(Letters.rich("home.alert.a", START))).isTrue();
        assertThat(mailbox.put(Letters.rich("home.alert.a", START))).isFalse();
        assertThat(mailbox.next()).isNull();
        Path file = folder.resolve("mail/20260603T170000.000Z_home.alert.a.eml");
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage(null, in);
            assertThat(message.getSubject()).isEqualTo("Solar: Süddach, panel E00123 · lost 14.2 kWh ☀");
            assertThat(message.getFrom()).hasSize(1);
        }
        assertThat(mailbox.isStuck()).isFalse();
    }

    @Test
    void whenAServerIsSetLaterOnlyWhatIsStillNewsIsSent() throws Exception {
        Mailbox before = mailbox("");
        before.put(Letters.plain("home.alert.old", START));
        pass(Duration.ofDays(5));
        before.put(Letters.plain("home.alert.new", clock.instant()));
        before.put(Letters.critical("home.test.try", clock.instant()));
        pass(Duration.ofHours(1));
        Mailbox after = mailbox("smtp.example");
        Parcel first = after.next();
        assertThat(first.letter().id()).isEqualTo("home.alert.new");
        after.accepted(first);
        after.accepted(after.next());
        assertThat(after.next()).isNull();
        assertThat(after.put(Letters.plain("home.alert.old", START))).isFalse();
        try (Stream<Path> lying = Files.list(folder.resolve("mail"))) {
            assertThat(lying.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".eml")))
                    .hasSize(2);
        }
    }

    @Test
    void oneParcelIsOutAtATimeAlsoBetweenProcesses() throws Exception {
        Mailbox one = mailbox("smtp.example");
        Mailbox other = mailbox("smtp.example");
        one.put(Letters.plain("home.alert.a", START));
        Parcel parcel = one.next();
        assertThat(one.next()).isNull();
        assertThat(other.next()).isNull();
        assertThat(other.put(Letters.plain("home.alert.b", START))).isTrue();
        one.accepted(parcel);
        Parcel second = other.next();
        assertThat(second.letter().id()).isEqualTo("home.alert.a");
        assertThat(second.recipient()).isEqualTo("b@x.example");
        other.accepted(second);
        assertThat(one.next().letter().id()).isEqualTo("home.alert.b");
    }

    @Test
    void mailIsStuckAfterSixHours() throws Exception {
        Mailbox mailbox = mailbox("smtp.example");
        assertThat(mailbox.isStuck()).isFalse();
        mailbox.put(Letters.plain("home.alert.a", START));
        pass(Duration.ofHours(6));
        assertThat(mailbox.isStuck()).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(mailbox.isStuck()).isTrue();
    }

    @Test
    void onlyOldNewsThatMayBeIsPutTogether() throws Exception {
        Mailbox mailbox = mailbox("smtp.example");
        mailbox.put(Letters.plain("home.alert.a", START));
        mailbox.put(Letters.plain("home.alert.b", START.plusSeconds(60)));
        assertThat(mailbox.next().replaces()).as("not old yet").isEmpty();
        pass(Duration.ofHours(7));
        Mailbox later = mailbox("smtp.example");
        assertThat(later.next()).as("the first still holds the mail").isNull();
    }

    @Test
    void halfAFileOfAPowerCutIsNoLetter() throws Exception {
        Mailbox mailbox = mailbox("smtp.example");
        mailbox.put(Letters.plain("home.alert.b", START));
        Path waiting = folder.resolve("mail/waiting");
        Files.writeString(waiting.resolve("20260603T160000.000Z_home.alert.a.eml.part"), "Mess");
        Files.writeString(waiting.resolve("20260603T160000.000Z_home.alert.c.eml"), "");
        assertThat(mailbox.next().letter().id()).isEqualTo("home.alert.b");
    }

    @Test
    void theNoteOfALetterThatWasPutAwayIsClearedAway() throws Exception {
        Mailbox mailbox = mailbox("smtp.example");
        mailbox.put(Letters.plain("home.alert.b", START));
        Path orphan = folder.resolve("mail/waiting/20260603T160000.000Z_home.alert.a.eml.to");
        Files.writeString(orphan, "accepted a@x.example\n");
        mailbox.accepted(mailbox.next());
        mailbox.accepted(mailbox.next());
        assertThat(orphan).doesNotExist();
        assertThat(folder.resolve("mail/waiting")).isEmptyDirectory();
    }

    @Test
    void anIdThatCouldLeaveTheFolderIsRefused() {
        Mailbox mailbox = mailbox("");
        assertThatThrownBy(() -> mailbox.put(Letters.plain("../x", START)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no id of a letter");
    }

    @Test
    void thePasswordIsReadWhenItIsNeeded() throws Exception {
        Path file = PasswordFile.of(folder, "one");
        MailServer server = new MailServer("h", 587, "starttls", "me", file.toString(), "", "a@x", 1, "", Map.of());
        int before = server.fingerprint();
        assertThat(server.password()).isEqualTo("one");
        PasswordFile.of(folder, "two");
        assertThat(server.password()).isEqualTo("two");
        assertThat(server.fingerprint()).isNotEqualTo(before);
        Files.writeString(file, "\n");
        assertThatThrownBy(server::password).hasMessageContaining("is empty; write the password of me into it");
        Files.delete(file);
        assertThatThrownBy(server::password).hasMessageContaining("mend the file, or mail.password-file");
        assertThat(new MailServer("h", 1, "tls", "me", "", "", "a@x", 1, "", Map.of("MAIL_PASSWORD", "env")).password())
                .isEqualTo("env");
    }

    @Test
    void aPasswordThatAllMayReadIsWarnedOfOnce() throws Exception {
        Path file = PasswordFile.of(folder, "one");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (PostHouse house = new PostHouse(folder.resolve("data"))) {
            MailServer server = new MailServer("h", 587, "starttls", "me", file.toString(), "", "a@x", 1, "", Map.of());
            server.password();
            server.password();
            assertThat(house.warnings()).singleElement().asString().contains("can be read by everybody", "chmod 600");
        }
    }
}
