package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.history.History;
import org.pvswatch.history.StoredPoll;

/** What bad input gets: one clear line, the answer archived, the other devices stored, the next poll on schedule. */
class BadInputTest {
    private static final Instant NOON = Instant.parse("2026-06-10T19:00:00Z");
    private static final Instant BAD = NOON.plus(Duration.ofMinutes(5));
    private static final Instant GOOD = NOON.plus(Duration.ofMinutes(10));
    private static final String WHEN = "@2026-06-10T12:05/4m";

    @TempDir
    private Path data;

    /** profile, fault, what a line says, archived answers of three polls, devices lost by the bad poll */
    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("l0-61839", "503", "HTTP 503", 3, 8),
                arguments("l0-61839", "403", "403", 3, 8),
                arguments("l0-61839", "500", "HTTP 500", 3, 8),
                arguments("l0-61839", "html", "is not the JSON it should be", 3, 8),
                arguments("l0-61839", "truncated", "breaks off after", 3, 5),
                arguments("l0-61839", "empty", "its device list is empty", 3, 8),
                arguments("l0-61839", "fail", "says result 'fail'", 3, 8),
                arguments("l0-61839", "hang", "no answer in time", 2, 8),
                arguments("l0-61839", "1970", "the clock of the PVS shows 1970", 3, 0),
                arguments("l0-61839", "duplicate:2", "2 devices have the serial", 3, 0),
                arguments("l0-61839", "noserial:2", "has no serial", 3, 1),
                arguments("l0-61839", "nan:2", null, 3, 0),
                arguments("l0-2019", "truncated", "breaks off after", 3, 5),
                arguments("v-61845", "503", "HTTP 503", 3, 10),
                arguments("v-61845", "403", "HTTP 403", 3, 10),
                arguments("v-61845", "500", "HTTP 500", 3, 10),
                arguments("v-61845", "html", "is not the JSON it should be", 3, 10),
                arguments("v-61845", "truncated", "breaks off", 3, 7),
                arguments("v-61845", "empty", "holds no device", 3, 10),
                arguments("v-61845", "hang", "no answer in time", 2, 10),
                arguments("v-61845", "noserial:2", "has no serial", 3, 1));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void losesNothingElse(String profile, String fault, String line, int archived, int lost) throws Exception {
        long[] without = rowsOfThreePolls(data.resolve("without"), profile, null, 3);
        long[] with = rowsOfThreePolls(data.resolve("with"), profile, fault + WHEN, archived, line);
        assertThat(with[0]).as("rows of the poll before").isEqualTo(without[0]);
        assertThat(without[1] - with[1]).as("rows lost by the bad poll").isEqualTo(lost);
        assertThat(with[2]).as("rows of the poll after").isGreaterThanOrEqualTo(without[2]);
    }

    /** New rows of three polls, the second of which meets the fault and says so in one line. */
    private static long[] rowsOfThreePolls(Path data, String profile, String fault, int archived, String... line)
            throws Exception {
        String[] faults = fault == null ? new String[0] : new String[] {fault};
        try (House house = new House(data, profile, NOON, faults)
                .with("pvs.limit-ms", "1000")
                .with("pvs.device-list-limit-ms", "1000")
                .started()) {
            History history = house.watch().history();
            long[] rows = new long[3];
            Instant[] moments = {NOON, BAD, GOOD};
            for (int i = 0; i < rows.length; i++) {
                long before = history.count(History.Table.READING);
                house.pollAt(moments[i]);
                rows[i] = history.count(History.Table.READING) - before;
            }
            List<String> said = house.warnings();
            if (said.size() == 2) { // the second says what it means for the owner
                assertThat(said.remove(0)).contains("the PVS is unwell");
            }
            assertThat(said)
                    .hasSize((int) Stream.of(line).filter(Objects::nonNull).count())
                    .allMatch(each -> each.contains(line[0]));
            assertThat(house.archived()).hasSize(archived);
            assertThat(house.simulator().writeAttempts()).isEmpty();
            return rows;
        }
    }

    @Test
    void pvsIsGone() throws Exception {
        try (House house = new House(data, "l0-61839", NOON)
                .with("pvs.url", "http://127.0.0.1:9")
                .started()) {
            house.pollAt(NOON);
            assertThat(house.warnings())
                    .containsExactly("WARN get-pvs - nothing taken, the next try is on schedule: "
                            + "Connect to http://127.0.0.1:9 failed: Connection refused");
            assertThat(house.archived()).isEmpty();
        }
    }

    @Test
    void diskIsFull() throws Exception {
        try (House house = new House(data, "l0-61839", NOON).started()) {
            Files.writeString(data.resolve("archive"), "a file where the folder should be");
            house.pollAt(NOON);
            house.pollEvery(Duration.ofMinutes(5), NOON.plusSeconds(300), BAD);
            assertThat(house.warnings())
                    .singleElement()
                    .asString()
                    .contains("the archive cannot be written", "answers wait in memory", "free or mend the disk");
            assertThat(house.watch().history().count(History.Table.POLL)).isZero();
            Files.delete(data.resolve("archive"));
            house.pollAt(BAD);
            assertThat(house.everythingSaid()).containsOnlyOnce("the archive is written again; ");
            assertThat(house.warnings()).hasSize(1);
            long polls = BAD.getEpochSecond() / 300 - NOON.getEpochSecond() / 300 + 1;
            assertThat(house.archived())
                    .filteredOn(file -> file.toString().contains("_pvs1."))
                    .hasSize((int) polls);
            assertThat(house.watch().history().count(History.Table.POLL)).isEqualTo(polls);
            assertThat(Files.readAllLines(data.resolve("csv/overview-2026.csv")))
                    .hasSize(1 + (int) polls);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 4096, 100_000})
    void aBrokenHistoryIsMadeAnewFromTheArchive(int bytes) throws Exception {
        try (House house = new House(data, "l0-61839", NOON).started()) {
            house.pollAt(NOON);
            house.pollAt(BAD);
            long readings = house.watch().history().count(History.Table.READING);
            house.stopWatching();
            byte[] rubbish = new byte[bytes];
            new Random(bytes).nextBytes(rubbish);
            Files.write(data.resolve("history.db"), rubbish);
            house.started();
            assertThat(house.catchUp()).isEqualTo(2);
            house.pollAt(GOOD);
            assertThat(house.watch().history().count(History.Table.POLL)).isEqualTo(3);
            assertThat(house.watch().history().count(History.Table.READING)).isGreaterThanOrEqualTo(readings);
            assertThat(Files.readAllLines(data.resolve("csv/overview-2026.csv")))
                    .hasSize(1 + 3);
            if (bytes > 0) { // an empty file is an empty database
                assertThat(house.warnings())
                        .singleElement()
                        .asString()
                        .contains("history.db is broken", "moved to", "made anew from the archive");
                assertThat(data.resolve("history.db.broken")).hasBinaryContent(rubbish);
            }
        }
    }

    @Test
    void whatHistoryCannotTakeWaitsInTheArchiveAndComesInItsOrder() throws Exception {
        try (House house = new House(data, "l0-61839", NOON).started();
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("history.db"));
                Statement statement = other.createStatement()) {
            house.pollAt(NOON);
            statement.execute("CREATE TRIGGER closed BEFORE INSERT ON poll BEGIN SELECT RAISE(ABORT, 'closed'); END");
            house.pollAt(BAD);
            house.pollAt(GOOD);
            assertThat(house.archived()).hasSize(3);
            assertThat(house.watch().history().count(History.Table.POLL)).isEqualTo(1);
            assertThat(house.warnings())
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("WARN store-history - history takes nothing now, "
                            + "the answer waits in the archive until the next tick: "));
            statement.execute("DROP TRIGGER closed");
            house.pollAt(GOOD.plus(Duration.ofMinutes(5)));
            assertThat(house.everythingSaid())
                    .contains("answers that had waited in the archive and are in history now: 2");
            assertThat(house.watch().history().pollsAfter(0, 10))
                    .extracting(StoredPoll::polledAt)
                    .hasSize(4)
                    .isSorted();
            assertThat(house.warnings()).hasSize(2);
            String overview = Files.readString(data.resolve("csv/overview-2026.csv"));
            assertThat(overview.lines()).hasSize(1 + 4);
            house.stopWatching();
            Files.delete(data.resolve("history.db"));
            Files.delete(data.resolve("csv/overview-2026.csv"));
            house.started();
            assertThat(house.catchUp()).isEqualTo(4);
            assertThat(Files.readString(data.resolve("csv/overview-2026.csv"))).isEqualTo(overview);
        }
    }

    @Test
    void theLastOfTheDiskIsLeftToTheArchive() throws Exception {
        long tooMuch = data.toFile().getUsableSpace() / 1_000_000 * 2 + 10;
        try (House house = new House(data, "l0-61839", NOON)
                .with("disk.reserve-mb", Long.toString(tooMuch))
                .started()) {
            house.pollEvery(Duration.ofMinutes(5), NOON, BAD);
            assertThat(house.warnings())
                    .singleElement()
                    .asString()
                    .contains("MB are kept for the archive; answers go on into the archive");
            assertThat(house.watch().history().count(History.Table.POLL)).isZero();
            assertThat(house.below("csv")).isEmpty();
            assertThat(house.below("rejected")).isEmpty();
            int polls = (int) house.archived().stream()
                    .filter(file -> file.toString().contains("_pvs1."))
                    .count();
            assertThat(polls).isPositive();
            house.stopWatching();
            house.with("disk.reserve-mb", "0").started();
            house.catchUp();
            assertThat(house.watch().history().count(History.Table.POLL)).isEqualTo(polls);
            assertThat(Files.readAllLines(data.resolve("csv/overview-2026.csv")))
                    .hasSize(1 + polls);
            assertThat(house.warnings()).hasSize(1);
        }
    }

    /** All is as it was but the readings, so that it opens. */
    @Test
    void aHistoryThatBreaksWhileItIsUsedIsMadeAnewAtTheNextStart() throws Exception {
        try (House house = new House(data, "l0-61839", NOON).started()) {
            house.pollAt(NOON);
            house.stopWatching();
            breakTable("reading");
            house.started();
            house.pollAt(BAD);
            house.pollAt(BAD.plusSeconds(300));
            assertThat(house.warnings())
                    .singleElement()
                    .asString()
                    .contains("SQLITE_CORRUPT", "answers go on into the archive");
            house.stopWatching();
            house.started();
            assertThat(house.catchUp()).isEqualTo(3);
            assertThat(house.watch().history().count(History.Table.POLL)).isEqualTo(3);
            assertThat(Files.readAllLines(data.resolve("csv/overview-2026.csv")))
                    .hasSize(1 + 3);
            assertThat(data.resolve("history.db.broken")).exists();
        }
    }

    @Test
    void aHistoryThatCannotBeOpenedDoesNotKeepTheArchiveFromItsWork() throws Exception {
        try (House house = new House(data, "l0-61839", NOON)) {
            Files.createDirectory(data.resolve("history.db"));
            house.started();
            assertThat(house.catchUp()).isZero();
            house.pollAt(NOON);
            assertThat(house.archived()).hasSize(1);
            assertThat(house.warnings()).singleElement().asString().contains("answers go on into the archive");
            Files.delete(data.resolve("history.db"));
            assertThat(house.catchUp()).isEqualTo(1);
            house.pollAt(BAD);
            assertThat(house.watch().history().count(History.Table.POLL)).isEqualTo(2);
            assertThat(house.everythingSaid()).containsOnlyOnce("history and CSV files are written again");
        }
    }

    private void breakTable(String table) throws Exception {
        Path file = data.resolve("history.db");
        int page;
        int bytes;
        try (Connection history = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement ask = history.createStatement()) {
            bytes = ask.executeQuery("PRAGMA page_size").getInt(1);
            page = ask.executeQuery("SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'")
                    .getInt(1);
        }
        byte[] database = Files.readAllBytes(file);
        Arrays.fill(database, (page - 1) * bytes, page * bytes, (byte) 0x5a);
        Files.write(file, database);
    }

    @Test
    void weatherIsGone() throws Exception {
        try (House house = new House(data, "l0-61839", NOON)
                .with("weather.url", "http://127.0.0.1:9/v1/forecast")
                .started()) {
            house.pollEvery(Duration.ofMinutes(5), NOON, GOOD);
            assertThat(house.warnings()).hasSize(1).allMatch(line -> line.contains("get-weather"));
            assertThat(house.watch().history().pollsAfter(0, 10))
                    .hasSize(2)
                    .allMatch(poll -> poll.weather() == null && poll.totals().productionKw() > 0);
        }
    }

    @Test
    void twoPollsInOneMomentAreTwoAnswers() throws Exception {
        try (House house = new House(data, "l0-61839", NOON).started()) {
            house.pollAt(NOON);
            RawAnswer same = new RawAnswer(
                    "pvs1",
                    NOON.plusSeconds(20),
                    200,
                    House.text(house.archived().get(0)));
            house.watch().send("direct:archive-raw", same);
            List<Path> answers = house.archived();
            assertThat(answers).hasSize(2);
            assertThat(House.text(answers.get(0))).isEqualTo(House.text(answers.get(1)));
        }
    }
}
