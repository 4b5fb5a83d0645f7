package org.pvswatch.simulator;

/** Air temperature: season, time of day by the sun, clouds, and warm and cold spells of some days. */
final class AmbientTemperature {
    private final SiteModel site;
    private final Clouds clouds;
    private final SeededNoise noise;

    AmbientTemperature(SiteModel site, Clouds clouds, SeededNoise noise) {
        this.site = site;
        this.clouds = clouds;
        this.noise = noise;
    }

    /** Degrees Celsius at a mark. */
    double at(long mark) {
        double days = mark / (double) Sky.MARKS_PER_DAY;
        long day = (long) Math.floor(days);
        var climate = site.climate();
        double solarHour = ((days - day) * 24 + site.longitudeDegrees() / 15 + 48) % 24;
        double diurnal = Math.cos(2 * Math.PI * (solarHour - 15) / 24) * climate.diurnalSwingC() * damping(mark);
        return climate.meanTempC() + climate.seasonalSwingC() * Climate.summerness(day) + diurnal + spell(days, day);
    }

    private double damping(long mark) {
        long sixHoursAgo = mark - 72;
        double here = swing(clouds.state(mark));
        double before = swing(clouds.state(sixHoursAgo));
        double part = Math.floorMod(mark, 36L) / 36.0;
        double blockBefore = swing(clouds.state(mark - 36));
        return 0.5 * (blockBefore + (here - blockBefore) * part)
                + 0.5 * before * part
                + 0.5 * (1 - part) * swing(clouds.state(sixHoursAgo - 36));
    }

    private static double swing(SkyState state) {
        return switch (state) {
            case CLEAR -> 1.0;
            case BROKEN -> 0.8;
            case OVERCAST -> 0.45;
        };
    }

    /** Straight lines between one draw for each day, so that midnight is no step. */
    private double spell(double days, long day) {
        double part = days - day;
        double slow = level(day) + (level(day + 1) - level(day)) * part;
        return 2.6 * slow;
    }

    private double level(long day) {
        double sum = 0;
        for (int back = 0; back < 4; back++) {
            sum += noise.bell(day - back);
        }
        return sum / 2;
    }
}
