package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTextTest {
    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

    @Test
    void readsLocalTimesAndDurations() {
        var fault = FaultText.parse("silent:7@2026-05-03T10:15/3d", ZONE);
        assertThat(fault)
                .isEqualTo(new Fault(
                        FaultKind.SILENT, "7", Instant.parse("2026-05-03T17:15:00Z"), Duration.ofDays(3), null));
        assertThat(fault.isActive(Instant.parse("2026-05-03T17:14:59Z"))).isFalse();
        assertThat(fault.isActive(Instant.parse("2026-05-06T17:14:59Z"))).isTrue();
        assertThat(fault.isActive(Instant.parse("2026-05-06T17:15:00Z"))).isFalse();
    }

    @Test
    void readsOffsetsDatesAndDelays() {
        assertThat(FaultText.parse("503@2026-05-03T10:15:00Z/10m", ZONE).from())
                .isEqualTo(Instant.parse("2026-05-03T10:15:00Z"));
        assertThat(FaultText.parse("hang@2026-05-03T10:15:00+02:00", ZONE).from())
                .isEqualTo(Instant.parse("2026-05-03T08:15:00Z"));
        assertThat(FaultText.parse("dead:3@2026-05-03", ZONE).from()).isEqualTo(Instant.parse("2026-05-03T07:00:00Z"));
        assertThat(FaultText.parse("slow:20s@2026-05-03/1h", ZONE).delay()).isEqualTo(Duration.ofSeconds(20));
        assertThat(FaultText.parse("slow@2026-05-03", ZONE).delay()).isEqualTo(Duration.ofSeconds(6));
        assertThat(FaultText.parse("latency:50ms@2026-05-03", ZONE).delay()).isEqualTo(Duration.ofMillis(50));
        assertThat(FaultText.parse("latency@2026-05-03", ZONE).delay()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void readsVariablesCountsAndCounters() {
        assertThat(FaultText.parse("hang:/sys/pvs/flashwear_type_b@2026-05-03/1h", ZONE)
                        .subject())
                .isEqualTo("/sys/pvs/flashwear_type_b");
        assertThat(FaultText.parse("expire:3@2026-05-03", ZONE).subject()).isEqualTo("3");
        assertThat(FaultText.parse("expire@2026-05-03", ZONE).subject()).isEqualTo("2");
        assertThat(FaultText.parse("zero@2026-05-03", ZONE).subject()).isNull();
        assertThat(FaultText.parse("zero:7@2026-05-03", ZONE).lasts()).isEqualTo(Duration.ofMinutes(5));
        assertThat(FaultText.parse("zero:7@2026-05-03/1h", ZONE).lasts()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void readsHowMuch() {
        assertThat(FaultText.parse("weak:7=15@2026-05-03", ZONE).subject()).isEqualTo("7=15");
        assertThat(FaultText.parse("limit@2026-05-03", ZONE).subject()).isEqualTo("1500");
        assertThat(FaultText.parse("loop:6@2026-05-03", ZONE).subject()).isEqualTo("6");
        assertThat(FaultText.parse("flash@2026-05-03", ZONE).subject()).isEqualTo("60");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dead | KIND[:SUBJECT]@FROM",
                "ded:7@2026-05-03 | begins with 'ded'; known are dead, silent",
                "dead@2026-05-03 | does not say which panel",
                "503:7@2026-05-03 | hits the whole box",
                "dead:7@yesterday | 'yesterday' for a time",
                "dead:7@2026-05-03T1 | for a time; understood are",
                "dead:7@2026-05-03/3w | '3w' for a duration; understood are 90s",
                "hang:wear@2026-05-03 | 'wear' for a variable",
                "expire:0@2026-05-03 | '0' for a number of requests",
                "weak:7@2026-05-03 | does not say how much; write weak:7=15",
                "drift:7=0@2026-05-03 | does not say how much",
                "limit:much@2026-05-03 | 'much' for a number; understood",
                "off:7@2026-05-03 | hits the whole box",
                "restart:7@2026-05-03 | hits the whole box",
            })
    void saysWhatWasSeenAndWhatIsUnderstood(String text, String expected) {
        assertThatThrownBy(() -> FaultText.parse(text, ZONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fault '" + text + "'")
                .hasMessageContaining(expected);
    }

    @Test
    void aPanelThatIsNotThereStopsTheStart() {
        var options = SimulatorOptions.defaults().withPanels(4).withFaults("dead:9@2026-06-01");
        assertThatThrownBy(() -> Simulator.start(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hits no panel; understood are 1 to 4");
    }
}
