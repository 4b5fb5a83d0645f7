package org.pvswatch.report;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.pvswatch.fault.SolarModel;
import org.pvswatch.history.Figures;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.Sun;

/**
 * What the weather allowed on each day, in hours of a panel's full power: the model that faults are judged by, summed over
 * quarter-hours. Weather is taken as it was known at each poll, and for some time after it.
 */
final class SunDays {
    private static final int SECONDS = 900;
    private static final double HOURS = 0.25;
    private static final int HELD_SECONDS = 75 * 60;
    private static final double BRIGHT_DEGREES = 3;
    private static final double KNOWN = 0.9;

    /** Polls are stored in between. */
    private static final int PORTION_DAYS = 10;

    private final ZoneId zone;
    private final Sun sun;
    private final double snowDepthM;
    private final Map<LocalDate, Sum> sums = new HashMap<>();
    private long quarter = Long.MIN_VALUE;
    private long heardAt;
    private Conditions weather;

    /** @param snowDepthM depth from which snow counts as lying */
    SunDays(ZoneId zone, Sun sun, double snowDepthM) {
        this.zone = zone;
        this.sun = sun;
        this.snowDepthM = snowDepthM;
    }

    /**
     * A day.
     *
     * @param sunHours hours of full power that the weather allowed
     * @param snow whether snow lay
     */
    record SunDay(double sunHours, boolean snow) {}

    private static final class Sum {
        private double sunHours;
        private int daylight;
        private int known;
        private boolean snow;
    }

    /** Takes all days of a stretch. */
    SunDays read(Figures figures, String site, LocalDate first, LocalDate last) throws SQLException {
        for (LocalDate begin = first; !begin.isAfter(last); begin = begin.plusDays(PORTION_DAYS)) {
            LocalDate next = begin.plusDays(PORTION_DAYS);
            LocalDate end = next.isAfter(last) ? last.plusDays(1) : next;
            figures.weather(
                    site,
                    begin.atStartOfDay(zone).toInstant(),
                    end.atStartOfDay(zone).toInstant(),
                    this::hear);
        }
        close();
        return this;
    }

    /** What is known of a day well enough, {@code null} otherwise. */
    SunDay of(LocalDate date) {
        Sum sum = sums.get(date);
        boolean known = sum != null && sum.daylight > 0 && sum.known >= KNOWN * sum.daylight;
        return known ? new SunDay(sum.sunHours * sum.daylight / sum.known, sum.snow) : null;
    }

    private void hear(Figures.WeatherAt heard) {
        long at = heard.at().getEpochSecond();
        while (quarter != Long.MIN_VALUE && quarter < Math.floorDiv(at, SECONDS)) {
            close();
            quarter++;
        }
        quarter = Math.floorDiv(at, SECONDS);
        heardAt = at;
        weather = heard.weather();
    }

    private void close() {
        if (quarter == Long.MIN_VALUE) {
            return;
        }
        Instant middle = Instant.ofEpochSecond(quarter * SECONDS + SECONDS / 2);
        double elevation = sun.elevationDegrees(middle);
        if (elevation <= 0) {
            return;
        }
        Sum sum = sums.computeIfAbsent(middle.atZone(zone).toLocalDate(), date -> new Sum());
        boolean held = middle.getEpochSecond() - heardAt <= HELD_SECONDS;
        double share = held ? SolarModel.share(weather) : Double.NaN;
        if (!Double.isNaN(share)) {
            sum.sunHours += share * HOURS;
            sum.snow |= weather.snowDepthM() != null && weather.snowDepthM() >= snowDepthM;
        }
        if (elevation > BRIGHT_DEGREES) {
            sum.daylight++;
            sum.known += Double.isNaN(share) ? 0 : 1;
        }
    }
}
