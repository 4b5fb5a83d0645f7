package org.pvswatch.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.SiteTotals;

class HistoryTest {
    private static final Instant MEASURED = Instant.parse("2026-06-01T19:00:00Z");

    @TempDir
    Path folder;

    private Path file;
    private History history;

    @BeforeEach
    void open() {
        file = folder.resolve("new").resolve("history.db");
        history = new History(file.toString());
    }

    @AfterEach
    void close() throws SQLException {
        history.close();
    }

    private void reopen() throws SQLException {
        history.close();
        history = new History(file.toString());
    }

    /** Rows of a query, each as its columns in one line, asked over a connection of its own. */
    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    cells.add(row.getString(i));
                }
                rows.add(String.join(" ", cells));
            }
        }
        return rows;
    }

    private static Polls poll(String polledAt) {
        return Polls.at(polledAt).live(1.0, 100.0, 80.0, -20.0).inverter("E1", MEASURED, 0.3, 50.0);
    }

    @Test
    void storesEachPollAndEachReadingOnce() throws Exception {
        List<Reading> readings = poll("2026-06-01T19:01:30Z").readings();
        history.store(readings);
        history.store(readings);
        reopen();
        history.store(readings);
        assertThat(history.count(History.Table.POLL)).isEqualTo(1);
        assertThat(history.count(History.Table.READING)).isEqualTo(2);
        assertThat(history.count(History.Table.DEVICE)).isEqualTo(2);
        assertThat(history.count(History.Table.DAY)).isZero();
    }

    @Test
    void storesNothingOfNothing() throws Exception {
        history.store(List.of());
        assertThat(history.span()).isEmpty();
        assertThat(history.pollsAfter(0, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2 3", "1 3 2", "2 1 3", "2 3 1", "3 1 2", "3 2 1", "2 2 1", "3 1 3"})
    void givesAReadingToTheEarliestPollThatSawIt(String order) throws Exception {
        for (String minute : order.split(" ")) {
            String polledAt = "2026-06-01T19:0" + minute + ":30Z";
            history.store(Polls.at(polledAt)
                    .live(1.0, 100.0, 80.0, -20.0)
                    .inverter("E1", MEASURED, 0.3 + Integer.parseInt(minute), 50.0)
                    .readings());
        }
        String earliest = order.contains("1") ? "1" : "2";
        assertThat(rows("SELECT count(*) FROM reading JOIN device ON device.id = device_id WHERE serial = 'E1'"))
                .containsExactly("1");
        var owners = history.pollsBetween(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z")).stream()
                .filter(poll -> !poll.inverters().isEmpty())
                .toList();
        assertThat(owners).singleElement().satisfies(owner -> {
            assertThat(owner.polledAt()).isEqualTo("2026-06-01T19:0" + earliest + ":30Z");
            assertThat(owner.inverters().get(0).value(Quantity.POWER_KW)).isEqualTo(0.3 + Integer.parseInt(earliest));
        });
    }

    @Test
    void leavesNothingOfAPollThatFails() throws Exception {
        history.store(poll("2026-06-01T19:01:30Z").readings());
        List<Reading> bad = Polls.at("2026-06-01T19:06:30Z")
                .live(1.0, 100.0, 80.0, -20.0)
                .add("NEW", DeviceKind.OTHER, MEASURED, MEASURED, Map.of(), Map.of("a", "b"))
                .add(null, DeviceKind.OTHER, MEASURED, MEASURED, Map.of(), Map.of())
                .readings();
        assertThatThrownBy(() -> history.store(bad)).isInstanceOf(SQLException.class);
        assertThat(history.count(History.Table.POLL)).isEqualTo(1);
        assertThat(history.count(History.Table.READING)).isEqualTo(2);
        assertThat(history.count(History.Table.DEVICE)).isEqualTo(2);

        history.store(bad.subList(0, 2));
        assertThat(history.count(History.Table.POLL)).isEqualTo(2);
        assertThat(history.count(History.Table.DEVICE)).isEqualTo(3);
        assertThat(rows("SELECT name, value FROM device_property")).containsExactly("a b");
    }

    @Test
    void givesBackWhatWasStored() throws Exception {
        Conditions weather = new Conditions(MEASURED, 40.0, 21.5, 801.25, 0.0, null, 1.4);
        Map<Quantity, Double> all = new java.util.EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.COMMON) {
            all.put(quantity, quantity.ordinal() + 0.125);
        }
        List<Reading> readings = Polls.at("2026-06-01T19:01:30.123Z")
                .live(1.5, 100.0, 80.0, -20.0)
                .add("E2", DeviceKind.INVERTER, MEASURED, MEASURED, all, Map.of("PANEL", "X"))
                .add("E1", DeviceKind.INVERTER, MEASURED, null, Map.of(Quantity.POWER_KW, 0.0), Map.of())
                .under(weather)
                .readings();
        history.store(readings);
        reopen();
        StoredPoll poll = history.pollsAfter(0, 10).get(0);
        assertThat(poll.seq()).isEqualTo(1);
        assertThat(poll.site()).isEqualTo("home");
        assertThat(poll.pvs()).isEqualTo("pvs1");
        assertThat(poll.polledAt()).isEqualTo("2026-06-01T19:01:30.123Z");
        assertThat(poll.weather()).isEqualTo(weather);
        assertThat(poll.totals()).isEqualTo(SiteTotals.of(readings));
        assertThat(poll.inverters()).extracting(Reading::device).containsExactly("E1", "E2");
        assertThat(poll.inverters().get(0).measuredAt()).isNull();
        assertThat(poll.inverters().get(0).value(Quantity.POWER_KW)).isZero();
        assertThat(poll.inverters().get(1))
                .usingRecursiveComparison()
                .ignoringFields("properties")
                .isEqualTo(readings.get(1).with(weather));
        assertThat(history.pollsBetween(poll.polledAt(), poll.polledAt().plusMillis(1)))
                .containsExactly(poll);
        assertThat(history.pollsBetween(poll.polledAt().plusMillis(1), Instant.EPOCH.plusSeconds(4_000_000_000L)))
                .isEmpty();
        assertThat(history.pollsBetween(Instant.EPOCH, poll.polledAt())).isEmpty();
    }

    @Test
    void keepsWhatIsMissingMissing() throws Exception {
        history.store(Polls.at("2026-06-01T19:01:30Z")
                .add("E1", DeviceKind.INVERTER, MEASURED, null, Map.of(), Map.of())
                .readings());
        StoredPoll poll = history.pollsAfter(0, 1).get(0);
        assertThat(poll.weather()).isNull();
        assertThat(poll.totals())
                .isEqualTo(new SiteTotals(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        SiteTotals.Source.INVERTERS,
                        false,
                        1));
        assertThat(poll.inverters().get(0).values()).isEmpty();
        assertThat(rows("SELECT power_kw IS NULL, lifetime_energy_kwh IS NULL, other_values IS NULL FROM reading"))
                .containsExactly("1 1 1");
    }

    @Test
    void keepsWhatOnlyFewDevicesReport() throws Exception {
        history.store(Polls.at("2026-06-01T19:01:30Z")
                .add("Z", DeviceKind.SUPERVISOR, MEASURED, MEASURED, Map.of(Quantity.UPTIME_S, 7.5), Map.of())
                .readings());
        assertThat(rows("SELECT other_values FROM reading")).containsExactly("{\"uptime_s\":7.5}");
    }

    @Test
    void givesPollsInTheOrderOfStoringOrOfTime() throws Exception {
        for (String minute : List.of("05", "15", "10")) {
            history.store(poll("2026-06-01T19:" + minute + ":00Z").readings());
        }
        assertThat(history.pollsAfter(0, 2)).extracting(StoredPoll::seq).containsExactly(1L, 2L);
        assertThat(history.pollsAfter(2, 2))
                .extracting(poll -> poll.polledAt().toString())
                .containsExactly("2026-06-01T19:10:00Z");
        assertThat(history.pollsAfter(3, 2)).isEmpty();
        assertThat(history.pollsBetween(Instant.parse("2026-06-01T19:05:00Z"), Instant.parse("2026-06-01T19:15:00Z")))
                .extracting(StoredPoll::seq)
                .containsExactly(1L, 3L);
        assertThat(history.span())
                .contains(new History.Span(
                        Instant.parse("2026-06-01T19:05:00Z"), Instant.parse("2026-06-01T19:15:00Z"), 3));
    }

    @Test
    void notesAPropertyOnlyWhenItChanges() throws Exception {
        String[] versions = {"1", "1", "2", "2", "1"};
        for (int minute = 0; minute < versions.length; minute++) {
            Instant at = MEASURED.plusSeconds(60 * minute);
            history.store(Polls.at(at)
                    .add("E1", DeviceKind.INVERTER, at, at, Map.of(), Map.of("SWVER", versions[minute], "PANEL", "X"))
                    .readings());
            if (minute % 2 == 0) {
                reopen();
            }
        }
        assertThat(rows("SELECT name, (at - " + MEASURED.toEpochMilli()
                        + ") / 60000, value FROM device_property ORDER BY name, at"))
                .containsExactly("PANEL 0 X", "SWVER 0 1", "SWVER 2 2", "SWVER 4 1");
    }

    @Test
    void reopensWithAllThatWasStored() throws Exception {
        history.store(poll("2026-06-01T19:01:30Z").readings());
        List<StoredPoll> before = history.pollsAfter(0, 10);
        reopen();
        assertThat(history.pollsAfter(0, 10)).isEqualTo(before);
        assertThat(rows("PRAGMA user_version")).containsExactly(String.valueOf(Database.SCHEMA_VERSION));
        assertThat(rows("PRAGMA journal_mode")).containsExactly("wal");
        assertThat(rows("PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void bringsAnOlderHistoryUpToDate() throws Exception {
        java.nio.file.Files.createDirectories(file.getParent());
        org.flywaydb.core.Flyway.configure()
                .dataSource("jdbc:sqlite:" + file, null, null)
                .locations("classpath:org/pvswatch/history/sqlite")
                .target("1")
                .load()
                .migrate();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 1");
            statement.execute("INSERT INTO device VALUES (1, 'home', 'E1', 'inverter')");
            statement.execute("INSERT INTO poll (seq, site, pvs, polled_at, first_reading_at, last_reading_at,"
                    + " device_count, production_kw, production_source) VALUES (1, 'home', 'roof', 1000, 900, 900, 1,"
                    + " 0.25, 'INVERTERS')");
            statement.execute("INSERT INTO reading (at, device_id, poll_seq, measured, power_kw, lifetime_energy_kwh)"
                    + " VALUES (900, 1, 1, 1, 0.25, 50)");
        }
        StoredPoll poll = history.pollsAfter(0, 10).get(0);
        assertThat(poll.totals().productionKw()).isEqualTo(0.25);
        assertThat(poll.totals().lifetimeImportKwh()).isNull();
        assertThat(poll.totals().pvsCount()).isEqualTo(1);
        assertThat(poll.inverters()).singleElement().satisfies(inverter -> {
            assertThat(inverter.quality()).isEqualTo(Quality.FRESH);
            assertThat(inverter.reportedAt()).isNull();
            assertThat(inverter.age()).hasMillis(100);
        });
        assertThat(history.memory("home", "roof", Instant.ofEpochMilli(2000), Instant.EPOCH))
                .singleElement()
                .satisfies(device -> assertThat(device.counter(Quantity.LIFETIME_ENERGY_KWH))
                        .isEqualTo(new DeviceMemory.Counted(50, Instant.ofEpochMilli(900))));
    }

    @Test
    void storesAfterAnotherProgramHasWritten() throws Exception {
        history.store(poll("2026-06-01T19:01:30Z").readings());
        assertThat(history.pollsAfter(0, 10)).hasSize(1);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE note (text TEXT)");
        }
        history.store(poll("2026-06-01T19:06:30Z").readings());
        assertThat(history.pollsAfter(0, 10)).hasSize(2);
    }

    @Test
    void saysWhereItsFolderCannotBeMade() throws Exception {
        Path inTheWay = java.nio.file.Files.createFile(folder.resolve("file"));
        try (History blocked = new History(inTheWay.resolve("history.db").toString())) {
            assertThatThrownBy(blocked::span)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining(inTheWay.toString());
        }
    }

    private SiteTotals totalsAfter(Polls poll) throws SQLException {
        history.store(poll.readings());
        long last = history.span().orElseThrow().seq();
        return history.pollsAfter(last - 1, 1).get(0).totals();
    }

    private static Polls first(String at, double kw, double kwh) {
        return Polls.at(at).productionMeter(kw, kwh).gridMeter(-1.0, 50.0, 90.0);
    }

    private static Polls second(String at, double kw, double kwh) {
        return Polls.at(at).of("pvs2").inverter("E9", kw, kwh);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givesAPollTheTotalsOfTheWholeSite(boolean reopening) throws Exception {
        SiteTotals alone = totalsAfter(first("2026-06-01T19:00:20Z", 2.0, 100.0));
        assertThat(alone.productionKw()).isEqualTo(2.0);
        assertThat(alone.houseLoadKw()).isEqualTo(1.0);
        assertThat(alone.pvsCount()).isEqualTo(1);
        if (reopening) {
            reopen();
        }
        SiteTotals both = totalsAfter(second("2026-06-01T19:00:40Z", 3.0, 500.0));
        assertThat(both)
                .isEqualTo(new SiteTotals(
                        5.0,
                        4.0,
                        -1.0,
                        null,
                        null,
                        600.0,
                        560.0,
                        -40.0,
                        50.0,
                        90.0,
                        SiteTotals.Source.SEVERAL,
                        false,
                        2));
        if (reopening) {
            reopen();
        }
        assertThat(totalsAfter(first("2026-06-01T19:05:20Z", 2.5, 100.25)).productionKw())
                .isEqualTo(5.5);
        if (reopening) {
            reopen();
        }
        SiteTotals late = totalsAfter(first("2026-06-01T19:15:41Z", 2.5, 100.5));
        assertThat(late.productionKw())
                .as("what the other told is 15 minutes and a second old")
                .isNull();
        assertThat(late.lifetimeProductionKwh()).isNull();
        assertThat(late.houseLoadKw()).isNull();
        assertThat(late.netImportKw())
                .as("only the first has a meter at the grid")
                .isEqualTo(-1.0);
        if (reopening) {
            reopen();
        }
        SiteTotals mute =
                totalsAfter(Polls.at("2026-06-01T19:20:20Z").of("pvs2").inverter("E9", null, null));
        assertThat(mute.productionKw()).as("the second told power before").isNull();
        if (reopening) {
            reopen();
        }
        SiteTotals later = totalsAfter(first("2026-06-03T19:20:21Z", 4.0, 120.0));
        assertThat(later.productionKw())
                .as("the second did not answer for 48 hours")
                .isEqualTo(4.0);
        assertThat(later.pvsCount()).isEqualTo(1);
    }

    @Test
    void makesNothingOfAnotherPvsTwice() throws Exception {
        totalsAfter(first("2026-06-01T19:00:20Z", 2.0, 100.0));
        totalsAfter(second("2026-06-01T19:00:20Z", 3.0, 500.0));
        assertThat(totalsAfter(first("2026-06-01T19:05:20Z", 2.5, 100.25)).productionKw())
                .isEqualTo(5.5);
        assertThat(totalsAfter(second("2026-06-01T19:05:20Z", 3.5, 500.25)).productionKw())
                .as("two of one moment do not know of each other")
                .isEqualTo(2.0 + 3.5);
    }

    @Test
    void carriesTheEnergyOfAnInverterThatDoesNotTellIt() throws Exception {
        totalsAfter(Polls.at("2026-06-01T19:00:20Z").inverter("E1", 0.2, 100.0).inverter("E2", 0.2, 200.0));
        assertThat(totalsAfter(Polls.at("2026-06-01T19:05:20Z")
                                .inverter("E1", 0.2, 100.5)
                                .absent("E2"))
                        .lifetimeProductionKwh())
                .isEqualTo(300.5);
        reopen();
        assertThat(totalsAfter(Polls.at("2026-06-01T19:10:20Z")
                                .inverter("E1", null, null)
                                .inverter("E2", null, null))
                        .lifetimeProductionKwh())
                .isEqualTo(300.5);
        assertThat(totalsAfter(Polls.at("2026-06-01T19:03:20Z")
                                .inverter("E1", null, null)
                                .inverter("E2", 0.2, 200.2))
                        .lifetimeProductionKwh())
                .as("an answer that came late")
                .isEqualTo(300.2);
        assertThat(totalsAfter(Polls.at("2026-06-01T19:15:20Z")
                                .inverter("E1", 0.2, 101.0)
                                .absent("E2"))
                        .lifetimeProductionKwh())
                .isCloseTo(301.2, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(totalsAfter(Polls.at("2026-06-01T19:20:20Z")
                                .inverter("E1", 0.2, 101.0)
                                .inverter("E3", null, null))
                        .lifetimeProductionKwh())
                .as("E3 never told any")
                .isNull();
    }
}
