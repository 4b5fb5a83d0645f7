package org.pvswatch.incident;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What can be wrong; the label is the same in mails, tables and the benchmark. */
public enum Kind {
    /** A panel makes nothing while its neighbours do. */
    NOT_PRODUCING,
    /** A panel is not heard of while its neighbours are. */
    NOT_REPORTING,
    /** A panel makes less than it did, compared with its neighbours. */
    UNDERPERFORMING,
    /** A panel works on and off. */
    INTERMITTENT,
    /** All panels of a circuit stopped together. */
    CIRCUIT_OFF,
    /** Nothing is produced in sunshine. */
    SYSTEM_OFF,
    /** The whole site makes less than the weather allows. */
    SYSTEM_LOW,
    /** A meter is gone, or counts nothing while there is something to count. */
    METER_OFF,
    /** The production meter counts too much, too little or backwards. */
    METER_WRONG,
    /** The transformers of the consumption meter sit the wrong way round. */
    CONSUMPTION_REVERSED,
    /** The voltage of the grid is out of range, or another than usual. */
    GRID_VOLTAGE,
    /** The two legs differ: a loose neutral does that. */
    LEG_IMBALANCE,
    /** An inverter is hotter than its neighbours. */
    HOT,
    /** The PVS starts again and again. */
    PVS_RESTARTS,
    /** The flash of the PVS fills up or wears out. */
    PVS_STORAGE,
    /** The PVS does not answer. */
    PVS_UNREACHABLE,
    /** Something grows into the sun of a panel. */
    SHADE_GROWTH,
    /** Nobody asked the PVS: this program was not running. */
    OWN_ABSENCE;

    /** As it is spelt everywhere, such as {@code not-producing}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of a label that {@link #label} gave. */
    @JsonCreator
    public static Kind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
