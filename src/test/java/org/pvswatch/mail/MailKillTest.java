package org.pvswatch.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A watcher that puts and sends letters is killed at random moments, again and again. No letter is lost; at each death at
 * most one comes twice, to one recipient, under the same id. {@code -Dmail.kills=200} for the long run.
 */
class MailKillTest {
    private static final int KILLS = Integer.getInteger("mail.kills", 6);
    private static final long SEED = Long.getLong("mail.seed", 1);
    private static final int KILLED = 137;

    @TempDir
    private Path folder;

    private final Set<Integer> put = new LinkedHashSet<>();
    private final List<String> said = new ArrayList<>();
    private int next;
    private int inTheWorstMoment;

    @Test
    void losesNoLetterAndDoublesAtMostOneAtEachDeath() throws Exception {
        Random dice = new Random(SEED);
        copyRoutes();
        try (ScriptedSmtp server = ScriptedSmtp.started()) {
            for (int kill = 0; kill < KILLS; kill++) {
                if (kill % 3 == 2) {
                    killWhenTaken(server, dice.nextInt(6));
                } else {
                    killAfter(server, dice.nextInt(600));
                }
            }
            Process last = start(server, 3);
            listen(last, line -> {});
            assertThat(last.exitValue()).as(said.toString()).isZero();
            check(server.taken());
        }
    }

    /** Those that mail, and what they cannot do without: a start with all would take most of the time. */
    private void copyRoutes() throws IOException {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        for (String each :
                List.of("send-mail", "mail-errors", "ask-errors", "record-errors", "at-stop", "log-out", "beans")) {
            Path file = Path.of("routes", each + ".camel.yaml");
            Files.copy(file, routes.resolve(file.getFileName()));
        }
    }

    private void check(List<ScriptedSmtp.Taken> taken) throws Exception {
        Map<String, String> messageIds = new HashMap<>();
        Map<String, Integer> newest = new HashMap<>();
        Set<String> arrived = new HashSet<>();
        int doubled = 0;
        for (ScriptedSmtp.Taken each : taken) {
            String letter = each.header("X-PVS-Watch-Letter");
            String recipient = each.to().get(0);
            assertThat(messageIds.computeIfAbsent(letter, any -> each.header("Message-ID")))
                    .isEqualTo(each.header("Message-ID"));
            if (arrived.add(letter + " " + recipient)) {
                int number = Integer.parseInt(letter.substring("home.alert.".length()));
                assertThat(number).as("in order").isGreaterThan(newest.getOrDefault(recipient, -1));
                newest.put(recipient, number);
            } else {
                doubled++;
            }
        }
        List<Integer> lost = put.stream()
                .filter(number -> !arrived.contains("home.alert.%06d me@home.example".formatted(number))
                        || !arrived.contains("home.alert.%06d you@home.example".formatted(number)))
                .toList();
        System.out.printf(
                "%d kills, %d of them between accepted and told: %d letters put for two recipients, %d messages accepted, %d lost, %d doubled%n",
                KILLS, inTheWorstMoment, put.size(), taken.size(), lost.size(), doubled);
        assertThat(lost).isEmpty();
        assertThat(doubled).isLessThanOrEqualTo(KILLS);
        assertThat(put.size()).isGreaterThan(KILLS);
        try (Stream<Path> waiting = Files.list(folder.resolve("data/mail/waiting"))) {
            assertThat(waiting.filter(file -> file.toString().endsWith(".eml"))).isEmpty();
        }
        assertThat(said).isEmpty();
    }

    private void killAfter(ScriptedSmtp server, int milliseconds) throws Exception {
        Process victim = start(server, 0);
        Thread[] killer = new Thread[1];
        listen(victim, line -> {
            if (line.equals("started")) {
                killer[0] = killer(victim, milliseconds);
            }
        });
        killer[0].join();
        assertThat(victim.exitValue())
                .as("killed, not ended by itself: " + said)
                .isEqualTo(KILLED);
    }

    /** In the worst moment: the server has a message, and the victim is not told. */
    private void killWhenTaken(ScriptedSmtp server, int messagesBefore) throws Exception {
        AtomicInteger left = new AtomicInteger(messagesBefore);
        Process victim = start(server, 0);
        server.whenTaken(() -> {
            if (left.getAndDecrement() <= 0) {
                victim.toHandle().destroyForcibly();
                victim.onExit().join();
            }
        });
        listen(victim, line -> {});
        server.whenTaken(() -> {});
        inTheWorstMoment++;
        assertThat(victim.exitValue())
                .as("killed, not ended by itself: " + said)
                .isEqualTo(KILLED);
    }

    private Process start(ScriptedSmtp server, int letters) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        MailVictim.class.getName(),
                        folder.resolve("data").toString(),
                        String.valueOf(server.port()),
                        String.valueOf(next),
                        String.valueOf(letters),
                        folder.resolve("routes").toString())
                .redirectErrorStream(true)
                .start();
    }

    private void listen(Process victim, Consumer<String> told) throws Exception {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("putting ")) {
                    next = Integer.parseInt(line.substring(8)) + 1;
                } else if (line.startsWith("put ")) {
                    put.add(Integer.parseInt(line.substring(4)));
                } else if (!line.equals("started")) {
                    said.add(line);
                }
                told.accept(line);
            }
        }
        assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static Thread killer(Process victim, int milliseconds) {
        Thread killer = new Thread(() -> {
            try {
                victim.waitFor(milliseconds, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            victim.toHandle().destroyForcibly(); // which leaves what it said to be read
        });
        killer.start();
        return killer;
    }
}
