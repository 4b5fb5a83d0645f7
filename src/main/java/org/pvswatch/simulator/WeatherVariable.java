package org.pvswatch.simulator;

import java.util.Arrays;
import java.util.Locale;

/** What the weather service knows, with its unit and decimals. */
enum WeatherVariable {
    TEMPERATURE_2M("°C", 1, false),
    CLOUD_COVER("%", 0, false),
    SHORTWAVE_RADIATION("W/m²", 1, true),
    DIRECT_RADIATION("W/m²", 1, true),
    DIFFUSE_RADIATION("W/m²", 1, true),
    DIRECT_NORMAL_IRRADIANCE("W/m²", 1, true),
    GLOBAL_TILTED_IRRADIANCE("W/m²", 1, true),
    PRECIPITATION("mm", 2, true),
    SNOWFALL("cm", 2, true),
    SNOW_DEPTH("m", 2, false),
    WEATHER_CODE("wmo code", 0, false),
    IS_DAY("", 0, false);

    private final String unit;
    private final int decimals;
    private final boolean ofPeriod;

    WeatherVariable(String unit, int decimals, boolean ofPeriod) {
        this.unit = unit;
        this.decimals = decimals;
        this.ofPeriod = ofPeriod;
    }

    static WeatherVariable named(String name) {
        return Arrays.stream(values())
                .filter(variable -> variable.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new WeatherProblem(
                        "Data corrupted at path ''. Cannot initialize VariableAndPreviousDay from invalid String value "
                                + name));
    }

    String unit() {
        return unit;
    }

    int decimals() {
        return decimals;
    }

    /**
     * Value at a time: the moment itself, or for radiation the mean and for rain the sum of the marks of the period that
     * ends there.
     *
     * @param marks length of that period, in five minutes
     */
    double at(Sky sky, long mark, int marks, RoofPlane plane) {
        if (!ofPeriod) {
            return this == SNOW_DEPTH ? sky.snow().depthMetres(mark) : of(sky.at(mark), plane);
        }
        double sum = 0;
        for (int back = 0; back < marks; back++) {
            sum += this == SNOWFALL ? sky.snowCentimetresPerHour(mark - back) : of(sky.at(mark - back), plane);
        }
        return this == PRECIPITATION || this == SNOWFALL ? sum / 12 : sum / marks;
    }

    private double of(SkyMoment moment, RoofPlane plane) {
        var irradiance = moment.irradiance();
        return switch (this) {
            case TEMPERATURE_2M -> moment.ambientTempC();
            case CLOUD_COVER -> moment.coverPercent();
            case SHORTWAVE_RADIATION -> irradiance.globalHorizontal();
            case DIRECT_RADIATION -> irradiance.directHorizontal();
            case DIFFUSE_RADIATION -> irradiance.diffuseHorizontal();
            case DIRECT_NORMAL_IRRADIANCE -> irradiance.beamNormal();
            case GLOBAL_TILTED_IRRADIANCE -> irradiance.totalOn(plane, moment.sun());
            case PRECIPITATION -> moment.rainMillimetresPerHour();
            case SNOWFALL, SNOW_DEPTH -> throw new IllegalStateException(this + " is more than of a moment");
            case WEATHER_CODE -> code(moment);
            case IS_DAY -> moment.sun().elevationDegrees() > -0.833 ? 1 : 0;
        };
    }

    private static double code(SkyMoment moment) {
        if (moment.rainMillimetresPerHour() > 0) {
            return moment.rainMillimetresPerHour() > 1.5 ? 63 : 61;
        }
        return switch (moment.state()) {
            case CLEAR -> 0;
            case BROKEN -> 2;
            case OVERCAST -> 3;
        };
    }

    /** The name in requests and answers, such as {@code temperature_2m}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
