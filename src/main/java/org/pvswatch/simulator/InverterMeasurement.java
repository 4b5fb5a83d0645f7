package org.pvswatch.simulator;

/**
 * What one inverter measured at one five-minute mark, rounded once; each profile only encodes it.
 *
 * @param mark seconds since 1970 divided by 300
 * @param lifetimeEnergyKwh to 0.0001
 * @param powerKw AC, to 0.0001, never negative
 * @param acVolts leg to leg, to 0.01
 * @param acAmps to 0.01
 * @param dcPowerKw to 0.0001
 * @param dcVolts to 0.01
 * @param dcAmps to 0.01
 * @param heatsinkTempC to 0.25
 * @param frequencyHz to 0.01
 */
public record InverterMeasurement(
        long mark,
        double lifetimeEnergyKwh,
        double powerKw,
        double acVolts,
        double acAmps,
        double dcPowerKw,
        double dcVolts,
        double dcAmps,
        double heatsinkTempC,
        double frequencyHz) {

    /** When measured. */
    public long epochSecond() {
        return mark * Sky.MARK_SECONDS;
    }

    /** The same with a lifetime of 0. */
    InverterMeasurement withoutCounter() {
        return new InverterMeasurement(
                mark, 0, powerKw, acVolts, acAmps, dcPowerKw, dcVolts, dcAmps, heatsinkTempC, frequencyHz);
    }
}
