package org.pvswatch.simulator;

/**
 * The sky at one five-minute mark.
 *
 * @param sun where the sun stands
 * @param irradiance what reaches the ground
 * @param state which of the three skies
 * @param coverPercent cloud cover, 0 to 100
 * @param ambientTempC air temperature
 * @param rainMillimetresPerHour rain falling now
 */
record SkyMoment(
        SunPosition sun,
        Irradiance irradiance,
        SkyState state,
        double coverPercent,
        double ambientTempC,
        double rainMillimetresPerHour) {}
