package org.pvswatch.reading;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a device is, in the field's words; both languages of the PVS are read into these. */
public enum DeviceKind {
    /** The PVS itself. */
    SUPERVISOR,
    /** A microinverter: one panel. */
    INVERTER,
    /** Meter of what the panels make. */
    PRODUCTION_METER,
    /** Meter at the grid connection (or, on some sites, of the house alone). */
    CONSUMPTION_METER,
    /** The supervisor's own site totals, near real time; varserver only. */
    LIVE_DATA,
    /** Part of a battery system. */
    STORAGE,
    /** Anything else: kept as it came. */
    OTHER;

    /** As history and files spell it: lower case with blanks. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The kind of a label that {@link #label} gave. */
    @JsonCreator
    public static DeviceKind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }
}
