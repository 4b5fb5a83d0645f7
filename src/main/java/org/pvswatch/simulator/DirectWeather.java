package org.pvswatch.simulator;

import java.time.Instant;

/** The weather service asked without HTTP: one variable at one hour, in its unit and with its decimals. */
public final class DirectWeather {
    private static final int MARKS_PER_HOUR = 12;

    private final Sky sky;
    private final RoofPlane plane;

    DirectWeather(Sky sky) {
        this.sky = sky;
        this.plane = sky.site().planes().get(0);
    }

    /** The plane tilted irradiance is given for: the site's first. */
    public RoofPlane plane() {
        return plane;
    }

    /**
     * One value of {@code hourly=}.
     *
     * @param variable such as {@code snow_depth}
     * @param hour a full hour; sums and means are those of the hour that ends there
     * @throws IllegalArgumentException when the service knows no such variable
     */
    public double hourly(String variable, Instant hour) {
        WeatherVariable known;
        try {
            known = WeatherVariable.named(variable);
        } catch (WeatherProblem e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        double value = known.at(sky, Math.floorDiv(hour.getEpochSecond(), Sky.MARK_SECONDS), MARKS_PER_HOUR, plane);
        return Rounding.to(known.decimals(), value);
    }
}
