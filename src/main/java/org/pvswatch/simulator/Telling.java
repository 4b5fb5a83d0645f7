package org.pvswatch.simulator;

import java.util.List;

/**
 * What a simulated PVS tells at one instant, as numbers: rounded as its devices round, not yet written in any language.
 *
 * @param epochSecond of the box's clock
 * @param supervisorSerial of the box
 * @param supervisorReportSecond what it gives as its own time of measurement, legacy only
 * @param health what it says of itself
 * @param productionSerial of the meter
 * @param consumptionSerial of the meter
 * @param live the meters now, {@code null} when they are gone from every answer
 * @param atMark the meters at the latest five-minute mark, {@code null} likewise
 * @param inverters in the order of the list
 */
public record Telling(
        long epochSecond,
        String supervisorSerial,
        long supervisorReportSecond,
        SupervisorHealth health,
        String productionSerial,
        String consumptionSerial,
        MeterSample live,
        MeterSample atMark,
        List<Inverter> inverters) {

    /**
     * One inverter of the list.
     *
     * @param serial as shown
     * @param working whether its state reads {@code working}
     * @param last its latest measurement, {@code null} when the box has none
     */
    public record Inverter(String serial, boolean working, InverterMeasurement last) {}
}
