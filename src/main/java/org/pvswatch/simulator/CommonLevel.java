package org.pvswatch.simulator;

import java.util.Arrays;

/** The one level to which inverters are held when together they may make only so much. Pure. */
final class CommonLevel {
    private CommonLevel() {}

    /**
     * The level at which what is left of all adds up to the allowance, infinite when nothing needs to be held.
     *
     * @param watts of each inverter, not negative
     * @param allowedWatts of all together; below 0 counts as 0
     */
    static double of(double[] watts, double allowedWatts) {
        double left = Math.max(0, allowedWatts);
        if (Arrays.stream(watts).sum() <= left) {
            return Double.POSITIVE_INFINITY;
        }
        double[] rising = watts.clone();
        Arrays.sort(rising);
        for (int i = 0; i < rising.length; i++) {
            int others = rising.length - i;
            if (rising[i] * others > left) {
                return left / others;
            }
            left -= rising[i];
        }
        return Double.POSITIVE_INFINITY;
    }
}
