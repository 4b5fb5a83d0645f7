package org.pvswatch.simulator;

/**
 * How often the sky is in which state; the rest is overcast.
 *
 * @param clear part of the time, 0 to 1
 * @param broken part of the time, 0 to 1
 */
record SkyWeights(double clear, double broken) {

    SkyState pick(double uniform) {
        if (uniform < clear) {
            return SkyState.CLEAR;
        }
        return uniform < clear + broken ? SkyState.BROKEN : SkyState.OVERCAST;
    }
}
