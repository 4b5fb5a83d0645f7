package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.own.Feeds;
import org.pvswatch.own.IncidentNews;
import org.pvswatch.own.Marks;
import org.pvswatch.own.OwnRoutes;
import org.pvswatch.report.Reports;
import org.pvswatch.settings.Settings;

/**
 * What an owner wrote for an earlier version, settings and routes that use every entry point, does the same on this one. The
 * files under {@code upgrade} are never changed; a new version adds a folder.
 */
class UpgradeTest {
    private static final Path THEN = Path.of("src/test/resources/upgrade/0.1");
    private static final Instant EVENING = Instant.parse("2026-06-30T23:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void routesAndSettingsOfAnEarlierVersionWorkAsTheyDid() throws Exception {
        Settings then = Settings.load(THEN, Map.of(), Map.of());
        assertThat(then.remarks())
                .singleElement()
                .asString()
                .endsWith(
                        "'pvs.response-timeout-ms' is called 'pvs.device-list-limit-ms' now; it still works, rename it");
        assertThat(then.get("pvs.device-list-limit-ms")).isEqualTo("120000");
        try (House house = new House(folder.resolve("data"), "l0-61839", EVENING)
                .of(THEN)
                .with(OwnRoutes.FOLDER, THEN.resolve("routes").toString())
                .started()) {
            assertThat(house.watch().refused()).isEmpty();
            house.watch().word("feeds", Feeds.class).await();
            house.watch().word("marks", Marks.class).fromTheFirst();
            house.pollEvery(Duration.ofHours(1), EVENING, EVENING.plus(Duration.ofHours(9)));
            house.watch().word("reports", Reports.class).tell("2026-06");
            OwnCases.keep(
                    house.watch().history(),
                    new IncidentNews(
                            "home",
                            "i1",
                            EVENING.plus(Duration.ofHours(9)),
                            "open",
                            "not-producing",
                            "E1",
                            "high",
                            "open",
                            EVENING,
                            null,
                            1.5));
            house.pollAt(EVENING.plus(Duration.ofHours(9)));
            for (String name : List.of(
                    "reading",
                    "poll",
                    "day",
                    "incident",
                    "report",
                    "polls",
                    "days",
                    "notices",
                    "incidents",
                    "reports",
                    "csv")) {
                assertThat(house.data().resolve("mine/" + name + ".txt")).isNotEmptyFile();
            }
            assertThat(house.data().resolve("mine/csv.txt")).content().startsWith("120000\n");
            assertThat(Files.readAllLines(house.data().resolve("mine/incident.txt")))
                    .containsExactly("open: not-producing of E1 high 1.5");
            assertThat(house.warnings())
                    .filteredOn(line -> !line.contains("open: not-producing of E1"))
                    .hasSize(2)
                    .allMatch(line -> line.contains("is called 'pvs.device-list-limit-ms' now"));
        }
    }
}
