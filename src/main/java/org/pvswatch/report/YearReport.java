package org.pvswatch.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.pvswatch.report.MonthReport.Coverage;
import org.pvswatch.report.MonthReport.SelfUse;
import org.pvswatch.report.MonthReport.WeatherComparison;

/**
 * What a year of a site was like: numbers only. What is not known is {@code null} or missing, never 0.
 *
 * @param site id of the site
 * @param year which
 * @param zone of the site
 * @param months the twelve months of this year, in order
 * @param earlierYears every earlier year that is known, the latest first
 * @param productionKwh made on the days that are known, {@code null} when none is
 * @param wholeDays days of which the production is known wholly
 * @param weather production beside what the weather allowed, {@code null} where that is not known
 * @param selfUse where energy came from and went to, {@code null} without a meter of consumption
 * @param degradation how fast the site ages, {@code null} while it is too early to say
 * @param knownSince first day of which enough is known for that, {@code null} without any
 * @param panels the best first
 * @param incidents what was wrong in this year, what goes on first
 * @param claims panels whose maker should hear of them
 * @param coverage how much of it was seen
 */
public record YearReport(
        String site,
        int year,
        ZoneId zone,
        List<MonthOfYear> months,
        List<EarlierYear> earlierYears,
        Double productionKwh,
        int wholeDays,
        WeatherComparison weather,
        SelfUse selfUse,
        Degradation degradation,
        LocalDate knownSince,
        List<PanelYear> panels,
        List<IncidentFigures> incidents,
        List<Claim> claims,
        Coverage coverage) {

    /** Copies the lists. */
    public YearReport {
        months = List.copyOf(months);
        earlierYears = List.copyOf(earlierYears);
        panels = List.copyOf(panels);
        incidents = List.copyOf(incidents);
        claims = List.copyOf(claims);
    }

    /** The moment at which the year ends. */
    public Instant end() {
        return LocalDate.of(year + 1, 1, 1).atStartOfDay(zone).toInstant();
    }

    /** What goes on at the end of the year and was not taken for the new normal. */
    public List<IncidentFigures> goingOn() {
        return incidents.stream()
                .filter(incident -> incident.isGoingOnAt(end()))
                .toList();
    }

    /**
     * A month of the year.
     *
     * @param month which
     * @param productionKwh made on the days that are known, {@code null} when none is
     * @param days of which something is known
     * @param weather production beside what the weather allowed, {@code null} where that is not known
     */
    public record MonthOfYear(YearMonth month, Double productionKwh, int days, WeatherComparison weather) {}

    /**
     * An earlier year, compared over the months that are known to the same extent in both.
     *
     * @param year which
     * @param months what was made in each month, {@code null} where nothing is known
     * @param productionKwh all that is known of it
     * @param days of which something is known
     * @param comparedMonths months known, but for a day or two, in both years
     * @param thenKwh made in those months then
     * @param nowKwh made in those months in the year of this report
     */
    public record EarlierYear(
            int year,
            List<Double> months,
            double productionKwh,
            int days,
            int comparedMonths,
            double thenKwh,
            double nowKwh) {
        /** How much more was made now, percent; {@code null} without a month to compare. */
        public Double changePercent() {
            return comparedMonths == 0 || thenKwh <= 0 ? null : (nowKwh / thenKwh - 1) * 100;
        }
    }

    /**
     * A panel over the year.
     *
     * @param rank 1 for the best
     * @param serial of its inverter
     * @param side of the roof it is compared with, {@code null} when compared with all
     * @param model as the inverter tells it, {@code null} when it does not
     * @param energyKwh made on the days that are known, {@code null} when none is
     * @param sharePercent of the middle panel of its side on the same days, {@code null} when not known
     * @param weeks the same for each seven days from the first of January on, 1 for as much as the middle; {@code null}
     *     where not known
     * @param incidents of the year
     */
    public record PanelYear(
            int rank,
            String serial,
            Integer side,
            String model,
            Double energyKwh,
            Double sharePercent,
            List<Double> weeks,
            int incidents) {}

    /**
     * What the maker of a panel should hear.
     *
     * @param serial of its inverter
     * @param model as the inverter tells it, {@code null} when it does not
     * @param firstSeen first day with a measurement of it
     * @param incidents that earned it, the oldest first
     * @param months its part of the middle panel of its side in each month it is known, in order
     * @param neighbours that it is compared with
     * @param missingKwh what the middle panel made more than this one in the year, on the days that are known
     * @param sharePercent its part of the middle panel in the year
     * @param neighbourLowPercent the least of its neighbours' parts of the middle panel
     * @param neighbourHighPercent the greatest
     */
    public record Claim(
            String serial,
            String model,
            LocalDate firstSeen,
            List<IncidentFigures> incidents,
            List<MonthShare> months,
            int neighbours,
            double missingKwh,
            Double sharePercent,
            Double neighbourLowPercent,
            Double neighbourHighPercent) {}

    /**
     * A panel in a month beside its neighbours.
     *
     * @param month which
     * @param panelKwh made on the days that are known in both
     * @param middleKwh what the middle panel of its side made on them
     */
    public record MonthShare(YearMonth month, double panelKwh, double middleKwh) {}
}
