package org.pvswatch.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SunTest {
    private static final double TILT_OF_THE_EARTH = 23.44;

    private static double highest(Sun sun, String day) {
        return IntStream.range(0, 24 * 60)
                .mapToDouble(minute ->
                        sun.elevationDegrees(Instant.parse(day + "T00:00:00Z").plusSeconds(60L * minute)))
                .max()
                .orElseThrow();
    }

    @Test
    void standsAsHighAsGeometrySays() {
        Sun sun = new Sun("38.6", "-121.5");
        assertThat(highest(sun, "2026-06-21")).isCloseTo(90 - 38.6 + TILT_OF_THE_EARTH, within(0.02));
        assertThat(highest(sun, "2026-12-21")).isCloseTo(90 - 38.6 - TILT_OF_THE_EARTH, within(0.02));
        assertThat(highest(new Sun("-33.9", "151.2"), "2026-12-21"))
                .isCloseTo(90 - 33.9 + TILT_OF_THE_EARTH, within(0.02));
        assertThat(highest(new Sun("90", "0"), "2026-12-21")).isCloseTo(-TILT_OF_THE_EARTH, within(0.02));
    }

    @ParameterizedTest
    @CsvSource({
        // noon by the sun is two minutes of time later for each half degree to the west
        "0, 2026-04-15T12:00:00Z",
        "-121.5, 2026-04-15T20:06:00Z",
        "151.2, 2026-04-15T01:55:12Z",
    })
    void isHighestAtNoonOfThePlace(String longitude, Instant noon) {
        Sun sun = new Sun("40", longitude);
        double atNoon = sun.elevationDegrees(noon);
        assertThat(atNoon).isGreaterThan(sun.elevationDegrees(noon.minusSeconds(600)));
        assertThat(atNoon).isGreaterThan(sun.elevationDegrees(noon.plusSeconds(600)));
        assertThat(sun.elevationDegrees(noon.plusSeconds(12 * 3600))).isNegative();
    }
}
