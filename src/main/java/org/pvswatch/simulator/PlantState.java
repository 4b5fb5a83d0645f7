package org.pvswatch.simulator;

/**
 * The plant at one five-minute mark. Not changed once made.
 *
 * @param mark seconds since 1970 divided by 300
 * @param awake which inverters run
 * @param acWatts of each inverter
 * @param lifetimeKwh of each inverter, unrounded
 * @param possibleKwh what each would have made without faults since the origin, unrounded
 * @param counterZeroKwh what each had made when its counter last began anew
 * @param last each inverter's latest measurement; an element is null when there never was one
 * @param meterKw true power at the production meter, below zero at night
 * @param counters of the meters
 */
record PlantState(
        long mark,
        boolean[] awake,
        double[] acWatts,
        double[] lifetimeKwh,
        double[] possibleKwh,
        double[] counterZeroKwh,
        InverterMeasurement[] last,
        double meterKw,
        MeterCounters counters) {}
