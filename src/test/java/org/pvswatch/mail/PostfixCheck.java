package org.pvswatch.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Letters to a real Postfix with STARTTLS and a login, which {@code src/test/postfix/start.sh} installs and starts. Needs
 * root on a Debian; not part of the build: {@code mvn test -Dtest=PostfixCheck}.
 */
class PostfixCheck {
    private static final String PASSWORD = "abcd efgh ijkl mnop";

    @TempDir
    private Path folder;

    /** Every user must be able to go there, unlike into a folder of JUnit. */
    private Path postfix;

    private PostHouse house;

    @BeforeEach
    void start() throws Exception {
        postfix = Path.of("/tmp/pvs-watch-postfix-" + ProcessHandle.current().pid());
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        run("sh", "src/test/postfix/start.sh", postfix.toString(), String.valueOf(port), "me@home.example", PASSWORD);
        house = new PostHouse(folder.resolve("data"))
                .with("mail.port", String.valueOf(port))
                .with("mail.security", "starttls")
                .with("mail.ca-file", postfix.resolve("etc/certificate.pem").toString())
                .with("mail.user", "me@home.example")
                .with("mail.password-file", PasswordFile.of(folder, PASSWORD).toString())
                .with("mail.from", "me@home.example")
                .with("mail.timeout-ms", "20000");
    }

    @AfterEach
    void stop() throws Exception {
        house.close();
        run("postfix", "-c", postfix.resolve("etc").toString(), "stop");
        try (Stream<Path> all = Files.walk(postfix)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Test
    void takesALetterAndLaysItIntoTheMailbox() throws Exception {
        house.with("mail.to", "me@home.example,you@home.example").started();
        Letter letter = Letters.rich("home.alert.a", house.now());
        house.putAndSend(letter);
        house.send();
        assertThat(house.warnings()).isEmpty();
        assertThat(house.files("sent")).containsExactly("home.alert.a.eml");
        byte[] mine = delivered("me", 1).get(0);
        byte[] yours = delivered("you", 1).get(0);
        String text = new String(mine, StandardCharsets.UTF_8);
        System.out.println(text.lines().takeWhile(line -> !line.isEmpty()).reduce("", (a, b) -> a + b + "\n"));
        assertThat(text).contains("Message-ID: <home.alert.a@h", "ESMTPSA", "Auto-Submitted: auto-generated");
        LetterFormat format = new LetterFormat(
                "x",
                MailServer.of(Map.of(
                        "mail.host",
                        "h",
                        "mail.port",
                        "1",
                        "mail.security",
                        "none",
                        "mail.user",
                        "",
                        "mail.password-file",
                        "",
                        "mail.from",
                        "a@x",
                        "mail.to",
                        "b@x",
                        "mail.timeout-ms",
                        "1",
                        "mail.ca-file",
                        "")));
        assertThat(format.read(mine).letter()).usingRecursiveComparison().isEqualTo(letter);
        assertThat(format.read(yours).letter()).usingRecursiveComparison().isEqualTo(letter);
    }

    @Test
    void refusesAWrongPassword() throws Exception {
        PasswordFile.of(folder, "wrong");
        house.with("mail.to", "me@home.example").started();
        house.putAndSend(Letters.plain("home.alert.a", house.now()));
        tell();
        assertThat(house.warnings()).singleElement().asString().contains("535 5.7.8", "user or password is wrong");
        PasswordFile.of(folder, PASSWORD);
        house.send();
        assertThat(delivered("me", 1)).hasSize(1);
    }

    @Test
    void refusesOneWhoHasNoMailbox() throws Exception {
        house.with("mail.to", "nobody@home.example,me@home.example").started();
        house.putAndSend(Letters.plain("home.alert.a", house.now()));
        tell();
        assertThat(house.warnings()).singleElement().asString().contains("nobody@home.example (550 5.1.1", "mail.to");
        assertThat(delivered("me", 1)).hasSize(1);
    }

    @Test
    void refusesALetterThatIsTooLarge() throws Exception {
        house.with("mail.to", "me@home.example").started();
        Letter rich = Letters.rich("home.report.2026-05", house.now());
        house.putAndSend(new Letter(
                rich.id(),
                rich.at(),
                null,
                false,
                "s",
                rich.text(),
                rich.html(),
                rich.pictures(),
                List.of(new Attachment("large.bin", "application/octet-stream", new byte[200_000]))));
        tell();
        assertThat(house.warnings()).singleElement().asString().contains("too large");
        assertThat(new String(delivered("me", 1).get(0), StandardCharsets.UTF_8))
                .doesNotContain("large.bin");
    }

    @Test
    void isAwayForAWeek() throws Exception {
        house.with("mail.to", "me@home.example").started();
        run("postfix", "-c", postfix.resolve("etc").toString(), "stop");
        for (int day = 0; day < 7; day++) {
            house.putAndSend(Letters.pictured("home.alert.day-" + day, house.now()));
            house.pass(Duration.ofDays(1));
            house.send();
        }
        run("postfix", "-c", postfix.resolve("etc").toString(), "start");
        house.pass(Duration.ofHours(1));
        house.send();
        tell();
        assertThat(new String(delivered("me", 1).get(0), StandardCharsets.UTF_8))
                .contains("Subject: Solar: 7 things happened while mail was down");
        assertThat(house.files("waiting")).isEmpty();
    }

    private void tell() {
        house.warnings().forEach(System.out::println);
    }

    /** What lies in a mailbox once so much is there; Postfix delivers a moment after it has accepted. */
    private List<byte[]> delivered(String user, int letters) throws Exception {
        Path inbox = postfix.resolve("mail").resolve(user).resolve("new");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        List<Path> found = List.of();
        while (found.size() < letters && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            if (Files.isDirectory(inbox)) {
                try (Stream<Path> files = Files.list(inbox)) {
                    found = files.sorted().toList();
                }
            }
        }
        assertThat(found).as(Files.readString(postfix.resolve("log"))).hasSize(letters);
        List<byte[]> all = new ArrayList<>();
        for (Path each : found) {
            all.add(Files.readAllBytes(each));
        }
        return all;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("postfix", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        Files.delete(said);
    }
}
