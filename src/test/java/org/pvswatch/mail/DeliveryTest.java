package org.pvswatch.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters on their way through the shipped route to a mail server that is not always kind. */
class DeliveryTest {
    @TempDir
    private Path folder;

    private ScriptedSmtp server;
    private PostHouse house;

    @BeforeEach
    void open() throws Exception {
        server = ScriptedSmtp.started();
        house = new PostHouse(folder.resolve("data")).at(server);
    }

    @AfterEach
    void close() throws Exception {
        house.close();
        server.close();
    }

    @Test
    void aLetterArrivesAndIsSentOnlyOnce() throws Exception {
        house.started();
        Letter letter = Letters.plain("home.alert.a", house.now());
        assertThat(house.put(letter)).isTrue();
        assertThat(house.put(letter)).isFalse();
        house.send();
        house.send();
        assertThat(house.put(letter)).isFalse();
        house.restarted();
        assertThat(house.put(letter)).isFalse();
        house.send();
        assertThat(server.taken()).singleElement().satisfies(taken -> {
            assertThat(taken.from()).isEqualTo("pvs@home.example");
            assertThat(taken.to()).containsExactly("me@home.example");
            assertThat(taken.header("Subject")).isEqualTo("Solar: home.alert.a");
            assertThat(taken.header("Message-ID")).matches("<home\\.alert\\.a@h[0-9a-f]{8}\\.pvs-watch\\.local>");
            assertThat(taken.header("Auto-Submitted")).isEqualTo("auto-generated");
            assertThat(taken.header("X-Auto-Response-Suppress")).isEqualTo("All");
            assertThat(taken.header("Date")).matches("Wed, 3 Jun 2026 .*");
        });
        assertThat(house.files("waiting")).isEmpty();
        assertThat(house.files("sent/2026")).containsExactly("home.alert.a.eml");
        assertThat(house.warnings()).isEmpty();
    }

    @Test
    void greylistingIsWaitedFor() throws Exception {
        house.started();
        server.next("RCPT", "451 4.7.1 Greylisted, try again in 5 minutes", "451 4.7.1 Greylisted, wait");
        house.putAndSend(Letters.plain("home.alert.a", house.now()));
        house.send();
        assertThat(server.heard("RCPT")).isEqualTo(1);
        house.pass(Duration.ofMinutes(1));
        house.send();
        house.pass(Duration.ofMinutes(1));
        house.send();
        assertThat(server.heard("RCPT")).as("two minutes after the second try").isEqualTo(2);
        house.pass(Duration.ofMinutes(1));
        house.send();
        assertThat(server.taken()).hasSize(1);
        assertThat(house.warnings())
                .singleElement()
                .asString()
                .contains(
                        "takes nothing for me@home.example (451 4.7.1 Greylisted", "strangers only at the second try");
    }

    @Test
    void oneRecipientWhoDoesNotExistDoesNotKeepItFromTheOthers() throws Exception {
        house.with("mail.to", "a@x.example,nobody@x.example, b@x.example").started();
        server.always("RCPT nobody@x.example", "550 5.1.1 no such user");
        house.putAndSend(Letters.plain("home.alert.a", house.now()));
        house.pass(Duration.ofHours(1));
        house.putAndSend(Letters.plain("home.alert.b", house.now()));
        house.pass(Duration.ofDays(2));
        house.putAndSend(Letters.plain("home.alert.c", house.now()));
        assertThat(recipients())
                .containsExactly(
                        "a@x.example", "b@x.example", "a@x.example", "b@x.example", "a@x.example", "b@x.example");
        assertThat(server.taken().get(0).header("To")).isEqualTo("a@x.example,nobody@x.example,b@x.example");
        assertThat(server.heard("RCPT TO:<nobody@x.example>")).isEqualTo(2);
        assertThat(house.warnings())
                .singleElement()
                .asString()
                .contains(
                        "takes nothing for nobody@x.example (550 5.1.1 no such user)",
                        "write the right one into mail.to");
        assertThat(house.files("waiting")).isEmpty();
    }

    @Test
    void severalTroublesInOneRoundAreEachToldAndTheRestArrives() throws Exception {
        house.with("mail.to", "nobody@x.example,full@x.example,never@x.example,a@x.example")
                .started();
        server.always("RCPT nobody@x.example", "550 5.1.1 no such user");
        server.always("RCPT full@x.example", "452 4.2.2 mailbox full");
        server.always("RCPT never@x.example", "553 5.1.2 bad domain");
        house.putAndSend(Letters.plain("home.alert.a", house.now()));
        assertThat(recipients()).containsExactly("a@x.example");
        assertThat(house.warnings()).hasSize(3);
        server.asUsual("RCPT full@x.example");
        house.pass(Duration.ofMinutes(1));
        house.send();
        assertThat(recipients()).containsExactly("a@x.example", "full@x.example");
        assertThat(house.files("waiting")).isEmpty();
    }

    @Test
    void aLetterThatNobodyTookIsKept() throws Exception {
        house.started();
        server.always("RCPT me@home.example", "550 5.1.1 no such user");
        house.putAndSend(Letters.plain("home.alert.a", house.now()));
        house.pass(Duration.ofDays(20));
        house.send();
        assertThat(house.files("waiting")).containsExactly("home.alert.a.eml");
        assertThat(house.mailbox().isStuck()).isTrue();
        house.with("mail.to", "right@home.example").restarted().send();
        assertThat(recipients()).containsExactly("right@home.example");
        assertThat(house.mailbox().isStuck()).isFalse();
    }

    @Test
    void aFullMailboxKeepsNothingFromTheOther() throws Exception {
        house.with("mail.to", "full@x.example,a@x.example").started();
        server.always("RCPT full@x.example", "452 4.2.2 mailbox full");
        house.putAndSend(Letters.plain("home.alert.a", house.now()));
        house.pass(Duration.ofHours(10));
        house.putAndSend(Letters.plain("home.alert.b", house.now()));
        house.pass(Duration.ofHours(10));
        server.asUsual("RCPT full@x.example");
        house.send();
        assertThat(recipients()).containsExactly("a@x.example", "a@x.example", "full@x.example", "full@x.example");
        assertThat(subjects())
                .containsExactly(
                        "Solar: home.alert.a", "Solar: home.alert.b", "Solar: home.alert.a", "Solar: home.alert.b");
        assertThat(house.warnings().get(0)).contains("that mailbox is full: make room in it");
    }

    @Test
    void aRefusedLoginIsNotTriedAgainBeforeTheSettingsChangeOrADayHasPassed() throws Exception {
        MailCertificate certificate = MailCertificate.of(folder.resolve("tls"), "localhost");
        server.withStartTls(certificate).withLogin("me@home.example", "right");
        Path password = PasswordFile.of(folder, "wrong");
        house.with("mail.security", "starttls")
                .with("mail.ca-file", certificate.pem().toString())
                .with("mail.user", "me@home.example")
                .with("mail.password-file", password.toString())
                .started();
        house.putAndSend(Letters.plain("home.alert.a", house.now()));
        house.pass(Duration.ofHours(23));
        house.send();
        assertThat(server.heard("AUTH")).isEqualTo(1);
        house.pass(Duration.ofHours(1));
        house.send();
        assertThat(server.heard("AUTH")).isEqualTo(2);
        PasswordFile.of(folder, "right");
        house.send();
        assertThat(server.taken()).hasSize(1);
        assertThat(house.warnings().get(0))
                .contains(
                        "(535 5.7.8 Username and Password not accepted)",
                        "new app password",
                        "no login is tried until");
        assertThat(house.warnings()).hasSize(2).last().asString().contains("mail waits since");
        assertThat(house.everythingSaid()).doesNotContain("wrong\"", "right\"").contains("takes mail again");
    }

    @Test
    void aServerThatHasNoTimeIsAskedLessAndLess() throws Exception {
        house.started();
        server.always("GREETING", "421 4.3.2 closing down");
        house.put(Letters.plain("home.report.2026-05", house.now()));
        long tries = 0;
        for (int minute = 0; minute < 24 * 60; minute++) {
            house.send();
            house.pass(Duration.ofMinutes(1));
        }
        tries = house.everythingSaid()
                .lines()
                .filter(line -> line.contains("has no time now"))
                .count();
        assertThat(tries).as("said once, and once that mail waits").isEqualTo(2);
        server.asUsual("GREETING");
        house.pass(Duration.ofHours(1));
        house.send();
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    void whatWasCutBeforeTheReplyIsSentAgainUnderTheSameId() throws Exception {
        house.started();
        server.next(".", ScriptedSmtp.CUT, ScriptedSmtp.TAKE_AND_CUT);
        house.putAndSend(Letters.rich("home.alert.a", house.now()));
        for (int i = 0; i < 3; i++) {
            house.pass(Duration.ofHours(1));
            house.send();
        }
        assertThat(server.heard("DATA")).isEqualTo(3);
        assertThat(server.taken())
                .as("one that was cut off after it was taken, and its retry")
                .hasSize(2);
        assertThat(messageIds()).hasSize(1);
        assertThat(server.taken().get(0).data()).isEqualTo(server.taken().get(1).data());
        assertThat(house.warnings()).singleElement().asString().contains("the connection broke off");
    }

    @Test
    void aServerThatFallsSilentIsLeftAfterTheTimeout() throws Exception {
        house.with("mail.timeout-ms", "200").started();
        server.next("GREETING", ScriptedSmtp.HANG);
        server.next("DATA", ScriptedSmtp.HANG);
        for (int i = 0; i < 3; i++) {
            house.putAndSend(Letters.plain("home.alert." + i, house.now()));
            house.pass(Duration.ofHours(1));
        }
        assertThat(server.taken()).hasSize(3);
        assertThat(house.warnings().get(0)).contains("there is no answer in time");
    }

    @Test
    void aLetterThatIsTooLargeGoesWithoutPictures() throws Exception {
        house.started();
        server.next(".", "552 5.3.4 Message size exceeds fixed limit");
        house.putAndSend(Letters.rich("home.report.2026-05", house.now()));
        assertThat(server.taken()).singleElement().satisfies(taken -> {
            assertThat(taken.data()).doesNotContain("image/png", "Content-Disposition");
            assertThat(taken.header("Message-ID")).startsWith("<home.report.2026-05@");
        });
        assertThat(house.warnings()).singleElement().asString().contains("too large", "without pictures");
    }

    @Test
    void aLetterTakenForSpamDoesNotHoldUpTheNext() throws Exception {
        house.started();
        server.next(".", "554 5.6.0 we do not like it");
        house.put(Letters.plain("home.report.2026-04", house.now()));
        house.put(Letters.plain("home.report.2026-05", house.now().plusSeconds(1)));
        house.send();
        assertThat(subjects()).containsExactly("Solar: home.report.2026-05");
        house.pass(Duration.ofDays(1));
        house.send();
        assertThat(subjects()).containsExactly("Solar: home.report.2026-05", "Solar: home.report.2026-04");
    }

    @Test
    void afterAWeekWithoutAServerOldNewsIsOneLetter() throws Exception {
        house.with("mail.to", "a@x.example,b@x.example").started();
        server.down();
        for (int day = 0; day < 7; day++) {
            house.putAndSend(Letters.pictured("home.alert.day-" + day, house.now()));
            for (int hour = 0; hour < 24; hour++) {
                house.pass(Duration.ofHours(1));
                house.send();
            }
        }
        house.put(Letters.critical("home.alert.fire", house.now()));
        house.put(Letters.plain("home.report.2026-06", house.now()));
        house.restarted();
        server.listen();
        house.send();
        assertThat(recipients())
                .containsExactly(
                        "a@x.example", "b@x.example", "a@x.example", "b@x.example", "a@x.example", "b@x.example");
        assertThat(subjects())
                .containsExactly(
                        "Solar: 7 things happened while mail was down",
                        "Solar: 7 things happened while mail was down",
                        "Solar: home.alert.fire",
                        "Solar: home.alert.fire",
                        "Solar: home.report.2026-06",
                        "Solar: home.report.2026-06");
        assertThat(messageIds()).hasSize(3);
        assertThat(server.taken().get(0).data()).contains("<1-week@pvswatch>", "<7-week@pvswatch>");
        assertThat(house.files("waiting")).isEmpty();
        assertThat(house.files("sent")).hasSize(10);
        assertThat(house.put(Letters.plain("home.alert.day-3", house.now()))).isFalse();
        assertThat(house.warnings().stream().filter(line -> line.contains("mail waits since")))
                .hasSizeBetween(6, 8);
        assertThat(house.warnings().stream().filter(line -> line.contains("nobody listens there")))
                .hasSizeBetween(7, 9);
    }

    @Test
    void anOldLetterThatTheServerDoesNotWantMakesNoOldNewsOfTheNew() throws Exception {
        house.started();
        server.next(".", "554 5.6.0 we do not like it");
        house.putAndSend(Letters.plain("home.report.2026-05", house.now()));
        house.pass(Duration.ofHours(8));
        house.put(Letters.plain("home.alert.a", house.now()));
        house.put(Letters.plain("home.alert.b", house.now().plusSeconds(1)));
        house.send();
        assertThat(subjects()).containsExactly("Solar: home.alert.a", "Solar: home.alert.b");
    }

    /** Forty letters with half a megabyte of pictures each would be more than a server takes. */
    @Test
    void ofVeryMuchOldNewsTheFirstPicturesAreKeptAndAllTheWords() throws Exception {
        house.started();
        for (int i = 0; i < 40; i++) {
            Letter plain =
                    Letters.pictured("home.alert.%02d".formatted(i), house.now().plusSeconds(i));
            Picture large = new Picture("week", new byte[500_000], 560, 260, "Tue 21.4 kWh");
            house.put(new Letter(
                    plain.id(),
                    plain.at(),
                    null,
                    false,
                    plain.subject(),
                    plain.text(),
                    plain.html(),
                    List.of(large),
                    List.of()));
        }
        house.pass(Duration.ofDays(20));
        house.send();
        assertThat(subjects()).containsExactly("Solar: 40 things happened while mail was down");
        String data = server.taken().get(0).data();
        assertThat(data)
                .contains("<4-week@pvswatch>")
                .doesNotContain("<5-week@pvswatch>")
                .contains("40. Solar: home.alert.39");
        assertThat(data.length()).isLessThan(4_000_000);
    }

    @Test
    void aLetterOfOldNewsKeepsItsIdOnceItHasLeftTheHouse() throws Exception {
        house.started();
        server.always("RCPT", "451 4.3.0 later");
        house.putAndSend(Letters.plain("home.alert.a", house.now()));
        house.putAndSend(Letters.plain("home.alert.b", house.now().plusSeconds(1)));
        house.pass(Duration.ofHours(7));
        house.send();
        assertThat(house.files("waiting"))
                .as("nothing has left")
                .containsExactly("home.alert.a.eml", "home.alert.b.eml");
        server.asUsual("RCPT");
        server.next(".", ScriptedSmtp.TAKE_AND_CUT);
        house.pass(Duration.ofHours(1));
        house.send();
        house.put(Letters.plain("home.alert.c", house.now()));
        house.pass(Duration.ofHours(8));
        house.restarted().send();
        assertThat(subjects())
                .containsExactly(
                        "Solar: 2 things happened while mail was down",
                        "Solar: 2 things happened while mail was down",
                        "Solar: home.alert.c");
        assertThat(messageIds()).hasSize(2);
        assertThat(house.files("waiting")).isEmpty();
    }

    private List<String> recipients() {
        return server.taken().stream().flatMap(taken -> taken.to().stream()).toList();
    }

    private List<String> subjects() {
        return server.taken().stream().map(taken -> taken.header("Subject")).toList();
    }

    private Set<String> messageIds() {
        return server.taken().stream().map(taken -> taken.header("Message-ID")).collect(Collectors.toSet());
    }
}
