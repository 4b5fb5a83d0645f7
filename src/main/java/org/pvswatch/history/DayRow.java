package org.pvswatch.history;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.pvswatch.reading.SiteTotals;

/**
 * One finished calendar day of the site. Each energy is what is known of it, {@code null} when nothing is; the known
 * shares say how much of the day that is.
 *
 * @param site id of the site
 * @param date the day, in the zone of the site
 * @param productionKwh energy made
 * @param houseLoadKwh energy used by the house
 * @param netImportKwh import minus export
 * @param importKwh energy drawn from the grid
 * @param exportKwh energy given to the grid
 * @param batteryChargeKwh energy put into batteries
 * @param batteryDischargeKwh energy taken out of batteries
 * @param lifetimeProductionKwh counter at the end of the day
 * @param lifetimeHouseLoadKwh counter at the end of the day
 * @param lifetimeNetImportKwh counter at the end of the day
 * @param source whose counter production was taken from, the same all day
 * @param peakProductionKw largest power of the site that was polled
 * @param peakProductionAt when that was
 * @param sunHours hours in which the panels made at least a tenth of their rating; {@code null} without any inverter
 * @param invertersReporting inverters measured at least once that day
 * @param polls answers of that day
 * @param hours length of the day: 23, 24 or 25
 * @param coveragePercent share of the day's quarter-hours with an answer, 0 to 100
 * @param productionKnownPercent share of the daylight of which the production is known, 0 to 100
 * @param houseLoadKnownPercent share of the day of which the house load is known, 0 to 100
 * @param gridKnownPercent share of the day of which the net import is known, 0 to 100
 * @param overMidnight what became of energy for which nobody was there at a midnight
 * @param panels what each inverter did, in the order of their serials
 */
public record DayRow(
        String site,
        LocalDate date,
        Double productionKwh,
        Double houseLoadKwh,
        Double netImportKwh,
        Double importKwh,
        Double exportKwh,
        Double batteryChargeKwh,
        Double batteryDischargeKwh,
        Double lifetimeProductionKwh,
        Double lifetimeHouseLoadKwh,
        Double lifetimeNetImportKwh,
        SiteTotals.Source source,
        Double peakProductionKw,
        Instant peakProductionAt,
        Double sunHours,
        int invertersReporting,
        int polls,
        int hours,
        double coveragePercent,
        double productionKnownPercent,
        double houseLoadKnownPercent,
        double gridKnownPercent,
        OverMidnight overMidnight,
        List<PanelDay> panels) {

    /** Copies the list. */
    public DayRow {
        panels = List.copyOf(panels);
    }

    /** What became of energy for which nobody was there at the day's beginning or end; the worse of the two. */
    public enum OverMidnight {
        /** Readings on both sides are close to midnight. */
        NOTHING,
        /** The last reading before a midnight is old: what was counted since stands in the day after it. */
        CARRIED,
        /** It is too old: what was counted since stands in neither day. */
        GAP;

        /** The worse of two. */
        public OverMidnight or(OverMidnight other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }
}
