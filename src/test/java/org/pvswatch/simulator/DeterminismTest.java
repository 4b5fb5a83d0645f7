package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeterminismTest {
    private static final Instant START = Instant.parse("2026-06-01T19:00:00Z");

    private static SimulatorOptions options() {
        return SimulatorOptions.defaults().withPanels(5).withClock(SimulatedClock.stepped(START));
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void sameBytesHoweverOftenItWasAsked(Profile profile) throws Exception {
        var until = START.plusSeconds(86_400 + 1_234);
        String asked;
        String fresh;
        try (var simulator = Simulator.start(options().withProfile(profile))) {
            for (int hour = 0; hour < 24; hour++) {
                simulator.clock().stepTo(START.plusSeconds(hour * 3_600L + 77));
                assertThat(read(simulator)).isNotEmpty();
            }
            simulator.clock().stepTo(until);
            asked = read(simulator);
        }
        try (var simulator = Simulator.start(options().withProfile(profile))) {
            simulator.clock().stepTo(until);
            fresh = read(simulator);
        }
        assertThat(asked).isEqualTo(fresh);
    }

    private static String read(Simulator simulator) {
        var visitor = new PvsVisitor(simulator);
        return simulator.pvsUrl().getScheme().equals("https")
                ? visitor.loggedIn().get("/vars?match=/&fmt=obj").body()
                : visitor.deviceListText();
    }

    @Test
    void thePastReadsAsItDidThen() {
        var options = options();
        var sky = new Sky(options.site(), options.seed());
        var field =
                PanelField.build(options, START.atZone(options.site().zone()).toLocalDate());
        var faults = new FaultSchedule(options.faults(), field.panels(), options.seed());
        var plant = new Plant(options, sky, field, faults, START);
        var soon = plant.at(START.plusSeconds(4_000));
        var earlier = plant.at(START.plusSeconds(-7_000));
        plant.at(START.plusSeconds(10 * 86_400L));
        assertThat(plant.at(START.plusSeconds(4_000))).isEqualTo(soon);
        assertThat(plant.at(START.plusSeconds(-7_000))).isEqualTo(earlier);
    }

    @Test
    void anotherSeedIsAnotherSite() throws Exception {
        try (var one = Simulator.start(options());
                var other = Simulator.start(options().withSeed(2))) {
            assertThat(new PvsVisitor(one).deviceListText()).isNotEqualTo(new PvsVisitor(other).deviceListText());
            assertThat(one.panelSerials()).doesNotContainAnyElementsOf(other.panelSerials());
        }
    }
}
