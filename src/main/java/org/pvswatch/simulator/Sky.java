package org.pvswatch.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Clouds, sun and temperature of a site, on five-minute marks. Any day can be asked for, in any order; each UTC day is
 * computed once and kept while it is likely to be asked again. Safe for use by several threads.
 */
final class Sky {
    /** Seconds from one mark to the next. */
    static final int MARK_SECONDS = 300;

    static final int MARKS_PER_DAY = 288;
    private static final int DAYS_KEPT = 160;

    private final SiteModel site;
    private final Clouds clouds;
    private final AmbientTemperature temperature;
    private final Snow snow;
    private final SeededNoise dirtNoise;
    private final Map<Long, SkyDay> days = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, SkyDay> eldest) {
            return size() > DAYS_KEPT;
        }
    };

    Sky(SiteModel site, long seed) {
        var noise = new SeededNoise(seed).stream("sky");
        this.site = site;
        this.clouds = new Clouds(site.climate(), noise.stream("clouds"));
        this.temperature = new AmbientTemperature(site, clouds, noise.stream("temperature"));
        this.snow = new Snow(clouds, temperature, noise.stream("snow"));
        this.dirtNoise = noise.stream("dirt");
    }

    Snow snow() {
        return snow;
    }

    /** What lies on the glass of these panels. */
    Dirt dirtOn(List<Panel> panels) {
        return new Dirt(clouds, panels, dirtNoise);
    }

    SiteModel site() {
        return site;
    }

    /** The sky at a mark. @param mark seconds since 1970 divided by 300 */
    SkyMoment at(long mark) {
        return day(Math.floorDiv(mark, MARKS_PER_DAY)).moments()[(int) Math.floorMod(mark, (long) MARKS_PER_DAY)];
    }

    private synchronized SkyDay day(long epochDay) {
        return days.computeIfAbsent(epochDay, this::compute);
    }

    private SkyDay compute(long epochDay) {
        var moments = new SkyMoment[MARKS_PER_DAY];
        double[] flicker = clouds.flicker(epochDay);
        for (int i = 0; i < MARKS_PER_DAY; i++) {
            long mark = epochDay * MARKS_PER_DAY + i;
            var sun = SunPosition.at(site, mark * MARK_SECONDS);
            var state = clouds.state(mark);
            double clearness = clouds.clearness(mark, flicker[i]);
            moments[i] = new SkyMoment(
                    sun,
                    Irradiance.of(sun, clearness),
                    state,
                    clouds.coverPercent(mark, flicker[i]),
                    temperature.at(mark),
                    clouds.rainMillimetresPerHour(mark));
        }
        return new SkyDay(moments);
    }

    /** What falls in a day of UTC, rain or snow, millimetres of water. */
    double rainMillimetres(long epochDay) {
        return clouds.rainMillimetres(epochDay);
    }

    /** New snow, centimetres per hour, at a mark. */
    double snowCentimetresPerHour(long mark) {
        var moment = at(mark);
        return snow.centimetresPerHour(moment.rainMillimetresPerHour(), moment.ambientTempC());
    }

    private record SkyDay(SkyMoment[] moments) {}
}
