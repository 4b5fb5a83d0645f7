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
    private static final int LONGEST_LINE = 400;

    /** Of the moment alone: Camel asks for it wherever it looks into a message, and the devices are many. */
    @Override
    public int hashCode() {
        return polledAt.hashCode();
    }

    /** The remarks as one line, empty when there is nothing to say. */
    public String remarkLine() {
        return line(remarks);
    }

    /** Remarks as one line that a person can read: each once, and of very many only the first. */
    static String line(List<String> remarks) {
        List<String> distinct = remarks.stream().distinct().toList();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < distinct.size(); i++) {
            if (line.length() + distinct.get(i).length() > LONGEST_LINE) {
                return line.append("; and %d more".formatted(distinct.size() - i))
                        .toString();
            }
            line.append(i == 0 ? "" : "; ").append(distinct.get(i));
        }
        return line.toString();
    }
}
