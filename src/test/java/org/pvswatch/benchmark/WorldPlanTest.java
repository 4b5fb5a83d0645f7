package org.pvswatch.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvswatch.simulator.SiteModel;

class WorldPlanTest {
    private static DetectionOptions options(int panels, int years, String... faults) {
        return new DetectionOptions(
                List.of(SiteModel.NORTH),
                List.of(3L, 4L),
                years,
                Duration.ofMinutes(15),
                panels,
                0.35,
                0.015,
                0.01,
                DetectionOptions.wanted(List.of(faults)));
    }

    private static List<LabelKind> kinds(List<World> worlds) {
        return worlds.stream()
                .flatMap(world -> world.labels().stream())
                .map(Label::kind)
                .filter(kind -> kind != LabelKind.OWN_GAP)
                .toList();
    }

    @Test
    void isTheSameEachTime() {
        assertThat(WorldPlan.all(options(24, 2, "all")))
                .extracting(World::labels)
                .isEqualTo(WorldPlan.all(options(24, 2, "all")).stream()
                        .map(World::labels)
                        .toList());
    }

    @Test
    void placesEveryKindInThreeYears() {
        List<World> worlds = WorldPlan.all(options(24, 3, "all"));
        assertThat(Set.copyOf(kinds(worlds)))
                .containsAll(Set.of(LabelKind.values()).stream()
                        .filter(kind -> kind != LabelKind.OWN_GAP)
                        .collect(Collectors.toSet()));
        assertThat(worlds.stream().filter(World::isHealthy))
                .hasSameSizeAs(
                        worlds.stream().filter(world -> !world.isHealthy()).toList());
    }

    /** Nobody could tell two faults of one panel apart, nor a measure of which most is broken. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 12, 24, 60})
    void hitsEachPanelOnceAndFewAtATime(int panels) {
        for (World world : WorldPlan.all(options(panels, 3, "all"))) {
            List<Label> ofPanels = world.labels().stream()
                    .filter(label -> label.panels().size() == 1 && panels > 1)
                    .filter(label -> !label.kind().toString().startsWith("dead-stage"))
                    .toList();
            assertThat(ofPanels).extracting(Label::subject).doesNotHaveDuplicates();
            for (Label label : ofPanels) {
                long together = ofPanels.stream()
                        .filter(other -> other.kind().demand() == LabelKind.Demand.MAIL)
                        .filter(other -> other.start().isBefore(label.end())
                                && label.start().isBefore(other.end()))
                        .filter(other -> other.start().isBefore(label.start()) || other == label)
                        .count();
                assertThat(together).as(world + " " + label).isLessThanOrEqualTo(Math.max(3, panels / 4));
            }
            for (Label label : world.labels()) {
                assertThat(label.start()).isBetween(world.start(), world.end());
                assertThat(label.end()).isAfter(label.start());
            }
        }
    }

    @Test
    void placesOnlyWhatIsAskedFor() {
        assertThat(kinds(WorldPlan.all(options(24, 1, "none")))).isEmpty();
        assertThat(WorldPlan.all(options(24, 1, "none")))
                .allMatch(World::isHealthy)
                .hasSize(2);
        assertThat(kinds(WorldPlan.all(options(24, 2, "dead")))).isNotEmpty().allMatch(kind -> kind.toString()
                .startsWith("dead"));
        assertThat(Set.copyOf(kinds(WorldPlan.all(options(24, 2, "step-20", "circuit")))))
                .isEqualTo(Set.of(LabelKind.STEP_20, LabelKind.CIRCUIT));
        assertThatThrownBy(() -> options(24, 1, "dea"))
                .hasMessageContaining("'dea' is no kind of fault; known are all");
    }
}
