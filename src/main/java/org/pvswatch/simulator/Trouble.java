package org.pvswatch.simulator;

import java.util.Locale;

/** What does not go smoothly at a healthy site; by the word used on the command line. */
public enum Trouble {
    /** One inverter in a hundred is missing in an answer. */
    MISSING,
    /** Twice a year some inverters are not heard for an hour to three days. */
    SILENCES,
    /** Six times a year nobody answers for twenty minutes to five hours. */
    GAPS,
    /** Twice a year the street has no grid for ten minutes to five hours. */
    OUTAGES,
    /** Inverters are heard a minute to five after they measured. */
    LAG,
    /** Inverters stand in another order in each answer. */
    SHUFFLE,
    /** The box restarts every day. */
    DAILYRESTART;

    /** The word used on the command line, such as {@code silences}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
