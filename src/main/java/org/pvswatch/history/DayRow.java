package org.pvswatch.history;

import java.time.LocalDate;

/**
 * One finished calendar day of the site; each energy {@code null} when unknown.
 *
 * @param site id of the site
 * @param date the day, in the zone of the site
 * @param productionKwh energy made
 * @param houseLoadKwh energy used by the house
 * @param netImportKwh import minus export
 * @param importKwh energy drawn from the grid
 * @param exportKwh energy given to the grid
 * @param lifetimeProductionKwh counter at the end of the day
 * @param lifetimeHouseLoadKwh counter at the end of the day
 * @param lifetimeNetImportKwh counter at the end of the day
 * @param invertersReporting inverters measured at least once that day
 * @param polls answers of that day
 * @param hours length of the day: 23, 24 or 25
 * @param peakProductionKw largest power polled
 * @param coveragePercent share of the day's quarter-hours with an answer, 0 to 100
 */
public record DayRow(
        String site,
        LocalDate date,
        Double productionKwh,
        Double houseLoadKwh,
        Double netImportKwh,
        Double importKwh,
        Double exportKwh,
        Double lifetimeProductionKwh,
        Double lifetimeHouseLoadKwh,
        Double lifetimeNetImportKwh,
        int invertersReporting,
        int polls,
        int hours,
        Double peakProductionKw,
        double coveragePercent) {}
