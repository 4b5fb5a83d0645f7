package org.pvswatch.supervisor;

import java.util.Locale;

/** The way a PVS is talked to. */
public enum Language {
    /** Not found out yet. */
    UNKNOWN,
    /** {@code DeviceList}, open to all; firmware before mid-2025. */
    LEGACY,
    /** {@code /vars} behind a login; later firmware. */
    VARSERVER;

    /** As settings and routes spell it: lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
