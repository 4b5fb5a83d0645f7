package org.pvswatch.doctor;

import java.util.List;
import java.util.Optional;
import org.pvswatch.weather.WeatherLog;

/** Whether the weather service answers with the weather of today. */
final class WeatherCheck implements Check {
    private final Installed installed;
    private final Visit visit;

    /** @param visit {@code null} when it is switched off */
    WeatherCheck(Installed installed, Visit visit) {
        this.installed = installed;
        this.visit = visit;
    }

    @Override
    public List<Finding> look() {
        if (visit == null) {
            return List.of(Finding.ok("weather", "switched off (routes.off)"));
        }
        String advice = "is there a connection to the internet? Faults are found without weather too, only later";
        if (visit.answer() == null) {
            String why = visit.troubles().isEmpty()
                    ? "no answer that came as it should"
                    : visit.troubles().get(0);
            return List.of(Finding.fail("weather", "nothing from %s: %s".formatted(visit.url(), why), advice));
        }
        Optional<Boolean> today =
                WeatherLog.tellsOf(visit.answer(), installed.clock().instant());
        if (today.isEmpty()) {
            return List.of(Finding.fail(
                    "weather",
                    visit.url() + " answers, but not as a weather service does",
                    "mend weather.service or its address"));
        }
        return List.of(
                today.get()
                        ? Finding.ok("weather", visit.url() + " answers")
                        : Finding.fail(
                                "weather", visit.url() + " tells of other days than our clock shows", "set the clock"));
    }
}
