package org.pvswatch.fault;

import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pvswatch.history.History;
import org.pvswatch.history.Judgements;
import org.pvswatch.reading.Sun;

/**
 * Which panels lie on the same side of the roof, for whoever compares their days later: as configured, else as the judge
 * learned. To know it the judge's memory is unpacked, so ask once for a whole report.
 */
public final class Sides {
    /** Panels that must be known to be compared; a side with fewer is compared with all. */
    private static final int LEAST_PANELS = 3;

    /** A day on which the middle panel makes less is too dark to compare anything. */
    private static final double LEAST_MIDDLE_KWH = 0.1;

    private final Map<String, Integer> sides;

    private Sides(Map<String, Integer> sides) {
        this.sides = sides;
    }

    /**
     * As they are known now.
     *
     * @param settings all settings in force
     * @param history whose judge is asked
     */
    public static Sides of(Map<String, String> settings, History history) throws SQLException {
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
            return new Sides(sides);
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
        return new Sides(sides);
    }

    /** Number of the side of a panel, {@code null} when not known. */
    public Integer of(String serial) {
        return sides.get(serial);
    }

    /**
     * What each panel is to be compared with on a day: the middle one of its side, of all where its side has too few.
     *
     * @param kwh what each panel made, by serial
     * @return the middle by serial, kWh; without those that nothing can be compared with
     */
    public Map<String, Double> middlesKwh(Map<String, Double> kwh) {
        Map<Integer, Double> ofSides = new HashMap<>();
        Map<String, Double> middles = new HashMap<>();
        for (String serial : kwh.keySet()) {
            double middle = ofSides.computeIfAbsent(sides.get(serial), side -> middle(kwh, side));
            if (middle >= LEAST_MIDDLE_KWH) {
                middles.put(serial, middle);
            }
        }
        return middles;
    }

    private double middle(Map<String, Double> kwh, Integer side) {
        double[] same = kwh.entrySet().stream()
                .filter(each -> side != null && side.equals(sides.get(each.getKey())))
                .mapToDouble(Map.Entry::getValue)
                .toArray();
        double[] compared = same.length >= LEAST_PANELS
                ? same
                : kwh.values().stream().mapToDouble(each -> each).toArray();
        return compared.length < LEAST_PANELS ? Double.NaN : Numbers.median(compared);
    }
}
