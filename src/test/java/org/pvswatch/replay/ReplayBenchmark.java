package org.pvswatch.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.pvswatch.archive.AnswerReceiver;
import org.pvswatch.archive.Archive;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;

/**
 * Prints what a replay costs beside a hand-written loop over the same bytes; no test. Arguments: a folder, kept for the
 * next time, and the days to make in it. CPU seconds are those of whole processes under the flags of the launcher.
 */
final class ReplayBenchmark {
    private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");
    private static final int POLLS_A_DAY = 96;
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss256k", "-Xmx64m", "-XX:-UsePerfData", "-Xshare:auto");
    private static final List<String> NUMBERS = List.of(
            "p_3phsum_kw",
            "ltea_3phsum_kwh",
            "net_ltea_3phsum_kwh",
            "vln_3phavg_v",
            "i_3phsum_a",
            "p_mppt1_kw",
            "v_mppt1_v",
            "i_mppt1_a",
            "t_htsnk_degc",
            "freq_hz");

    private ReplayBenchmark() {}

    /** Makes the archive if it is not there, then times the loop and the replay. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        if ("loop".equals(args[1])) {
            loop(folder);
            return;
        }
        int polls = Integer.parseInt(args[1]) * POLLS_A_DAY;
        Path archive = folder.resolve("archive");
        if (!Files.exists(archive)) {
            make(archive, polls);
        }
        String classes = System.getProperty("java.class.path");
        double loop = cpuSeconds(List.of("-cp", classes, ReplayBenchmark.class.getName(), folder.toString(), "loop"));
        say("hand-written loop", polls, loop, loop);
        fresh(folder.resolve("data"));
        List<String> replay = List.of(
                "-cp",
                classes,
                "org.pvswatch.PvsWatch",
                "replay",
                archive.toString(),
                "--data",
                folder.resolve("data").toString());
        say("replay, first", polls, cpuSeconds(replay), loop);
        say("replay, again", polls, cpuSeconds(replay), loop);
    }

    private static void say(String what, int polls, double seconds, double loop) {
        System.out.printf(
                "%-20s %7.2f CPU s  %6.0f snapshots a CPU second  %.2f of the loop%n",
                what, seconds, polls / seconds, loop / seconds);
    }

    private static void fresh(Path data) throws IOException {
        if (Files.exists(data)) {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file :
                        files.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static double cpuSeconds(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='%U %S'; time \"$@\" >&2", "bash"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("SITE_ZONE", "America/Los_Angeles");
        environment.put("SITE_LATITUDE", "38.6");
        environment.put("SITE_LONGITUDE", "-121.5");
        Process process = builder.start();
        String last = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!last.isEmpty()) {
                    System.out.println("  " + last);
                }
                last = line;
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException("ended with " + process.exitValue() + ": " + last);
        }
        String[] seconds = last.split(" ");
        return Double.parseDouble(seconds[0]) + Double.parseDouble(seconds[1]);
    }

    private static void make(Path folder, int polls) throws Exception {
        SimulatedClock clock = SimulatedClock.stepped(BEGIN);
        Archive archive = new Archive(folder.toString());
        AnswerReceiver receiver = new AnswerReceiver(clock, "masked");
        HttpClient client = HttpClient.newHttpClient();
        try (Simulator simulator =
                Simulator.start(SimulatorOptions.defaults().withPanels(24).withClock(clock))) {
            URI list = simulator.pvsUrl().resolve("/cgi-bin/dl_cgi?Command=DeviceList");
            for (int poll = 0; poll < polls; poll++) {
                clock.stepTo(
                        BEGIN.plus(Duration.ofDays(1).dividedBy(POLLS_A_DAY).multipliedBy(poll)));
                String answer = client.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                        .body();
                archive.keep(receiver.received(answer, "pvs1", RawAnswer.OK));
            }
        }
    }

    /** What somebody would write who wanted nothing but the rows: one thread, a transaction a day, one open file. */
    private static void loop(Path folder) throws Exception {
        Path made = folder.resolve("loop");
        fresh(made);
        Files.createDirectories(made);
        List<Path> answers;
        try (Stream<Path> files = Files.walk(folder.resolve("archive"))) {
            answers = files.filter(Files::isRegularFile).sorted().toList();
        }
        JsonFactory json = new JsonFactory();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + made.resolve("loop.db")
                        + "?journal_mode=WAL&synchronous=FULL&jdbc.get_generated_keys=false");
                CsvWriter csv = CsvWriter.builder().build(made.resolve("inverters.csv"))) {
            database.createStatement()
                    .execute("CREATE TABLE reading (at TEXT, serial TEXT, "
                            + String.join(" REAL, ", NUMBERS)
                            + " REAL, PRIMARY KEY (at, serial)) WITHOUT ROWID");
            database.setAutoCommit(false);
            try (PreparedStatement insert = database.prepareStatement(
                    "INSERT OR IGNORE INTO reading VALUES (?, ?" + ", ?".repeat(NUMBERS.size()) + ")")) {
                for (int i = 0; i < answers.size(); i++) {
                    try (InputStream bytes = new GZIPInputStream(Files.newInputStream(answers.get(i)), 8192);
                            JsonParser parser = json.createParser(bytes)) {
                        take(parser, insert, csv);
                    }
                    if (i % POLLS_A_DAY == POLLS_A_DAY - 1) {
                        database.commit();
                    }
                }
            }
            database.commit();
        }
    }

    private static void take(JsonParser parser, PreparedStatement insert, CsvWriter csv) throws Exception {
        Map<String, String> device = new HashMap<>();
        String key = null;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.FIELD_NAME) {
                key = parser.currentName();
            } else if (token == JsonToken.START_OBJECT) {
                device.clear();
            } else if (token == JsonToken.END_OBJECT && device.containsKey("SERIAL")) {
                insert.setString(1, device.get("DATATIME"));
                insert.setString(2, device.get("SERIAL"));
                for (int i = 0; i < NUMBERS.size(); i++) {
                    String number = device.get(NUMBERS.get(i));
                    if (number == null) {
                        insert.setNull(3 + i, java.sql.Types.DOUBLE);
                    } else {
                        insert.setDouble(3 + i, Double.parseDouble(number));
                    }
                }
                insert.executeUpdate();
                csv.writeRecord(
                        String.valueOf(device.get("DATATIME")),
                        device.get("SERIAL"),
                        String.valueOf(device.get("STATE")),
                        String.valueOf(device.get("p_3phsum_kw")),
                        String.valueOf(device.get("ltea_3phsum_kwh")));
                device.clear();
            } else if (token.isScalarValue() && key != null) {
                device.put(key, parser.getText());
            }
        }
    }
}
