package org.pvswatch.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.Profile;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;

/** Twelve days with two restarts in this process, one poll every six hours: nothing grows but what is promised to. */
class LifeTest {
    private static final LocalDate BEGIN = LocalDate.of(2026, 6, 2);

    @TempDir
    private Path data;

    @Test
    void growsByAFileADay() throws Exception {
        List<LifeSpell> lived = new ArrayList<>();
        try (Simulator house = Simulator.start(SimulatorOptions.defaults()
                .withProfile(Profile.named("v-61846"))
                .withPanels(2))) {
            Settings settings = Settings.load(
                    Path.of("config"),
                    Map.of(),
                    Map.of(
                            "site.zone",
                            "America/Los_Angeles",
                            "site.latitude",
                            "38.6",
                            "site.longitude",
                            "-121.5",
                            "pvs.url",
                            house.pvsUrl().toString(),
                            "pvs.search-after",
                            "0",
                            "weather.url",
                            house.weatherUrl().toString(),
                            "reading.stale-minutes",
                            "1440",
                            Settings.DATA_DIR,
                            data.toString()));
            new Life(settings, Path.of("routes"), house.weatherUrl(), new Life.Plan(BEGIN, 3, Period.ofDays(4), 4, 0))
                    .live(lived::add);
        }
        assertThat(lived).extracting(LifeSpell::from).containsExactly(BEGIN, BEGIN.plusDays(4), BEGIN.plusDays(8));
        assertThat(lived).extracting(spell -> spell.polls() + spell.closings()).containsExactly(16, 16, 16);

        LifeSpell second = lived.get(1);
        LifeSpell third = lived.get(2);
        assertThat(third.openFiles()).isLessThanOrEqualTo(second.openFiles());
        assertThat(third.threads()).isLessThanOrEqualTo(second.threads());
        assertThat(third.files() - second.files())
                .as("a pack for each of four days")
                .isEqualTo(4);
        assertThat(third.historyKib()).isGreaterThan(second.historyKib());
        assertThat(answersOutsideOfPacks())
                .as("of yesterday, today and what is tomorrow in UTC, the PVS and the weather")
                .isEqualTo(2 * (4 + 4 + 1));
        assertThat(lived)
                .allSatisfy(
                        spell -> assertThat(LifeSpell.of(spell.line()).line()).isEqualTo(spell.line()));
    }

    private long answersOutsideOfPacks() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("archive"))) {
            return files.filter(file -> file.toString().endsWith(".json.gz")).count();
        }
    }
}
