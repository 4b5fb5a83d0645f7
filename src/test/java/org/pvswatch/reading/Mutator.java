package org.pvswatch.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.Profile;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;

/** Damages real answers in every way we could think of. The same seed and number give the same bytes. */
public final class Mutator {
    private static final int LARGE_EVERY = 400;
    private static final byte[] PLACES = bytes("{}[]:,\"\\\n");
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "[[1]]",
            "{\"a\":{\"b\":[{}]}}",
            "-1",
            "0",
            "007",
            "1e999",
            "-1e999",
            "1e-999",
            "9223372036854775808",
            "-31557014167219200",
            "31556889864403199",
            "NaN",
            "-Infinity",
            "\"\"",
            "\" \"",
            "\"nan\"",
            "\"Infinity\"",
            "\"1e308\"",
            "\"-31557014167219200\"",
            "\"2025,02,30,25,61,61\"",
            "\"999999999,01,01,00,00,00\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"n/a\"",
            "\"\\u0000\\u001b[2J\\u2028\\u202e\"",
            "\"\\ud800\"",
            "\"a\"b\"",
            "'x'",
            "\"{\\\"sn\\\":{}}\"");
    private static final List<byte[]> ODD = Stream.of(
                    bytes("\u0000"),
                    bytes("\uFEFF"),
                    bytes("\u001b]0;x\u0007"),
                    bytes("\u2028"),
                    bytes("\u0085"),
                    bytes("\u202e"),
                    bytes("\""),
                    bytes("\\"),
                    bytes("\n{"),
                    bytes("}\n{"),
                    bytes("\r\n"),
                    bytes("\\ud83d"),
                    new byte[] {(byte) 0xff},
                    new byte[] {(byte) 0xc0, (byte) 0x80},
                    new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                    new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80})
            .toList();
    private static final List<String> NAMES = List.of(
            "SERIAL",
            "DEVICE_TYPE",
            "DATATIME",
            "CURTIME",
            "devices",
            "values",
            "result",
            "status",
            "sn",
            "name",
            "value",
            "/sys/devices/inverter/0/sn",
            "/sys/devices/1/inverter/data",
            "/sys/livedata/time",
            "/");
    private static final List<String> OWN = List.of(
            "",
            "null",
            "[]",
            "{}",
            "<html><head><title>503 Service Unavailable</title></head>\n<body><h1>503</h1></body></html>",
            "{ \"status\":403, \"error\" : \"Unauthorized\", \"path\":\"\" }",
            "{\"status\": 400, \"description\" : \"Bad request\", \"errorcode\" : \"0x0100\"}",
            "{\"result\":\"fail\"}",
            "{\"result\":\"unknown command\"}",
            "[{\"SERIAL\":\"E00209900000101\",\"DEVICE_TYPE\":\"Inverter\",\"p_3phsum_kw\":\"0.3\"}]",
            "{\"saved\":{\"response\":{\"devices\":[{\"SERIAL\":\"E1\",\"DEVICE_TYPE\":\"Inverter\"}]}}}",
            "{\"/sys/info/serialnum\":\"ZT209985000549A0042\",\"/sys/info/wpa_key\":\"S3cretKey\",\"/sys/info/ssid\":\"x\"}",
            "{\"values\":[{\"name\":\"/sys/info/wpa_key\",\"value\":\"S3cretKey\"},"
                    + "{\"name\":\"/sys/info/serialnum\",\"value\":\"ZT209985000549A0042\"}],\"count\":2}",
            "{\"devices\":[{\"DEVICE_TYPE\":\"PVS\",\"SERIAL\":\"ZT209985000549A0042\",\"CURTIME\":\"1970,01,01,00,10,00\","
                    + "\"DATATIME\":\"1970,01,01,00,00,00\"}],\"result\":\"succeed\"}");
    private static final Pattern SUPERVISOR = Pattern.compile("Z[TW][0-9A-Z]{9}([0-9]{3}[A-Z][0-9]{4})");

    private final long seed;
    private final List<byte[]> answers = new ArrayList<>();

    /**
     * Gathers answers of every simulated firmware by the real routes, at noon and at night, and the recorded ones.
     *
     * @param folder for what gathering leaves behind
     */
    public Mutator(long seed, Path folder) throws Exception {
        this.seed = seed;
        for (Profile profile : Profile.values()) {
            answers.addAll(ofSimulator(profile, folder.resolve(profile.toString())));
        }
        for (String name : List.of(
                "legacy-2019-night.json",
                "legacy-day.json",
                "legacy-pvs5.json",
                "legacy-storage.json",
                "varserver-day-list.json",
                "varserver-day-obj.json",
                "varserver-early-layout.json")) {
            answers.add(bytes(Answers.resource(name)));
        }
        OWN.forEach(answer -> answers.add(bytes(answer)));
    }

    private static List<byte[]> ofSimulator(Profile profile, Path data) throws Exception {
        SimulatedClock clock = SimulatedClock.stepped(Instant.parse("2026-06-10T19:00:00Z"));
        SimulatorOptions options =
                SimulatorOptions.defaults().withProfile(profile).withPanels(5).withClock(clock);
        try (Simulator simulator = Simulator.start(options)) {
            Map<String, String> given = new HashMap<>();
            given.put("site.zone", "America/Los_Angeles");
            given.put("site.latitude", "38.6");
            given.put("site.longitude", "-121.5");
            given.put("poll.sinks", "");
            given.put("archive.serials", "whole");
            given.put("pvs.url", simulator.pvsUrl().toString());
            given.put(Settings.DATA_DIR, data.toString());
            Settings settings = Settings.load(Path.of("config"), Map.of(), given);
            try (Watch watch = new Watch(settings, Path.of("routes"), clock)) {
                watch.start();
                watch.send("direct:ask-every-pvs", null);
                clock.stepTo(Instant.parse("2026-06-11T08:00:00Z"));
                watch.send("direct:ask-every-pvs", null);
            }
        }
        try (Stream<Path> files = Files.walk(data.resolve("archive"))) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(Mutator::unpacked)
                    .toList();
        }
    }

    private static byte[] unpacked(Path file) {
        try (GZIPInputStream plain = new GZIPInputStream(Files.newInputStream(file))) {
            return plain.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many undamaged answers there are. */
    public int answers() {
        return answers.size();
    }

    /** What no line for people may hold, even where the rest of a serial is gone: the end of it, the password. */
    public Set<String> secrets() {
        Set<String> secrets = new TreeSet<>();
        for (byte[] answer : answers) {
            Matcher serial = SUPERVISOR.matcher(new String(answer, StandardCharsets.UTF_8));
            while (serial.find()) {
                secrets.add(serial.group(1));
            }
        }
        return secrets;
    }

    /** Damaged answer of a number. */
    public byte[] damaged(int number) {
        Random dice = dice(number);
        if (number % LARGE_EVERY == 0) {
            return large(dice);
        }
        byte[] answer = any(dice);
        int times = 1 + dice.nextInt(4);
        for (int i = 0; i < times; i++) {
            answer = damaged(answer, dice);
        }
        return answer;
    }

    /** What else is random about a case, such as its status. */
    Random dice(int number) {
        return new Random(seed * 0x9E3779B97F4A7C15L + number * 0xBF58476D1CE4E5B9L);
    }

    private byte[] damaged(byte[] answer, Random dice) {
        int length = answer.length;
        int at = length == 0 ? 0 : dice.nextInt(length);
        int place = place(answer, at);
        int to = Math.min(length, at + 1 + dice.nextInt(200));
        return switch (dice.nextInt(17)) {
            case 0 -> Arrays.copyOf(answer, at);
            case 1 -> Arrays.copyOf(answer, Math.min(length, place + dice.nextInt(2)));
            case 2 -> flipped(answer, dice, 1);
            case 3 -> flipped(answer, dice, 1 + dice.nextInt(40));
            case 4 -> swapped(answer, at, dice);
            case 5 -> joined(head(answer, at), tail(answer, to));
            case 6 -> joined(head(answer, to), tail(answer, at));
            case 7, 8 -> otherValue(answer, at, bytes(pick(VALUES, dice)));
            case 9, 10 -> joined(head(answer, at), pick(ODD, dice), tail(answer, at));
            case 11 -> joined(head(answer, place), pick(ODD, dice), tail(answer, place));
            case 12 -> otherName(answer, at, bytes(pick(NAMES, dice)));
            case 13 -> spliced(answer, at, any(dice), dice);
            case 14 -> joined(answer, bytes(dice.nextBoolean() ? "\n" : ""), any(dice));
            case 15 -> repeated(answer, at, to, 2 + dice.nextInt(60));
            default -> dice.nextInt(4) == 0 ? packed(answer) : tail(answer, at);
        };
    }

    private byte[] large(Random dice) {
        int depth = 100_000;
        byte[] answer = any(dice);
        int at = answer.length == 0 ? 0 : dice.nextInt(answer.length);
        return switch (dice.nextInt(8)) {
            case 0 -> otherValue(answer, at, bytes("[".repeat(depth)));
            case 1 -> otherValue(answer, at, bytes("{\"a\":".repeat(depth) + "1" + "}".repeat(depth)));
            case 2 -> otherValue(answer, at, bytes("[".repeat(900) + "]".repeat(900)));
            case 3 -> otherValue(answer, at, bytes("7".repeat(depth)));
            case 4 -> otherValue(answer, at, bytes("\"" + "7".repeat(depth) + "\""));
            case 5 -> otherValue(answer, at, bytes("\"" + "[".repeat(depth) + "\""));
            case 6 -> otherName(answer, at, bytes("n".repeat(depth)));
            default -> {
                byte[] noise = new byte[dice.nextInt(4096)];
                dice.nextBytes(noise);
                yield noise;
            }
        };
    }

    private byte[] any(Random dice) {
        return pick(answers, dice);
    }

    private static <T> T pick(List<T> of, Random dice) {
        return of.get(dice.nextInt(of.size()));
    }

    /** The next place at or behind another where JSON turns. */
    private static int place(byte[] answer, int from) {
        for (int i = from; i < answer.length; i++) {
            for (byte place : PLACES) {
                if (answer[i] == place) {
                    return i;
                }
            }
        }
        return answer.length;
    }

    private static int next(byte[] answer, int from, String any) {
        for (int i = from; i < answer.length; i++) {
            if (any.indexOf(answer[i]) >= 0) {
                return i;
            }
        }
        return answer.length;
    }

    private static byte[] otherValue(byte[] answer, int from, byte[] value) {
        int colon = Math.min(answer.length, next(answer, from, ":") + 1);
        return joined(head(answer, colon), value, tail(answer, next(answer, colon, ",}]\n")));
    }

    private static byte[] otherName(byte[] answer, int from, byte[] name) {
        int open = Math.min(answer.length, next(answer, next(answer, from, ",{"), "\"") + 1);
        return joined(head(answer, open), name, tail(answer, next(answer, open, "\"")));
    }

    private static byte[] flipped(byte[] answer, Random dice, int times) {
        byte[] flipped = answer.clone();
        for (int i = 0; i < times && flipped.length > 0; i++) {
            flipped[dice.nextInt(flipped.length)] ^= (byte) (1 << dice.nextInt(8));
        }
        return flipped;
    }

    private static byte[] swapped(byte[] answer, int at, Random dice) {
        byte[] swapped = answer.clone();
        if (swapped.length > 0) {
            int other = dice.nextInt(swapped.length);
            swapped[at] = answer[other];
            swapped[other] = answer[at];
        }
        return swapped;
    }

    private static byte[] spliced(byte[] answer, int at, byte[] other, Random dice) {
        return joined(head(answer, at), tail(other, other.length == 0 ? 0 : dice.nextInt(other.length)));
    }

    private static byte[] repeated(byte[] answer, int from, int to, int times) {
        byte[][] parts = new byte[times + 2][];
        Arrays.fill(parts, Arrays.copyOfRange(answer, from, to));
        parts[0] = head(answer, from);
        parts[times + 1] = tail(answer, to);
        return joined(parts);
    }

    private static byte[] packed(byte[] answer) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] head(byte[] answer, int to) {
        return Arrays.copyOf(answer, to);
    }

    private static byte[] tail(byte[] answer, int from) {
        return Arrays.copyOfRange(answer, Math.min(from, answer.length), answer.length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
