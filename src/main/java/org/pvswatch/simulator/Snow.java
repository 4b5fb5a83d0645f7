package org.pvswatch.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Snow: what falls in the cold comes down white, lies, melts with warmth, and covers a roof until it slides off: of each
 * side of the roof and of each panel after a time of its own, up to four days. A function of the mark; each winter is
 * computed once, from its summer on. Safe for several threads.
 */
final class Snow {
    private static final double FALLS_BELOW_CELSIUS = 0.4;
    private static final double CENTIMETRES_PER_MILLIMETRE = 0.7;
    private static final double SETTLES_PER_HOUR = 0.0015;
    private static final double MELTS_CENTIMETRES_PER_KELVIN_HOUR = 0.08;
    /** A day of less does not cover a roof; with this the north has its 14 falls a winter. */
    private static final double COVERS_CENTIMETRES = 5.5;

    private static final double LONGEST_ON_PLANE_DAYS = 2.5;
    private static final double LONGEST_ON_PANEL_DAYS = 1.5;
    private static final double LIGHT_THROUGH = 0.03;
    private static final int SLIDES_FOR_MARKS = 36;
    private static final int MARKS_PER_HOUR = 12;
    private static final int HOURS_PER_DAY = 24;
    private static final long SEASON_DAYS = 366;
    private static final double DAYS_PER_YEAR = 365.2425;
    private static final int SUMMER_DAY = 182;
    private static final double HALF_DAY = 0.5;
    private static final int SEASONS_KEPT = 4;

    private final Clouds clouds;
    private final AmbientTemperature temperature;
    private final SeededNoise lags;
    private final Map<Long, Season> seasons = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Season> eldest) {
            return size() > SEASONS_KEPT;
        }
    };
    private volatile Season latest = new Season(Long.MAX_VALUE, new float[0], List.of(), new int[0]);

    Snow(Clouds clouds, AmbientTemperature temperature, SeededNoise noise) {
        this.clouds = clouds;
        this.temperature = temperature;
        this.lags = noise;
    }

    /** What fell on one day, from its first mark to its last. */
    record Fall(long beginMark, long endMark) {}

    /** A year from summer on. @param lastFall for each day, the number of falls begun by its end */
    private record Season(long firstDay, float[] depthCm, List<Fall> falls, int[] lastFall) {
        boolean holds(long mark) {
            long day = Math.floorDiv(mark, Sky.MARKS_PER_DAY);
            return day >= firstDay && day < firstDay + lastFall.length;
        }
    }

    /** New snow, centimetres per hour. */
    double centimetresPerHour(double rainMillimetresPerHour, double ambientTempC) {
        return ambientTempC < FALLS_BELOW_CELSIUS ? rainMillimetresPerHour * CENTIMETRES_PER_MILLIMETRE : 0;
    }

    /** Depth of lying snow, metres. */
    double depthMetres(long mark) {
        var season = season(mark);
        return season.depthCm[(int) ((mark - season.firstDay * Sky.MARKS_PER_DAY) / MARKS_PER_HOUR)] / 100.0;
    }

    /** Falls that cover a roof and begin between two marks. */
    List<Fall> falls(long fromMark, long toMark) {
        var found = new ArrayList<Fall>();
        for (long year = year(fromMark); year <= year(toMark); year++) {
            for (var fall : seasonOf(year).falls) {
                if (fall.beginMark >= fromMark && fall.beginMark < toMark) {
                    found.add(fall);
                }
            }
        }
        return found;
    }

    /** Part of the light that reaches a panel, 0 to 1. @param plane number of its side of the roof */
    double part(Panel panel, int plane, long mark) {
        var season = season(mark);
        int day = (int) (Math.floorDiv(mark, Sky.MARKS_PER_DAY) - season.firstDay);
        double part = 1;
        for (int i = season.lastFall[day] - 1; i >= 0; i--) {
            var fall = season.falls.get(i);
            if (mark - fall.endMark > 5L * Sky.MARKS_PER_DAY) {
                break;
            }
            part = Math.min(part, part(fall, panel, plane, mark));
        }
        return part;
    }

    private double part(Fall fall, Panel panel, int plane, long mark) {
        if (mark < fall.beginMark) {
            return 1;
        }
        var own = lags.stream(fall.beginMark);
        double days = own.between(-1 - plane, 0, LONGEST_ON_PLANE_DAYS)
                + own.between(panel.number(), 0, LONGEST_ON_PANEL_DAYS);
        double slidSince = mark - (fall.endMark + days * Sky.MARKS_PER_DAY);
        return LIGHT_THROUGH + (1 - LIGHT_THROUGH) * Math.max(0, Math.min(1, slidSince / SLIDES_FOR_MARKS));
    }

    /** The summer a mark's winter begins with. */
    private static long year(long mark) {
        return (long)
                Math.floor((Math.floorDiv(mark, (long) Sky.MARKS_PER_DAY) - SUMMER_DAY + HALF_DAY) / DAYS_PER_YEAR);
    }

    private Season season(long mark) {
        var seen = latest;
        if (!seen.holds(mark)) {
            seen = seasonOf(year(mark));
            latest = seen;
        }
        return seen;
    }

    private synchronized Season seasonOf(long year) {
        return seasons.computeIfAbsent(year, this::compute);
    }

    private Season compute(long year) {
        long firstDay = (long) Math.ceil(year * DAYS_PER_YEAR + SUMMER_DAY - HALF_DAY);
        var depth = new float[(int) SEASON_DAYS * HOURS_PER_DAY];
        var lastFall = new int[(int) SEASON_DAYS];
        var falls = new ArrayList<Fall>();
        double lying = 0;
        for (int day = 0; day < SEASON_DAYS; day++) {
            long begin = -1;
            long end = 0;
            double fallen = 0;
            for (int hour = 0; hour < HOURS_PER_DAY; hour++) {
                long mark = ((firstDay + day) * HOURS_PER_DAY + hour) * MARKS_PER_HOUR;
                double celsius = temperature.at(mark);
                double fresh = centimetresPerHour(clouds.rainMillimetresPerHour(mark), celsius);
                if (fresh > 0) {
                    begin = begin < 0 ? mark : begin;
                    end = mark + MARKS_PER_HOUR;
                    fallen += fresh;
                }
                lying = Math.max(
                        0,
                        lying * (1 - SETTLES_PER_HOUR)
                                + fresh
                                - MELTS_CENTIMETRES_PER_KELVIN_HOUR * Math.max(0, celsius));
                depth[day * HOURS_PER_DAY + hour] = (float) lying;
            }
            if (fallen >= COVERS_CENTIMETRES) {
                falls.add(new Fall(begin, end));
            }
            lastFall[day] = falls.size();
        }
        return new Season(firstDay, depth, List.copyOf(falls), lastFall);
    }
}
