package org.pvswatch.fault;

import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pvswatch.history.History;
import org.pvswatch.history.Judgements;
import org.pvswatch.reading.Sun;

/** Which panels lie on the same side of the roof, for whoever compares them later: as configured, else as the judge learned. */
public final class Sides {
    private Sides() {}

    /**
     * The side of each panel whose side is known.
     *
     * @param settings all settings in force
     * @param history whose judge is asked
     * @return the number of the side by serial; empty as long as nothing is known
     */
    public static Map<String, Integer> of(Map<String, String> settings, History history) throws SQLException {
        Map<String, List<String>> configured = FaultSite.sets(settings.get("site.groups"));
        Map<String, Integer> sides = new TreeMap<>();
        if (!configured.isEmpty()) {
            int number = 0;
            for (List<String> serials : configured.values()) {
                for (String serial : serials) {
                    sides.put(serial, number);
                }
                number++;
            }
            return sides;
        }
        String site = settings.get("site.id");
        Optional<Judgements.Memory> memory = history.judgements().memory(site);
        if (memory.isPresent()) {
            FaultJudge judge = new FaultJudge(
                    FaultSettings.of(settings),
                    new FaultSite(
                            site,
                            ZoneId.of(settings.get("site.zone")),
                            new Sun(settings.get("site.latitude"), settings.get("site.longitude")),
                            Map.of(),
                            Map.of()));
            if (judge.restore(memory.get().bytes())) {
                sides.putAll(judge.sides());
            }
        }
        return sides;
    }
}
