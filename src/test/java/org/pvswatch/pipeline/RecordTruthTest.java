package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvswatch.history.History;
import org.pvswatch.reading.Quality;

/** What is said of the records of a simulated house, whole days long: nothing of a healthy one, the truth of a broken one. */
class RecordTruthTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-06-10T07:00:00Z");
    private static final Instant NOON = MIDNIGHT.plus(Duration.ofHours(12));
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @TempDir
    private Path data;

    private static List<History.QualityChange> changes(House house, int panel) throws SQLException {
        return changes(house, house.simulator().panelSerials().get(panel - 1));
    }

    private static List<History.QualityChange> changes(House house, String serial) throws SQLException {
        return house.watch().history().qualities("home", serial, Instant.EPOCH, MIDNIGHT.plus(Duration.ofDays(9)));
    }

    private static Set<Quality> ofPanel(House house, int panel) throws SQLException {
        Set<Quality> seen = new TreeSet<>();
        changes(house, panel).forEach(change -> seen.add(change.quality()));
        return seen;
    }

    @ParameterizedTest
    @ValueSource(strings = {"l0-2019", "l0-61839", "l0-pvs5", "v-61845", "v-61840", "v-storage"})
    void aHealthyDayAndNightIsQuiet(String profile) throws Exception {
        try (House house = new House(data, profile, MIDNIGHT).started()) {
            house.pollEvery(Duration.ofMinutes(10), MIDNIGHT, MIDNIGHT.plus(Duration.ofHours(30)));
            assertThat(house.warnings()).isEmpty();
            for (int panel = 1; panel <= 6; panel++) {
                assertThat(changes(house, panel))
                        .as("panel %d", panel)
                        .extracting(History.QualityChange::quality)
                        .containsExactly(Quality.FRESH, Quality.STALE, Quality.FRESH, Quality.STALE);
            }
            assertThat(house.watch().history().count(History.Table.DEVICE_QUALITY))
                    .as("no other device, and no row by day")
                    .isEqualTo(3 * 6);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "l0-61839, silent:2, SILENT, 20",
        "l0-2019, silent:2, SILENT, 20",
        "v-61845, silent:2, SILENT, 20",
        "l0-61839, dead:2, SILENT, 20",
        "l0-61839, nan:2, SILENT, 5",
        "v-61845, nan:2, SILENT, 5",
        "l0-61839, noserial:2, ABSENT, 5",
        "v-61845, noserial:2, ABSENT, 5",
    })
    void aPanelInTroubleIsToldAndNoOther(String profile, String fault, Quality expected, int withinMinutes)
            throws Exception {
        Instant noon = NOON;
        try (House house = new House(data, profile, noon, fault + "@2026-06-10T12:20/1h").started()) {
            house.pollEvery(FIVE_MINUTES, noon, noon.plus(Duration.ofMinutes(110)));
            List<History.QualityChange> changes = changes(house, 2);
            assertThat(changes)
                    .extracting(History.QualityChange::quality)
                    .containsExactly(Quality.FRESH, expected, Quality.FRESH);
            assertThat(changes.get(1).at())
                    .isBetween(
                            noon.plus(Duration.ofMinutes(20)),
                            noon.plus(Duration.ofMinutes(20L + withinMinutes)).plusSeconds(30));
            assertThat(changes.get(2).at()).isAfter(noon.plus(Duration.ofMinutes(79)));
            for (int panel : new int[] {1, 3, 4, 5, 6}) {
                assertThat(ofPanel(house, panel)).as("panel %d", panel).containsExactly(Quality.FRESH);
            }
        }
    }

    @Test
    void aCounterThatReadsZeroIsNotBelieved() throws Exception {
        try (House house = new House(data, "l0-61839", NOON, "zero:2@2026-06-10T12:20/6m").started()) {
            house.pollEvery(FIVE_MINUTES, NOON, NOON.plus(Duration.ofMinutes(60)));
            assertThat(changes(house, 2))
                    .extracting(History.QualityChange::quality)
                    .containsExactly(Quality.FRESH, Quality.IMPLAUSIBLE, Quality.FRESH);
            assertThat(house.watch().history().pollsAfter(0, 99).stream()
                            .flatMap(poll -> poll.inverters().stream())
                            .map(reading -> reading.value("lifetime_energy_kwh")))
                    .filteredOn(kwh -> kwh != null)
                    .allMatch(kwh -> kwh > 100);
        }
    }

    @Test
    void invertersThatARestartAtNightForgotAreAbsentUntilTheyWake() throws Exception {
        try (House house = new House(data, "v-61845", MIDNIGHT, "restart@2026-06-10T01:00").started()) {
            house.pollEvery(Duration.ofMinutes(10), MIDNIGHT, NOON);
            for (int panel = 1; panel <= 6; panel++) {
                assertThat(changes(house, panel))
                        .extracting(History.QualityChange::quality)
                        .containsExactly(Quality.FRESH, Quality.STALE, Quality.ABSENT, Quality.FRESH);
            }
        }
    }

    @Test
    void aPvsWithoutItsTimeMakesNothingStale() throws Exception {
        try (House house = new House(data, "l0-61839", NOON, "1970@2026-06-10T12:20/30m").started()) {
            house.pollEvery(FIVE_MINUTES, NOON, NOON.plus(Duration.ofMinutes(60)));
            for (int panel = 1; panel <= 6; panel++) {
                assertThat(ofPanel(house, panel)).containsExactly(Quality.FRESH);
            }
        }
    }

    @Test
    void theArchiveAloneTellsTheSame() throws Exception {
        try (House house = new House(
                        data,
                        "l0-61839",
                        NOON,
                        "silent:2@2026-06-10T12:20/30m",
                        "noserial:3@2026-06-10T12:40/20m",
                        "nan:4@2026-06-10T12:50/20m")
                .started()) {
            house.pollEvery(FIVE_MINUTES, NOON, NOON.plus(Duration.ofMinutes(90)));
            List<List<History.QualityChange>> live = List.of(changes(house, 2), changes(house, 3), changes(house, 4));
            house.stopWatching();
            java.nio.file.Files.delete(data.resolve("history.db"));
            house.started();
            assertThat(house.catchUp()).isPositive();
            assertThat(List.of(changes(house, 2), changes(house, 3), changes(house, 4)))
                    .isEqualTo(live);
            assertThat(live).allMatch(changes -> changes.size() == 3);
        }
    }
}
