package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.spi.Language;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvswatch.archive.Answers;
import org.pvswatch.history.History;
import org.pvswatch.replay.Replay;

/** The whole way of a record: the shipped routes and settings, real HTTP and TLS, real files, a real database. */
class PipelineTest {
    /** Local midnight of a day in the zone of the simulated house. */
    private static final Instant MIDNIGHT = Instant.parse("2026-06-10T07:00:00Z");

    private static final Instant NEXT_MIDNIGHT = MIDNIGHT.plus(Duration.ofDays(1));
    private static final Duration QUARTER = Duration.ofMinutes(15);

    /** A varserver reports no state; a number it prints went through 32 bits. */
    private static final List<String> ONLY_LEGACY = List.of("Reported State", "Production From");

    @TempDir
    private Path data;

    @Test
    void bothGenerationsGiveTheSameRows() throws Exception {
        Map<String, List<CsvRecord>> legacy = dayOf("l0-61839");
        Map<String, List<CsvRecord>> varserver = dayOf("v-61845");
        assertThat(legacy.keySet())
                .containsExactly("daily.csv", "inverters-2026-06.csv", "overview-2026.csv", "panels-2026.csv")
                .isEqualTo(varserver.keySet());
        legacy.forEach((file, rows) -> {
            List<CsvRecord> others = varserver.get(file);
            assertThat(rows).as(file).hasSameSizeAs(others).hasSizeGreaterThan(1);
            assertThat(rows.get(0).getFields()).isEqualTo(others.get(0).getFields());
            for (int row = 1; row < rows.size(); row++) {
                assertSame(rows.get(0).getFields(), rows.get(row), others.get(row));
            }
        });
        assertThat(legacy.get("inverters-2026-06.csv")).hasSizeGreaterThan(6 * 40);
        assertThat(legacy.get("overview-2026.csv")).hasSize(1 + 97);
        assertThat(legacy.get("daily.csv")).hasSize(2);
        assertThat(legacy.get("panels-2026.csv")).hasSize(1 + 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"l0-2019", "l0-61839", "l0-pvs5", "v-61845", "v-storage"})
    void polledGentlyAndWithoutAWord(String profile) throws Exception {
        try (House house = new House(data, profile, MIDNIGHT).started()) {
            house.pollEvery(Duration.ofHours(1), MIDNIGHT, NEXT_MIDNIGHT);
            assertThat(house.warnings()).isEmpty();
            assertThat(house.simulator().writeAttempts()).isEmpty();
            assertThat(house.simulator().peakRequestsInFlight()).isEqualTo(1);
            assertThat(house.watch().history().count(History.Table.POLL)).isEqualTo(24);
        }
    }

    @Test
    void theArchiveAloneRebuildsTheSameBytes() throws Exception {
        try (House house = new House(data, "l0-61839", MIDNIGHT, "dead:2@2026-06-10T11:00").started()) {
            house.pollEvery(QUARTER, MIDNIGHT, NEXT_MIDNIGHT.plus(QUARTER));
            house.stopWatching();
            Map<String, String> before = texts(house, "csv");
            assertThat(before).containsKeys("overview-2026.csv", "inverters-2026-06.csv", "daily.csv");
            Files.delete(data.resolve("history.db"));
            for (Path csv : house.below("csv")) {
                Files.delete(csv);
            }
            house.started();
            assertThat(house.catchUp()).isEqualTo(97 + 25);
            assertThat(texts(house, "csv")).isEqualTo(before);
            long rows = house.watch().history().count(History.Table.READING);
            new Replay(house.watch(), house.settings())
                    .all(Replay.answersIn(data.resolve("archive")), false, each -> {});
            assertThat(house.watch().history().count(History.Table.READING)).isEqualTo(rows);
            assertThat(texts(house, "csv")).isEqualTo(before);
            assertThat(house.archived()).hasSize(97 + 25);
        }
    }

    @Test
    void packsRebuildTheSameBytesToo() throws Exception {
        try (House house = new House(data, "l0-61839", MIDNIGHT, "dead:2@2026-06-10T11:00").started()) {
            house.pollEvery(QUARTER, MIDNIGHT, NEXT_MIDNIGHT.plus(QUARTER));
            Map<String, String> before = texts(house, "csv");
            house.simulator().clock().stepTo(NEXT_MIDNIGHT.plus(Duration.ofHours(20)));
            house.watch().send("direct:pack-archive", null);
            assertThat(house.archived())
                    .extracting(file -> file.getFileName().toString())
                    .contains("2026-06-10.tar.xz")
                    .hasSize(1 + 29 + 8)
                    .as("the UTC day that is yesterday stays");
            assertThat(house.everythingSaid()).contains("days packed: 1, with 85 answers");
            assertThat(house.warnings()).isEmpty();
            house.stopWatching();
            Files.delete(data.resolve("history.db"));
            for (Path csv : house.below("csv")) {
                Files.delete(csv);
            }
            house.started();
            assertThat(house.catchUp()).isEqualTo(97 + 25);
            assertThat(texts(house, "csv")).isEqualTo(before);
            long rows = house.watch().history().count(History.Table.READING);
            List<Replay.Outcome> outcomes = new ArrayList<>();
            new Replay(house.watch(), house.settings())
                    .all(Replay.answersIn(data.resolve("archive/2026/06/2026-06-10.tar.xz")), true, outcomes::add);
            assertThat(outcomes).hasSize(85).allMatch(outcome -> outcome.problem() == null && outcome.rowsOut() == 0);
            assertThat(house.watch().history().count(History.Table.READING)).isEqualTo(rows);
            assertThat(texts(house, "csv")).isEqualTo(before);
        }
    }

    @Test
    void aReplayGoesOnWhereItWasBrokenOff() throws Exception {
        try (House house = new House(data, "l0-61839", MIDNIGHT).started()) {
            house.pollEvery(QUARTER, MIDNIGHT, NEXT_MIDNIGHT);
            Map<String, String> before = texts(house, "csv");
            house.stopWatching();
            Files.delete(data.resolve("history.db"));
            house.with("poll.sinks", "").started();
            Replay replay = new Replay(house.watch(), house.settings()).skippingKnown();
            Answers half = Replay.answersIn(data.resolve("archive"));
            List<Replay.Outcome> outcomes = new ArrayList<>();
            assertThatThrownBy(() -> replay.all(half, false, outcome -> {
                        outcomes.add(outcome);
                        if (outcomes.size() == 60) {
                            throw new IllegalStateException("broken off");
                        }
                    }))
                    .hasMessage("broken off");
            outcomes.clear();
            replay.all(Replay.answersIn(data.resolve("archive")), false, outcomes::add);
            assertThat(outcomes).hasSize(96 + 24);
            assertThat(outcomes.stream().filter(Replay.Outcome::known)).hasSize(24 + 48);
            for (Path csv : house.below("csv")) {
                Files.delete(csv);
            }
            house.watch().send("direct:close-day", null);
            house.watch().send("direct:sink-csv", null);
            assertThat(texts(house, "csv")).isEqualTo(before);
        }
    }

    @Test
    void onlyTheWatchClearsAwayWhatAnUnfinishedWriteLeft() throws Exception {
        try (House house = new House(data, "l0-61839", MIDNIGHT)) {
            Path day = Files.createDirectories(data.resolve("archive/2026/06/10"));
            Path part = Files.writeString(day.resolve("20260610T070000.000Z_pvs1.json.gz.part"), "half");
            try (Watch guest = Watch.beside(
                    house.settings(), Path.of("routes"), house.simulator().clock())) {
                guest.start();
            }
            assertThat(part).exists();
            house.started();
            assertThat(part).doesNotExist();
        }
    }

    @Test
    void aReplayBesideTheRunningWatchDisturbsNothing() throws Exception {
        Path earlier = data.resolveSibling(data.getFileName() + "-earlier");
        ExecutorService beside = Executors.newSingleThreadExecutor();
        try (House house =
                new House(data, "l0-61839", MIDNIGHT).with("poll.sinks", "direct:close-day,direct:sink-csv")) {
            house.started(); // without letters: to the watch it is true that nobody asked what the replay brings
            house.pollEvery(QUARTER, MIDNIGHT, NEXT_MIDNIGHT);
            house.stopWatching();
            Files.move(data.resolve("archive"), earlier);
            Files.delete(data.resolve("history.db"));
            for (Path csv : house.below("csv")) {
                Files.delete(csv);
            }
            house.started();
            Future<?> replay = beside.submit(() -> {
                try (Watch guest = Watch.beside(
                        house.settings(), Path.of("routes"), house.simulator().clock())) {
                    guest.start();
                    new Replay(guest, house.settings()).gently().all(Replay.answersIn(earlier), false, outcome -> {});
                }
                return null;
            });
            house.pollEvery(QUARTER, NEXT_MIDNIGHT, NEXT_MIDNIGHT.plus(Duration.ofHours(6)));
            replay.get();
            house.watch().send("direct:close-day", null);
            house.watch().send("direct:sink-csv", null);
            assertThat(house.warnings()).isEmpty();
            assertThat(house.watch().history().count(History.Table.POLL)).isEqualTo(96 + 24);
            Map<String, String> together = texts(house, "csv");
            house.stopWatching();
            Files.delete(data.resolve("history.db"));
            for (Path csv : house.below("csv")) {
                Files.delete(csv);
            }
            house.started();
            new Replay(house.watch(), house.settings()).all(Replay.answersIn(earlier), false, outcome -> {});
            house.catchUp();
            assertThat(texts(house, "csv")).isEqualTo(together);
        } finally {
            beside.shutdown();
        }
    }

    @Test
    void namesThatAreNumbersAndNumbersWithoutDecimalsAreNoTrouble() throws Exception {
        try (House house = new House(data, "l0-61839", MIDNIGHT)
                .with("site.latitude", "38")
                .with("site.longitude", "-121")
                .with("inverter.rated-kw", "1")
                .with("mail.user", "12345")
                .with("history.user", "12345")
                .started()) {
            house.pollAt(MIDNIGHT);
            assertThat(house.warnings()).isEmpty();
            assertThat(house.watch().history().count(History.Table.POLL)).isEqualTo(1);
        }
    }

    @Test
    void answersThatNeverReachedHistoryAreTakenAtTheNextStart() throws Exception {
        Instant noon = MIDNIGHT.plus(Duration.ofHours(12));
        try (House house = new House(data, "l0-61839", noon).with("poll.sinks", "direct:close-day,direct:sink-csv")) {
            house.started();
            house.pollEvery(QUARTER, noon, noon.plus(Duration.ofHours(1)));
            Path last = house.archived().get(house.archived().size() - 2);
            assertThat(last.getFileName().toString()).contains("_pvs1");
            house.stopWatching();
            Files.delete(data.resolve("history.db"));
            Files.move(data.resolve("csv"), data.resolve("old-csv"));
            house.started();
            assertThat(house.catchUp()).isEqualTo(5);
            assertThat(Files.readString(data.resolve("csv/overview-2026.csv")))
                    .isEqualTo(Files.readString(data.resolve("old-csv/overview-2026.csv")));
            assertThat(house.catchUp()).isZero();
        }
    }

    @Test
    void clocksStartPolls() throws Exception {
        Instant noon = MIDNIGHT.plus(Duration.ofHours(12));
        try (House house = new House(data, "l0-61839", noon)
                .with("pvs.poll-cron", "* * * * * ?")
                .with("pvs.jitter-ms", "0")
                .with("weather.poll-cron", "* * * * * ?")
                .started()) {
            NotifyBuilder polls = asked(house, "poll-pvs", "direct://ask-every-pvs", 2);
            NotifyBuilder weather = asked(house, "poll-weather", "direct://ask-weather", 1);
            NotifyBuilder start = asked(house, "at-start", "direct://ask-every-pvs", 1);
            house.watch().startTriggers();
            assertThat(polls.matches(20, TimeUnit.SECONDS)).isTrue();
            assertThat(weather.matches(20, TimeUnit.SECONDS)).isTrue();
            assertThat(start.matches(20, TimeUnit.SECONDS)).isTrue();
            assertThat(house.warnings()).isEmpty();
            assertThat(house.archived()).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    /** Counts whole messages: the parts of a split come from the same route but are not sent there. */
    private static NotifyBuilder asked(House house, String route, String endpoint, int times) {
        return new NotifyBuilder(house.watch().context())
                .fromRoute(route)
                .wereSentTo(endpoint)
                .whenDone(times)
                .create();
    }

    @ParameterizedTest
    @ValueSource(strings = {"l0-61839", "v-61845"})
    void noSecretLeavesTheConversation(String profile) throws Exception {
        Instant noon = MIDNIGHT.plus(Duration.ofHours(12));
        try (House house = new House(data, profile, noon, "noserial:1@2026-06-10T12:00/1h").started()) {
            house.pollEvery(QUARTER, noon, noon.plus(Duration.ofHours(2)));
            house.stopWatching();
            house.with("pvs.url", "https://127.0.0.1:9").started();
            house.pollAt(noon.plus(Duration.ofHours(3)));
            List<String> secrets = house.simulator().secrets();
            assertThat(Leaks.in(data.resolve("supervisors"), "", secrets))
                    .as("the one place that knows, for its owner alone")
                    .allMatch(where -> where.contains("pvs1.serial"))
                    .isNotEmpty();
            assertThat(Leaks.in(data, house.everythingSaid(), secrets)).isEmpty();
            assertThat(Leaks.in(data, house.everythingSaid(), List.of("85000549")))
                    .as("what is looked for can be found")
                    .isNotEmpty();
        }
    }

    @Test
    void theArchiveKeepsWholeSerialsIfItsOwnerWantsThem() throws Exception {
        Instant noon = MIDNIGHT.plus(Duration.ofHours(12));
        try (House house = new House(data, "l0-61839", noon)
                .withSecretsInIt()
                .with("archive.serials", "whole")
                .started()) {
            house.pollAt(noon);
            List<String> secrets = house.simulator().secrets();
            assertThat(Leaks.in(data.resolve("archive"), "", secrets)).isNotEmpty();
            assertThat(Leaks.in(data.resolve("csv"), house.everythingSaid(), secrets))
                    .isEmpty();
        }
    }

    @Test
    void anotherCertificateIsRefused() throws Exception {
        Instant noon = MIDNIGHT.plus(Duration.ofHours(12));
        try (House house = new House(data, "v-61845", noon).started()) {
            house.pollAt(noon);
            assertThat(house.archived()).hasSize(1);
            Path pin = data.resolve("certificates/pvs1.sha256");
            assertThat(Files.readString(pin)).matches("[0-9a-f]{64}\n");
            Files.writeString(pin, "0".repeat(64) + "\n");
            house.stopWatching();
            house.started();
            house.pollAt(noon.plus(QUARTER));
            assertThat(house.archived()).hasSize(1);
            assertThat(house.warnings()).hasSize(1).allMatch(line -> line.contains("another certificate"));
        }
    }

    @Test
    void aReadingCanBeAskedInARoute() throws Exception {
        try (House house = new House(data, "l0-61839", MIDNIGHT.plus(Duration.ofHours(12))).started()) {
            house.pollAt(MIDNIGHT.plus(Duration.ofHours(12)));
            Exchange exchange = new DefaultExchange(house.watch().context());
            exchange.getMessage()
                    .setBody(house.watch()
                            .history()
                            .pollsAfter(0, 1)
                            .get(0)
                            .inverters()
                            .get(0));
            Language simple = house.watch().context().resolveLanguage("simple");
            assertThat(simple.createExpression("${body.value('power_kw')}").evaluate(exchange, Double.class))
                    .isPositive();
            assertThat(simple.createExpression("${body.device} ${body.kind} ${body.measuredAt}")
                            .evaluate(exchange, String.class))
                    .matches("E\\d+ INVERTER 2026-06-10T19:00:00Z");
        }
    }

    @Test
    void twoWatchersNeverShareAFolder() throws Exception {
        try (House house = new House(data, "l0-61839", MIDNIGHT).started()) {
            assertThatThrownBy(() -> new Watch(
                            house.settings(),
                            Path.of("routes"),
                            house.simulator().clock()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another PVS Watch works in");
        }
    }

    private Map<String, List<CsvRecord>> dayOf(String profile) throws Exception {
        try (House house = new House(data.resolve(profile), profile, MIDNIGHT).started()) {
            house.pollEvery(QUARTER, MIDNIGHT, NEXT_MIDNIGHT.plus(QUARTER));
            assertThat(house.warnings()).isEmpty();
            Map<String, List<CsvRecord>> rows = new TreeMap<>();
            for (Path csv : house.below("csv")) {
                if (csv.toString().endsWith(".csv")) {
                    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv)) {
                        rows.put(csv.getFileName().toString(), reader.stream().toList());
                    }
                }
            }
            return rows;
        }
    }

    /** Import and export come from a meter, which a varserver shows as of the last five-minute mark: 20 s of 10 kW. */
    private static double behindKwh(String column) {
        return column.matches(".*(Import|Export) \\(kWh\\)") ? 0.06 : 0;
    }

    /** A device list takes seconds to make, and its clock goes on meanwhile. */
    private static double laterS(String column) {
        return "Measurement Age (s)".equals(column) ? 10 : 0;
    }

    private static void assertSame(List<String> columns, CsvRecord legacy, CsvRecord varserver) {
        for (int column = 0; column < columns.size(); column++) {
            String name = columns.get(column);
            String one = legacy.getField(column);
            String other = varserver.getField(column);
            if (ONLY_LEGACY.contains(name) || one.equals(other)) {
                continue;
            }
            assertThat(Double.parseDouble(other))
                    .as("%s of %s", name, legacy.getFields())
                    .isCloseTo(
                            Double.parseDouble(one),
                            org.assertj.core.data.Offset.offset(resolution(one) + behindKwh(name) + laterS(name)));
        }
    }

    /** What a 32-bit number of this size can tell apart, and the last digit that is printed. */
    private static double resolution(String number) {
        int decimals = number.contains(".") ? number.length() - number.indexOf('.') - 1 : 0;
        return Math.max(Math.ulp(Float.parseFloat(number)), Math.pow(10, -Math.max(2, decimals)) * 1.001);
    }

    private static Map<String, String> texts(House house, String folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : house.below(folder)) {
            if (file.toString().endsWith(".csv")) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
