package org.pvswatch.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvswatch.archive.AnswerReceiver;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.archive.Redaction;

/**
 * Whatever a PVS or the line to it makes of an answer, it is read or refused in words.
 *
 * <p>{@code -Dfuzz.seed=N} takes other damage, {@code -Dfuzz.answers=N} more of it, {@code -Dfuzz.case=N} one case alone.
 */
class FuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", 20_260_503L);
    private static final int ANSWERS = Integer.getInteger("fuzz.answers", 40_000);
    private static final Integer CASE = Integer.getInteger("fuzz.case");
    private static final int BATCH = 5_000;
    private static final Duration BATCH_LIMIT = Duration.ofMinutes(3);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int HUGE = 50_000_000;

    @TempDir
    private static Path folder;

    private static Mutator mutator;
    private static Set<String> secrets;

    private final AnswerReceiver receiver = new AnswerReceiver(Clock.fixed(Answers.POLLED_AT, ZoneOffset.UTC), "whole");
    private final AnswerReader answerReader = new AnswerReader();
    private final DeviceReader deviceReader = new DeviceReader("home");
    private int read;
    private int refused;
    private int devices;
    private long slowestNs;
    private int slowest;

    @BeforeAll
    static void gather() throws Exception {
        mutator = new Mutator(SEED, folder);
        secrets = mutator.secrets();
        assertThat(mutator.answers()).isGreaterThan(25);
        assertThat(secrets).hasSizeGreaterThan(3);
    }

    @Test
    void readsOrRefusesInWordsWhateverComes() {
        if (CASE != null) {
            take(CASE);
            return;
        }
        long begin = System.nanoTime();
        for (int from = 0; from < ANSWERS; from += BATCH) {
            int first = from;
            assertTimeoutPreemptively(
                    BATCH_LIMIT,
                    () -> {
                        for (int number = first; number < Math.min(ANSWERS, first + BATCH); number++) {
                            take(number);
                        }
                    },
                    () -> "seed " + SEED + ", somewhere from case " + first);
        }
        System.out.printf(
                "fuzz: seed %d, %,d answers in %.1f s, %,d read (%,d devices), %,d refused, slowest %.0f ms (case %d)%n",
                SEED, ANSWERS, (System.nanoTime() - begin) / 1e9, read, devices, refused, slowestNs / 1e6, slowest);
        assertThat(read).isGreaterThan(ANSWERS / 4);
        assertThat(refused).isGreaterThan(ANSWERS / 20);
        assertThat(Duration.ofNanos(slowestNs)).as("case %d", slowest).isLessThan(LIMIT);
    }

    private void take(int number) {
        long begin = System.nanoTime();
        try {
            byte[] bytes = mutator.damaged(number);
            String text = receiver.text(inPieces(bytes, mutator.dice(number)));
            assertThat(text).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
            take(receiver.received(text, "pvs1", number % 7 == 0 ? 503 : RawAnswer.OK));
        } catch (Throwable any) {
            throw new AssertionError("seed " + SEED + ", case " + number + ": " + any, any);
        }
        long tookNs = System.nanoTime() - begin;
        if (tookNs > slowestNs) {
            slowestNs = tookNs;
            slowest = number;
        }
    }

    private void take(RawAnswer answer) {
        Snapshot snapshot;
        try {
            snapshot = answerReader.read(answer);
        } catch (UnreadableAnswerException e) {
            refused++;
            assertFitForPeople(e.getMessage());
            return;
        }
        read++;
        assertFitForPeople(snapshot.remarkLine() + ".");
        List<Reading> readings = new ArrayList<>();
        for (DeviceRecord device : snapshot.devices()) {
            devices++;
            try {
                readings.add(deviceReader.read(device));
            } catch (UnreadableDeviceException e) {
                assertFitForPeople(e.getMessage());
            }
        }
        for (Reading reading : readings) {
            assertThat(reading.at())
                    .isBetween(
                            Answers.POLLED_AT.minus(Duration.ofDays(40 * 365)),
                            Answers.POLLED_AT.plus(Duration.ofDays(1)));
            assertThat(reading.values().values()).allMatch(Double::isFinite);
        }
        if (!readings.isEmpty()) {
            assertThat(SiteTotals.of(readings)).isNotNull();
        }
        answerReader.momentOf(answer);
    }

    static void assertFitForPeople(String line, Set<String> secrets) {
        assertThat(line).isNotBlank().hasSizeLessThanOrEqualTo(500);
        assertThat(line.codePoints()
                        .filter(c -> Character.isISOControl(c)
                                || c == 0x2028
                                || Character.getType(c) == Character.SURROGATE))
                .as("control characters in %s", line)
                .isEmpty();
        assertThat(line).doesNotContain(secrets);
    }

    private static void assertFitForPeople(String line) {
        assertFitForPeople(line, secrets);
    }

    /** Comes as a network gives it: in pieces, and now and then breaking off with an error instead of an end. */
    private static InputStream inPieces(byte[] bytes, Random dice) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1 + dice.nextInt(9_000)));
            }
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                " ",
                "[",
                "{\"a\":",
                "\n{",
                "\n{\"a",
                "\n{\"values\":[",
                "7",
                "\"",
                "\"wpa_key\":",
                "{\"SERIAL\":\"E1\"},",
                "1,",
                "{}\n",
                "{\"result\":\"fail\"}\n",
                "\u00fc"
            })
    void aFloodIsCutAndEnds(String drop) {
        for (String head : List.of("", "{\"devices\":[", "{\"a\":\"")) {
            Flood flood = new Flood(head, drop, HUGE);
            String text = assertTimeoutPreemptively(LIMIT, () -> receiver.text(flood));
            assertThat(flood.given).isLessThanOrEqualTo(LARGEST + 8192);
            assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(LARGEST, LARGEST + 2);
            assertTimeoutPreemptively(
                    LIMIT,
                    () -> take(receiver.received(text, "pvs1", RawAnswer.OK)),
                    () -> "flood of " + drop + " behind " + head);
        }
        assertThat(read + refused).isEqualTo(3);
        assertThat(devices).isLessThanOrEqualTo(3 * 1_000);
    }

    /** An answer that goes on and on, made while it is read. */
    private static final class Flood extends InputStream {
        private final byte[] head;
        private final byte[] drop;
        private final int size;
        private int given;

        Flood(String head, String drop, int size) {
            this.head = head.getBytes(StandardCharsets.UTF_8);
            this.drop = drop.getBytes(StandardCharsets.UTF_8);
            this.size = size;
        }

        @Override
        public int read() {
            if (given == size) {
                return -1;
            }
            int next = given < head.length ? head[given] : drop[(given - head.length) % drop.length];
            given++;
            return next & 0xff;
        }
    }

    @Test
    void noDamageToASecretLetsItOut() {
        String key = "Wi5#Fq7Zk2!Xv9Jm";
        List<String> answers = List.of(
                "{\"/sys/info/serialnum\":\"ZT209985000549A0042\",\"/sys/info/wpa_key\":\"" + key
                        + "\",\"/sys/info/ssid\":\"x\",\"/sys/info/uptime\":\"99\"}\n{\"count\":1}",
                "{\"values\":[{\"name\":\"/sys/info/wpa_key\",\"value\":\"" + key
                        + "\"},{\"name\":\"/sys/info/ssid\",\"value\":\"x\"}],\"count\":2}");
        int cases = Math.max(1, ANSWERS / 2);
        for (int number = 0; number < cases; number++) {
            String answer = answers.get(number % 2);
            Random dice = mutator.dice(number);
            int name = answer.indexOf("wpa_key\"") + "wpa_key\"".length();
            int end = answer.indexOf(key) + key.length() + 1;
            StringBuilder damaged = new StringBuilder(answer);
            int at = name + dice.nextInt(end - name);
            switch (dice.nextInt(5)) {
                case 0 -> damaged.setLength(at);
                case 1 -> damaged.setCharAt(at, (char) (damaged.charAt(at) ^ 1 << dice.nextInt(7)));
                case 2 -> damaged.insert(at, "\"");
                case 3 -> damaged.insert(at, dice.nextBoolean() ? "\\" : "\u0000\n");
                default -> damaged.deleteCharAt(at);
            }
            String left = Redaction.withoutSecrets(damaged.toString());
            for (int i = 0; i + 4 <= key.length(); i++) {
                assertThat(left)
                        .as("seed %d, secret %d: %s", SEED, number, damaged)
                        .doesNotContain(key.substring(i, i + 4));
            }
            assertThat(left).contains("wpa_key\"");
        }
    }
}
