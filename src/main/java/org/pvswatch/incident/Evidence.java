package org.pvswatch.incident;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an incident was opened on, for the mail and the report.
 *
 * @param figures numbers by name with unit, such as {@code evidence_sun_hours}; an unknown one is missing
 * @param days energy of the last days, oldest first; empty where it says nothing
 * @param diagnosis what it looks like, one clause without a full stop, {@code null} when nothing can be said
 */
public record Evidence(Map<String, Double> figures, List<Day> days, String diagnosis) {
    /** Nothing but the fact. */
    public static final Evidence NONE = new Evidence(Map.of(), List.of(), null);

    /** Copies the collections; numbers that are not known are left out. */
    public Evidence {
        Map<String, Double> known = new TreeMap<>();
        figures.forEach((name, value) -> {
            if (value != null && !value.isNaN()) {
                known.put(name, Math.round(value * 1e4) / 1e4);
            }
        });
        figures = Map.copyOf(known);
        days = List.copyOf(days);
    }

    /** Figures alone. */
    public static Evidence of(Map<String, Double> figures, String diagnosis) {
        return new Evidence(figures, List.of(), diagnosis);
    }

    /**
     * One day of a panel beside its neighbours.
     *
     * @param date the day by the sun, as {@code 2026-06-03}
     * @param panelKwh what the panel made, {@code null} when not known
     * @param medianKwh what the middle one of its group made, {@code null} when not known
     */
    public record Day(String date, Double panelKwh, Double medianKwh) {}
}
