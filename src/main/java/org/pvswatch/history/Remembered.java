package org.pvswatch.history;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was known of the devices of a PVS before a moment: history, or whatever stands in for it over a run of its own. */
public interface Remembered {
    /** The latest poll of a PVS before a moment. */
    Optional<Instant> pollBefore(String site, String pvs, Instant moment) throws SQLException;

    /**
     * What was known of every device of a PVS just before a moment, whatever was told since.
     *
     * @param oldest what was measured earlier is forgotten
     */
    List<DeviceMemory> memory(String site, String pvs, Instant before, Instant oldest) throws SQLException;
}
