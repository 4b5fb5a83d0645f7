package org.pvswatch.reading;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a record can be believed; each record has exactly one of these. A fact, not an alarm. */
public enum Quality {
    /** A measurement of now. */
    FRESH,
    /** Old, or without values: what an inverter shows at night. */
    STALE,
    /** The same while the sun is up and its neighbours produce. */
    SILENT,
    /** Known from earlier answers and missing in this one. */
    ABSENT,
    /** Shows what cannot be; those values are taken out of the record. */
    IMPLAUSIBLE;

    /** As history, feeds and files spell it: lower case. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The quality of a label that {@link #label} gave. */
    @JsonCreator
    public static Quality of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
