package org.pvswatch.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.pvswatch.reading.Conditions;
import org.pvswatch.simulator.DirectWeather;

/** The weather in force at a moment, as an hourly answer of the simulated service would give it. For one thread. */
final class HourlyWeather {
    private static final Duration HALF = Duration.ofMinutes(30);

    private final DirectWeather service;
    private Conditions latest;
    private Instant nearest;
    private Instant ending;

    HourlyWeather(DirectWeather service) {
        this.service = service;
    }

    /** The conditions at a moment; the service counts as asked at the full hour before. */
    Conditions at(Instant moment) {
        Instant hour = moment.truncatedTo(ChronoUnit.HOURS);
        Instant near = moment.plus(HALF).truncatedTo(ChronoUnit.HOURS);
        Instant end = hour.equals(moment) ? hour : hour.plus(1, ChronoUnit.HOURS);
        if (!near.equals(nearest) || !end.equals(ending)) {
            nearest = near;
            ending = end;
            latest = new Conditions(
                    hour,
                    service.hourly("cloud_cover", near),
                    service.hourly("temperature_2m", near),
                    service.hourly("global_tilted_irradiance", end),
                    service.hourly("snow_depth", near),
                    service.hourly("snowfall", end),
                    service.hourly("precipitation", end));
        }
        return latest;
    }
}
