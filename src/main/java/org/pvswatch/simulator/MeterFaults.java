package org.pvswatch.simulator;

import java.time.Instant;

/**
 * What faults do to the meters at one five-minute mark.
 *
 * @param productionFactor what the production meter makes of a true power
 * @param netFactor what the consumption meter makes of one
 * @param outage whether there is no grid
 */
record MeterFaults(double productionFactor, double netFactor, boolean outage) {
    private static final MeterFaults NONE = new MeterFaults(1, 1, false);

    static MeterFaults at(Instant now, FaultSchedule faults) {
        var active = faults.active(now);
        if (active.isEmpty()) {
            return NONE;
        }
        double production = 1;
        double net = 1;
        boolean outage = false;
        for (var plan : active) {
            switch (plan.fault().kind()) {
                case CTREVERSED -> production *= -1;
                case CTHALF -> production *= 0.5;
                case CTGAIN -> production *= 1 + Integer.parseInt(plan.fault().subject()) / 100.0;
                case CTDEAD -> production = 0;
                case LOADREVERSED -> net *= -1;
                case OUTAGE -> outage = true;
                default -> {}
            }
        }
        return new MeterFaults(production, net, outage);
    }
}
