package org.pvswatch.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;

/**
 * What a month of a site was like: numbers only. What is not known is {@code null} or missing, never 0. Energies are kWh and
 * positive in the direction their name says.
 *
 * @param site id of the site
 * @param month which
 * @param zone of the site
 * @param days every day of the month that was over when this was made, in order; of an unknown one only the date
 * @param productionKwh made on the days that are known, {@code null} when none is
 * @param best the whole day on which most was made, {@code null} without a whole day
 * @param worst the whole day on which least was made
 * @param weather production beside what the weather allowed, {@code null} where that is not known
 * @param earlierYears the same month of every earlier year that is known, the latest first
 * @param selfUse where energy came from and went to, {@code null} without a meter of consumption
 * @param panels each panel, in the order of serials
 * @param incidents what was wrong in this month, what goes on first
 * @param watchList what is no trouble yet
 * @param supervisors each PVS, by id
 * @param coverage how much of it was seen
 */
public record MonthReport(
        String site,
        YearMonth month,
        ZoneId zone,
        List<DayFigures> days,
        Double productionKwh,
        DayFigures best,
        DayFigures worst,
        WeatherComparison weather,
        List<EarlierYear> earlierYears,
        SelfUse selfUse,
        List<PanelFigures> panels,
        List<IncidentFigures> incidents,
        List<IncidentFigures> watchList,
        List<PvsFigures> supervisors,
        Coverage coverage) {

    /** Copies the lists. */
    public MonthReport {
        days = List.copyOf(days);
        earlierYears = List.copyOf(earlierYears);
        panels = List.copyOf(panels);
        incidents = List.copyOf(incidents);
        watchList = List.copyOf(watchList);
        supervisors = List.copyOf(supervisors);
    }

    /** Days of which the production is known wholly. */
    public int wholeDays() {
        return (int) days.stream().filter(DayFigures::isWhole).count();
    }

    /** Days of which only a part of the production is known. */
    public int partlyKnownDays() {
        return (int) days.stream()
                .filter(day -> day.productionKwh() != null && !day.isWhole())
                .count();
    }

    /** The moment at which the month ends. */
    public Instant end() {
        return month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
    }

    /** What goes on at the end of the month and was not taken for the new normal. */
    public List<IncidentFigures> goingOn() {
        return incidents.stream()
                .filter(incident -> incident.isGoingOnAt(end()))
                .toList();
    }

    /**
     * Production beside what the weather allowed, on days of which both are known.
     *
     * @param days so many
     * @param madeKwh made on them
     * @param expectedKwh what the weather allowed on them, by the site's own gain
     * @param gain made to modelled as learned before this month
     * @param snowDays days left out because snow lay
     */
    public record WeatherComparison(int days, double madeKwh, double expectedKwh, double gain, int snowDays) {
        /** How much more was made, percent; negative for less. */
        public double changePercent() {
            return (madeKwh / expectedKwh - 1) * 100;
        }
    }

    /**
     * The same month of an earlier year, compared on the days of the month that are known in both.
     *
     * @param year which
     * @param productionKwh all that is known of it
     * @param wholeDays days that are known wholly
     * @param comparedDays days that are known wholly in both years
     * @param thenKwh made on those days then
     * @param nowKwh made on those days in the month of this report
     */
    public record EarlierYear(
            int year, double productionKwh, int wholeDays, int comparedDays, double thenKwh, double nowKwh) {
        /** How much more was made now, percent; {@code null} without a day to compare. */
        public Double changePercent() {
            return comparedDays == 0 || thenKwh <= 0 ? null : (nowKwh / thenKwh - 1) * 100;
        }
    }

    /**
     * Where energy came from and went to, on days of which all of it is known.
     *
     * @param days so many
     * @param productionKwh made
     * @param houseLoadKwh used by the house
     * @param importKwh drawn from the grid
     * @param exportKwh given to the grid
     */
    public record SelfUse(int days, double productionKwh, double houseLoadKwh, double importKwh, double exportKwh) {
        /** Made and not given away: used at once, or put into a battery. */
        public double usedKwh() {
            return Math.max(0, productionKwh - exportKwh);
        }

        /** Part of the production that was used here, percent; {@code null} when nothing was made. */
        public Double selfConsumptionPercent() {
            return productionKwh <= 0 ? null : Math.min(100, usedKwh() / productionKwh * 100);
        }

        /** Part of the house load that did not come from the grid, percent; {@code null} when nothing was used. */
        public Double selfSufficiencyPercent() {
            return houseLoadKwh <= 0 ? null : Math.max(0, Math.min(100, (1 - importKwh / houseLoadKwh) * 100));
        }
    }

    /**
     * A day of a month.
     *
     * @param date which
     * @param productionKwh made, as far as known
     * @param houseLoadKwh used by the house, as far as known
     * @param importKwh drawn from the grid, as far as known
     * @param exportKwh given to the grid, as far as known
     * @param productionKnownPercent share of the daylight of which production is known, 0 to 100; 100 for a day taken over
     *     from a summary
     * @param gridKnownPercent share of the day of which import and export are known, 0 to 100
     * @param expectedKwh what the weather allowed, {@code null} when not known
     * @param snow whether snow lay
     */
    public record DayFigures(
            LocalDate date,
            Double productionKwh,
            Double houseLoadKwh,
            Double importKwh,
            Double exportKwh,
            double productionKnownPercent,
            double gridKnownPercent,
            Double expectedKwh,
            boolean snow) {
        private static final double WHOLE_PERCENT = 98;

        /** Whether its production is known wholly. */
        public boolean isWhole() {
            return productionKwh != null && productionKnownPercent >= WHOLE_PERCENT;
        }

        /** Whether all its energy is. */
        public boolean isBalanced() {
            return isWhole()
                    && gridKnownPercent >= WHOLE_PERCENT
                    && houseLoadKwh != null
                    && importKwh != null
                    && exportKwh != null;
        }
    }

    /**
     * A panel over a month.
     *
     * @param serial of its inverter
     * @param side of the roof it is compared with, a number; {@code null} when compared with all
     * @param model as the inverter tells it, {@code null} when it does not
     * @param energyKwh made on the days that are known, {@code null} when none is
     * @param knownDays days of which it is judged
     * @param sharePercent of what the middle panel of its side made on the same days, {@code null} when not known
     * @param shares for each day of the month its part of the middle panel, 1 for as much; {@code null} where not known
     * @param incidents of the month, on the watch list too
     */
    public record PanelFigures(
            String serial,
            Integer side,
            String model,
            Double energyKwh,
            int knownDays,
            Double sharePercent,
            List<Double> shares,
            int incidents) {}

    /**
     * A PVS over a month.
     *
     * @param pvs its id
     * @param restarts seen
     * @param freeFlashKib free flash at the end, {@code null} when not told
     * @param freeFlashChangeKib change of the lowest of a day from the first week to the last, {@code null} when
     *     not known
     * @param usedFlashPercent used flash at the end, of a firmware that tells that instead
     * @param usedFlashChangePercent change over the month, percentage points
     * @param flashWearPercent used part of the flash's life at the end, {@code null} when not told
     * @param flashWearBeforePercent at the beginning of the month
     * @param firmware in force at the end, {@code null} when not told
     * @param updates of the firmware in this month
     */
    public record PvsFigures(
            String pvs,
            int restarts,
            Double freeFlashKib,
            Double freeFlashChangeKib,
            Double usedFlashPercent,
            Double usedFlashChangePercent,
            Double flashWearPercent,
            Double flashWearBeforePercent,
            String firmware,
            List<Update> updates) {}

    /** A change of firmware. */
    public record Update(Instant at, String before, String after) {}

    /**
     * How much of a month was seen.
     *
     * @param from beginning of the month, or of the watch when that is later
     * @param days of the month since then
     * @param polledDays of them with an answer
     * @param panels there are
     * @param panelsJudged that were compared on at least four of five days on which panels were
     * @param judgedDays days on which panels were compared
     * @param askedPercent share of the time in which this watcher ran
     * @param answeredPercent share of the time in which every PVS answered
     * @param gaps in which nothing was seen, in order
     */
    public record Coverage(
            Instant from,
            int days,
            int polledDays,
            int panels,
            int panelsJudged,
            int judgedDays,
            double askedPercent,
            double answeredPercent,
            List<Gap> gaps) {}

    /**
     * A time in which nothing was seen.
     *
     * @param from the last answer before
     * @param to the first answer after
     * @param pvs id of the PVS that was asked in vain; {@code null} when nobody asked
     */
    public record Gap(Instant from, Instant to, String pvs) {}
}
