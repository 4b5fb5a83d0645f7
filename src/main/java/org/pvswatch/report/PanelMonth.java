package org.pvswatch.report;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pvswatch.fault.Numbers;
import org.pvswatch.fault.Sides;
import org.pvswatch.history.Figures;
import org.pvswatch.incident.Kind;

/**
 * What each panel made on each day of a stretch, beside the middle panel of its side of the roof. A panel that an incident
 * says to be dead made nothing, also where nobody heard it. Used for one stretch.
 */
final class PanelMonth {
    private static final double KNOWN_PERCENT = 90;
    private static final int SILENT_DAYS = 7;

    private final ZoneId zone;
    private final Sides sides;
    private final List<IncidentFigures> incidents;
    private final TreeMap<LocalDate, Map<String, Double>> energies = new TreeMap<>();
    private final TreeMap<String, Double> sums = new TreeMap<>();
    private final TreeSet<String> serials = new TreeSet<>();
    private final Map<LocalDate, Map<String, Double>> shares = new HashMap<>();
    private final Map<String, double[]> madeAndMiddle = new HashMap<>();

    /**
     * @param sides which panels are compared
     * @param incidents that say which panel was dead
     */
    PanelMonth(ZoneId zone, Sides sides, List<IncidentFigures> incidents) {
        this.zone = zone;
        this.sides = sides;
        this.incidents = incidents.stream()
                .filter(incident -> incident.kind() == Kind.NOT_PRODUCING || incident.kind() == Kind.CIRCUIT_OFF)
                .toList();
    }

    /** Takes all days of a stretch. */
    PanelMonth read(Figures figures, String site, LocalDate first, LocalDate last) throws SQLException {
        figures.panels(site, first, last, panel -> {
            serials.add(panel.serial());
            if (panel.energyKwh() != null) {
                sums.merge(panel.serial(), panel.energyKwh(), Double::sum);
            }
            Map<String, Double> day = energies.computeIfAbsent(panel.date(), date -> new HashMap<>());
            if (panel.energyKwh() != null && panel.knownPercent() >= KNOWN_PERCENT) {
                day.put(panel.serial(), panel.energyKwh());
            }
        });
        if (!serials.isEmpty()) {
            addDead();
        }
        energies.forEach(this::compare);
        return this;
    }

    private void addDead() {
        for (IncidentFigures incident : incidents) {
            List<String> dead = incident.members().isEmpty() ? List.of(incident.subject()) : incident.members();
            LocalDate first = incident.since().atZone(zone).toLocalDate().plusDays(1);
            LocalDate end = incident.until() == null
                    ? LocalDate.MAX
                    : incident.until().atZone(zone).toLocalDate();
            energies.forEach((date, day) -> {
                if (!date.isBefore(first) && date.isBefore(end)) {
                    dead.forEach(serial -> day.putIfAbsent(serial, 0.0));
                    serials.addAll(dead);
                }
            });
        }
    }

    private void compare(LocalDate date, Map<String, Double> day) {
        Map<String, Double> ofDay = new HashMap<>();
        sides.middlesKwh(day).forEach((serial, middle) -> {
            ofDay.put(serial, day.get(serial) / middle);
            double[] sum = madeAndMiddle.computeIfAbsent(serial, any -> new double[2]);
            sum[0] += day.get(serial);
            sum[1] += middle;
        });
        shares.put(date, ofDay);
    }

    /** Serials of all panels that were there. */
    List<String> serials() {
        return List.copyOf(serials);
    }

    /** What was compared with what. */
    Sides sides() {
        return sides;
    }

    Integer side(String serial) {
        return sides.of(serial);
    }

    /** Made on all days of which something is known, kWh. */
    Double energyKwh(String serial) {
        return sums.get(serial);
    }

    /** Part of the middle panel on a day, {@code null} when not known. */
    Double share(String serial, LocalDate date) {
        return shares.getOrDefault(date, Map.of()).get(serial);
    }

    /** The middle of that over so many days from a date on, {@code null} when no day is known. */
    Double share(String serial, LocalDate first, int days) {
        double[] known = first.datesUntil(first.plusDays(days))
                .map(date -> share(serial, date))
                .filter(share -> share != null)
                .mapToDouble(share -> share)
                .toArray();
        return known.length == 0 ? null : Numbers.median(known);
    }

    /** The same over all days that are known, percent. */
    Double sharePercent(String serial) {
        double[] sum = madeAndMiddle.get(serial);
        return sum == null ? null : sum[0] / sum[1] * 100;
    }

    /** What a panel made on the days that are known, and what the middle one made on them, kWh; {@code null} without any. */
    double[] madeAndMiddle(String serial) {
        return madeAndMiddle.get(serial);
    }

    /** What the middle panel made more than this one on the days that are known, kWh. */
    double missingKwh(String serial) {
        double[] sum = madeAndMiddle.get(serial);
        return sum == null ? 0 : Math.max(0, sum[1] - sum[0]);
    }

    /** Days on which a panel was compared. */
    int knownDays(String serial) {
        return (int)
                shares.values().stream().filter(day -> day.containsKey(serial)).count();
    }

    /** Panels that were there on the last day of which there are any. */
    int count() {
        return energies.isEmpty() ? 0 : there(energies.lastKey()).size();
    }

    /** Days on which panels were compared. */
    int judgedDays() {
        return (int) shares.values().stream().filter(day -> !day.isEmpty()).count();
    }

    /** Panels of the last day that were compared on most of the days since they came. */
    int judgedPanels(double leastPart) {
        int judged = 0;
        for (String serial : energies.isEmpty() ? List.<String>of() : there(energies.lastKey())) {
            LocalDate came = seen(serial, false);
            long days = shares.entrySet().stream()
                    .filter(day ->
                            !day.getKey().isBefore(came) && !day.getValue().isEmpty())
                    .count();
            judged += days > 0 && knownDays(serial) >= leastPart * days ? 1 : 0;
        }
        return judged;
    }

    /** Without those that are gone for good: replaced by another, or silent for long and no incident tells of them. */
    private List<String> there(LocalDate date) {
        return serials.stream()
                .filter(serial ->
                        !seen(serial, true).isBefore(date.minusDays(SILENT_DAYS)) && !isReplaced(serial, date))
                .toList();
    }

    private boolean isReplaced(String serial, LocalDate date) {
        LocalDate last = seen(serial, true);
        return last.isBefore(date)
                && serials.stream()
                        .map(other -> seen(other, false))
                        .anyMatch(first -> !first.isBefore(last) && first.isAfter(energies.firstKey()));
    }

    /** The first or the last day on which a panel told its energy; the first of all for one that never did. */
    private LocalDate seen(String serial, boolean last) {
        for (LocalDate date : last ? energies.descendingKeySet() : energies.keySet()) {
            if (energies.get(date).containsKey(serial)) {
                return date;
            }
        }
        return energies.firstKey();
    }
}
