package org.pvswatch.reading;

import java.time.Instant;
import java.util.List;

/**
 * One answer of a PVS, taken apart but not yet read.
 *
 * @param pvs id of the PVS that answered
 * @param polledAt when the answer was received
 * @param devices the devices in it, in its order
 * @param remarks what was odd about the answer as a whole, one clause each, without secrets; usually empty
 */
public record Snapshot(String pvs, Instant polledAt, List<DeviceRecord> devices, List<String> remarks) {
    /** The remarks as one line, empty when there is nothing to say. */
    public String remarkLine() {
        return String.join("; ", remarks);
    }
}
