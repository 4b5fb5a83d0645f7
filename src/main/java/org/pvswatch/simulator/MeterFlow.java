package org.pvswatch.simulator;

/**
 * True powers at one moment, kW.
 *
 * @param producedKw what the roof gives; a little below zero at night
 * @param loadKw what the house draws
 * @param batteryKw positive = discharge
 */
record MeterFlow(double producedKw, double loadKw, double batteryKw) {
    /** From the grid; negative = export. */
    double netKw() {
        return loadKw - producedKw - batteryKw;
    }
}
