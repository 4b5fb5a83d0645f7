package org.pvswatch.simulator;

/**
 * What both meters and the battery show at one moment, rounded once; each profile only encodes it.
 *
 * @param epochSecond when measured
 * @param producedKw production meter's power, to 0.0001
 * @param netKw consumption meter's power, positive = import
 * @param leg1Kw leg 1's part of it
 * @param batteryKw positive = discharge; 0 without battery
 * @param producedKwh production meter's counter, in its ticks
 * @param netKwh import minus export
 * @param importedKwh lifetime import
 * @param exportedKwh lifetime export
 * @param chargedKwh lifetime into the battery
 * @param dischargedKwh lifetime out of the battery
 * @param charge state of charge, 0 to 1
 * @param productionKvar reactive power at the production meter
 * @param netKvar reactive power at the consumption meter
 * @param leg1Volts against neutral
 * @param leg2Volts against neutral
 * @param frequencyHz of the grid
 */
public record MeterSample(
        long epochSecond,
        double producedKw,
        double netKw,
        double leg1Kw,
        double batteryKw,
        double producedKwh,
        double netKwh,
        double importedKwh,
        double exportedKwh,
        double chargedKwh,
        double dischargedKwh,
        double charge,
        double productionKvar,
        double netKvar,
        double leg1Volts,
        double leg2Volts,
        double frequencyHz) {

    /** What the house draws as the two meters (and the battery) tell it, kW. */
    double houseLoadKw() {
        return producedKw + netKw + batteryKw;
    }

    /** Net energy out of the battery, kWh; falls while charging. */
    double batteryKwh() {
        return dischargedKwh - chargedKwh;
    }

    /** What the house has drawn as the meters (and the battery) tell it, kWh. */
    double siteLoadKwh() {
        return producedKwh + netKwh + batteryKwh();
    }

    /** The same as seen by a production meter that measures nothing. */
    MeterSample withoutProduction() {
        return new MeterSample(
                epochSecond,
                0,
                netKw,
                leg1Kw,
                batteryKw,
                0,
                netKwh,
                importedKwh,
                exportedKwh,
                chargedKwh,
                dischargedKwh,
                charge,
                0,
                netKvar,
                leg1Volts,
                leg2Volts,
                frequencyHz);
    }

    /** The same with the meters' counters at 0. */
    MeterSample withoutCounters() {
        return new MeterSample(
                epochSecond,
                producedKw,
                netKw,
                leg1Kw,
                batteryKw,
                0,
                0,
                0,
                0,
                chargedKwh,
                dischargedKwh,
                charge,
                productionKvar,
                netKvar,
                leg1Volts,
                leg2Volts,
                frequencyHz);
    }

    /** Apparent power at the production meter, kVA. */
    public double productionKva() {
        return Rounding.to(4, Math.hypot(producedKw, productionKvar));
    }

    /** Apparent power at the consumption meter, kVA. */
    public double netKva() {
        return Rounding.to(4, Math.hypot(netKw, netKvar));
    }

    /** Power factor, -1 to 1, with the power's sign; 1 when nothing flows. */
    public static double powerFactor(double kilowatts, double kva) {
        return kva == 0 ? 1 : kilowatts / kva;
    }

    /** Voltage between the legs, V. */
    public double legToLegVolts() {
        return leg1Volts + leg2Volts;
    }

    /** Leg 2's part of the power, kW. */
    public double leg2Kw() {
        return netKw - leg1Kw;
    }
}
