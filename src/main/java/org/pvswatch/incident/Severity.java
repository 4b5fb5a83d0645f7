package org.pvswatch.incident;

import java.util.Locale;

/** How much it matters, rising. */
public enum Severity {
    /** For the monthly report; never mailed. */
    INFO,
    /** Can wait for the next digest. */
    LOW,
    /** Mailed in waking hours. */
    NORMAL,
    /** Several panels, or a circuit. */
    HIGH,
    /** Everything, or danger: mailed at any hour. */
    CRITICAL;

    /** As it is spelt everywhere: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean atLeast(Severity other) {
        return compareTo(other) >= 0;
    }
}
