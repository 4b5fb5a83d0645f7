package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.history.History;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;

/**
 * Days of polls each five minutes ({@code -Dmonth.days=30} for a month) while everything happens that can happen to a
 * PVS, at random times, and a firmware update in the midst of it: no poll that could be had is missing, no row is there
 * twice, and each row says what a box without faults would have said.
 */
class MonthTest {
    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    private static final Instant BEGIN = Instant.parse("2026-06-01T07:00:00Z");
    private static final Duration TICK = Duration.ofMinutes(5);
    private static final int DAYS = Integer.getInteger("month.days", 10);
    private static final int TICKS = DAYS * 288;
    private static final int HALF = DAYS * 43_200;
    private static final Instant UPDATE = BEGIN.plusSeconds(HALF);
    private static final long SEED = Long.getLong("month.seed", 1);
    private static final Duration AFTER_THE_MARK = Duration.ofSeconds(20);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(31);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Faults that may leave nothing to be had while they last, and how long they do. */
    private static final List<String> NOTHING_TO_HAVE = List.of(
            "503/12m",
            "403/12m",
            "500/12m",
            "html/12m",
            "empty/12m",
            "fail/12m",
            "hang/12m",
            "refused/12m",
            // of half an answer the inverters are what can be read, and at night some boxes are not asked for them
            "truncated/12m");

    /** Those that only a box with a login has. */
    private static final List<String> LOGIN =
            List.of("401/40m", "expire:2/1h", "notloggedin/20m", "hang:/sys/pvs/flashwear_type_b/30h");

    /** Faults through which a poll comes, though less of it. */
    private static final List<String> LESS = List.of(
            "1970/30m",
            "noinverters/40m",
            "nometers/2h",
            "latency:2ms/30m",
            "nan:2/1h",
            "duplicate:3/1h",
            "noserial:4/1h",
            "naserial:5/30m",
            "silent:1/2h",
            "zero:2/5m",
            "zero/5m");

    @TempDir
    private Path data;

    /** From when until when nothing can be had. */
    private record Outage(Instant from, Instant to) {
        boolean covers(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }
    }

    private final List<String> faults = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();

    private void plan() {
        Random dice = new Random(SEED);
        faults.add("update@" + UPDATE);
        for (int day = 0; day < DAYS; day++) {
            Instant from = BEGIN.plusSeconds(day * 86_400L + dice.nextInt(86_400));
            plan("restart", (2 + dice.nextInt(11)) + "m", from, true);
        }
        for (int half = 0; half < 2; half++) {
            List<String> kinds = new ArrayList<>(NOTHING_TO_HAVE);
            kinds.addAll(LESS);
            kinds.addAll(half == 0 ? List.of() : LOGIN);
            for (String kind : kinds) {
                Instant from = BEGIN.plusSeconds(half * HALF + 3600 + dice.nextInt(HALF - 3 * 3600));
                String what = kind.substring(0, kind.lastIndexOf('/'));
                String lasts = kind.substring(kind.lastIndexOf('/') + 1);
                plan(what, lasts, from, NOTHING_TO_HAVE.contains(kind) || what.equals("401"));
            }
        }
    }

    private void plan(String what, String lasts, Instant from, boolean nothingToHave) {
        faults.add(what + "@" + from + "/" + lasts);
        if (nothingToHave) {
            outages.add(new Outage(from, from.plus(Duration.parse("PT" + lasts))));
        }
    }

    @Test
    void losesAndInventsNothing() throws Exception {
        plan();

        Map<Instant, Map<String, double[]>> truth = new HashMap<>();
        try (House house = new House(data, "l0-61839", BEGIN, faults.toArray(new String[0]))
                        .with("pvs.search-after", "0")
                        .with("pvs.limit-ms", "1500")
                        .with("pvs.device-list-limit-ms", "1500")
                        .started();
                Simulator flawless = Simulator.start(SimulatorOptions.defaults()
                        .withPanels(6)
                        .withClock(house.simulator().clock()))) {
            int had = 0;
            int waited = 0;
            Instant lastOutage = Instant.MIN;
            for (int tick = 0; tick < TICKS; tick++) {
                Instant mark = BEGIN.plus(TICK.multipliedBy(tick));
                Instant polledAt = mark.plus(AFTER_THE_MARK);
                long requests = house.simulator().requestCount();
                house.pollAt(mark);
                truth.put(polledAt, measurements(flawless));
                boolean asked = house.simulator().requestCount() > requests;
                boolean taken = house.watch().history().count(History.Table.POLL) > had;
                had += taken ? 1 : 0;
                if (outages.stream().anyMatch(outage -> outage.covers(polledAt))) {
                    lastOutage = polledAt;
                } else if (asked) {
                    assertThat(taken)
                            .as("the poll of " + polledAt + ", " + house.lastWords())
                            .isTrue();
                } else {
                    waited++;
                    assertThat(Duration.between(lastOutage, polledAt))
                            .as("the wait at " + polledAt + " after " + lastOutage + ", " + house.lastWords())
                            .isLessThan(LONGEST_WAIT);
                }
            }
            assertThat(house.simulator().writeAttempts()).isEmpty();
            assertThat(house.simulator().peakRequestsInFlight()).isEqualTo(1);
            assertThat(waited)
                    .as("ticks without a fault on which the PVS was left in peace")
                    .isLessThan(TICKS / 40);
            assertThat(rows("csv/overview-2026.csv", "PVS").size())
                    .as("one row a poll")
                    .isEqualTo(had);
            int compared = compare(rows("csv/inverters-2026-06.csv", "Serial Number"), truth);
            assertThat(compared).as("numbers held against the truth").isGreaterThan(DAYS * 1_600);
            System.out.printf(
                    "%d ticks, %d polls had, %d times waited, %d numbers compared, %d faults%n",
                    TICKS, had, waited, compared, faults.size());
        }
    }

    /** The rows of a CSV file, no two of them of one moment and one subject. */
    private List<NamedCsvRecord> rows(String file, String subject) throws Exception {
        List<NamedCsvRecord> rows = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(data.resolve(file))) {
            for (NamedCsvRecord row : reader) {
                rows.add(row);
                assertThat(keys.add(row.getField("Timestamp") + " " + row.getField(subject)))
                        .as("twice: " + row)
                        .isTrue();
            }
        }
        return rows;
    }

    /** Holds each number against what the flawless box said at that moment; gives how many there were. */
    private static int compare(List<NamedCsvRecord> rows, Map<Instant, Map<String, double[]>> truth) {
        int compared = 0;
        for (NamedCsvRecord row : rows) {
            Instant at =
                    LocalDateTime.parse(row.getField("Timestamp")).atZone(ZONE).toInstant();
            String serial = row.getField("Serial Number").replaceFirst("~.*", "");
            double[] said = truth.get(at).get(serial);
            assertThat(said).as("a device that is there: " + row).isNotNull();
            compared += near(row, "Current PV Production (kW)", said[0], 0.0001);
            compared += near(row, "Lifetime PV Production (kWh)", said[1], 0.001);
        }
        return compared;
    }

    private static int near(NamedCsvRecord row, String column, double said, double tolerance) {
        String cell = row.getField(column);
        if (cell.isEmpty()) {
            return 0;
        }
        assertThat(Double.parseDouble(cell)).as(column + " of " + row).isBetween(said - tolerance, said + tolerance);
        return 1;
    }

    /** Power in kW and lifetime energy in kWh of each inverter, by a reader that is not ours. */
    private static Map<String, double[]> measurements(Simulator flawless) throws Exception {
        Map<String, double[]> measurements = new HashMap<>();
        try (InputStream answer = flawless.pvsUrl()
                .resolve("/cgi-bin/dl_cgi?Command=DeviceList")
                .toURL()
                .openStream()) {
            for (JsonNode device : JSON.readTree(answer).path("devices")) {
                if ("Inverter".equals(device.path("DEVICE_TYPE").asText())) {
                    measurements.put(device.path("SERIAL").asText(), new double[] {
                        device.path("p_3phsum_kw").asDouble(),
                        device.path("ltea_3phsum_kwh").asDouble()
                    });
                }
            }
        }
        return measurements;
    }
}
