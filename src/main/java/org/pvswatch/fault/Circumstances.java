package org.pvswatch.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.TreeMap;
import org.pvswatch.incident.Incidents;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;

/**
 * What hits every panel alike and is the fault of none: snow, an outage of the grid, a start of the PVS, the owner at work, a
 * limit on export. Its fields are all it remembers.
 */
final class Circumstances {
    private static final double NOMINAL_BORDER_V = 224;
    private static final double EXPORTS = 0.05;
    private static final double GONE = 0.8;
    private static final double STILL = 0.03;
    private static final int STILL_INTERVALS = 3;
    private static final double LEVEL = 0.99;
    private static final double BELOW_RATING = 0.9;
    private static final double TWO_TICKS_KWH = 0.0205;
    private static final long NEVER = -100_000;
    private static final double DAYLIGHT_DEGREES = 10;
    private static final double FREEZING_C = 2;
    private static final double COVERED = 0.2;
    private static final double DEEPER_M = 0.001;

    private final transient long graceS;
    private final transient long snowDays;
    private final transient double snowDepthM;
    private final transient double snowfallCm;
    private final transient double coveredShare;
    private final transient double nominalShareHigh;

    private long graceUntil = Long.MIN_VALUE;
    private TreeMap<String, Double> uptimes = new TreeMap<>();
    private long outageUntil = Long.MIN_VALUE;
    private double usualVoltageV;
    private long lastSnowDay = NEVER;
    private long lastFall = Long.MIN_VALUE / 2;
    private double depthM;
    private double[] exports = new double[STILL_INTERVALS];

    Circumstances(FaultSettings settings) {
        graceS = Duration.ofMinutes(settings.count("grace-minutes")).toSeconds();
        snowDays = settings.count("snow.days");
        snowDepthM = settings.number("snow.depth-m");
        snowfallCm = settings.number("snow.fall-cm");
        coveredShare = settings.number("snow.covered-share");
        nominalShareHigh = settings.number("curtailed.voltage-share");
    }

    /** Notices starts of the PVS. */
    void hear(Heard heard) {
        for (Reading reading : heard.measured()) {
            Double uptimeS = reading.value(Quantity.UPTIME_S);
            if (reading.kind() == DeviceKind.SUPERVISOR && uptimeS != null) {
                Double before = uptimes.put(reading.device(), uptimeS);
                if (before != null && uptimeS < before) {
                    graceUntil = heard.at().getEpochSecond() + graceS;
                }
            }
        }
    }

    /** Whether no new incident may open now. */
    boolean isGrace(long epochSecond) {
        return epochSecond < graceUntil;
    }

    /** Says of an interval what is known before its panels are compared. */
    void classify(Interval interval, Incidents incidents) {
        interval.grace = isGrace(interval.end().getEpochSecond());
        interval.maintained = incidents.isMaintained(null);
        Conditions weather = interval.weather;
        boolean lies = weather != null && weather.snowDepthM() != null && weather.snowDepthM() >= snowDepthM;
        boolean falls = weather != null && weather.snowfallCm() != null && weather.snowfallCm() >= snowfallCm;
        if (lies || falls) {
            lastSnowDay = interval.day;
        }
        if (falls || deepens(weather)) {
            lastFall = interval.index;
        }
        interval.snowNow = lies || falls;
        tell(interval);
        interval.outage = isOutage(interval);
        interval.curtailed = isAtExportLimit(interval) || isVoltageHigh(interval);
    }

    private boolean deepens(Conditions weather) {
        if (weather == null || weather.snowDepthM() == null) {
            return false;
        }
        double before = depthM;
        depthM = weather.snowDepthM();
        return depthM > before + DEEPER_M;
    }

    private void tell(Interval interval) {
        interval.lastFall = lastFall;
        interval.daysSinceSnow = Math.min(10_000, interval.day - lastSnowDay);
        interval.snowLately = interval.daysSinceSnow <= snowDays;
    }

    /** Without a word of the weather: many panels dark at once on a freezing morning. After the panels were compared. */
    void noticeSnow(Interval interval) {
        boolean unknown = interval.weather == null || interval.weather.snowDepthM() == null;
        if (!unknown || interval.elevationDegrees < DAYLIGHT_DEGREES || interval.dark) {
            return;
        }
        int judged = 0;
        int covered = 0;
        double coldest = Double.MAX_VALUE;
        for (int i = 0; i < interval.size(); i++) {
            if (interval.isGood(i) && interval.isKnown(i)) {
                judged++;
                covered += interval.energyKwh[i] < COVERED * interval.expectedKwh[i] ? 1 : 0;
                double temperature = interval.panels.get(i).heatsinkC;
                coldest = Double.isNaN(temperature) ? coldest : Math.min(coldest, temperature);
            }
        }
        if (judged >= 3 && covered >= coveredShare * judged && coldest < FREEZING_C) {
            lastSnowDay = interval.day;
            lastFall = interval.index;
            interval.snowNow = true;
            tell(interval);
        }
    }

    /** Export stands still, and the better panels all make the same, which they never do by themselves. */
    private boolean isAtExportLimit(Interval interval) {
        System.arraycopy(exports, 1, exports, 0, STILL_INTERVALS - 1);
        exports[STILL_INTERVALS - 1] = -interval.netImportKwh;
        double rating = interval.ratingKw * Interval.HOURS * Math.max(1, interval.size());
        double least = Double.MAX_VALUE;
        double most = 0;
        for (double export : exports) {
            least = Math.min(least, export); // NaN stays
            most = Math.max(most, export);
        }
        return least > EXPORTS * rating && most - least <= Math.max(STILL * most, TWO_TICKS_KWH) && isLevel(interval);
    }

    private static boolean isLevel(Interval interval) {
        double[] made = Numbers.known(interval.energyKwh);
        double most = Numbers.quantile(made, 1);
        long level = Arrays.stream(made).filter(kwh -> kwh >= LEVEL * most).count();
        return made.length > 2 && most < BELOW_RATING * interval.ratingKw * Interval.HOURS && 2 * level > made.length;
    }

    /** The grid is gone, or came back a moment ago: the voltage at a meter falls far below what it was. */
    private boolean isOutage(Interval interval) {
        long end = interval.end().getEpochSecond();
        for (Meter meter : interval.meters) {
            boolean fresh = end - meter.measuredAt <= Interval.SECONDS;
            if (fresh && meter.voltageV < GONE * usualVoltageV) {
                outageUntil = end + graceS;
            } else if (fresh && meter.voltageV > 0) {
                usualVoltageV = meter.voltageV;
            }
        }
        return end < outageUntil;
    }

    private boolean isVoltageHigh(Interval interval) {
        for (Meter meter : interval.meters) {
            double nominal = meter.voltageV > NOMINAL_BORDER_V ? 240 : 208;
            if (meter.voltageV > nominalShareHigh * nominal) {
                return true;
            }
        }
        return false;
    }
}
