package org.pvswatch.benchmark;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.pvswatch.simulator.DirectWeather;

/** The last hour of a day in which the sun is up, by the weather service. */
final class Dusk {
    private final DirectWeather service;

    Dusk(DirectWeather service) {
        this.service = service;
    }

    /** @param noon of the day, UTC */
    Instant of(Instant noon) {
        Instant hour = noon.truncatedTo(ChronoUnit.HOURS);
        while (service.hourly("is_day", hour.plus(1, ChronoUnit.HOURS)) > 0) {
            hour = hour.plus(1, ChronoUnit.HOURS);
        }
        return hour;
    }
}
