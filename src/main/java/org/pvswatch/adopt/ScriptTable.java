package org.pvswatch.adopt;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The three tables of the old script, their columns in its order. */
enum ScriptTable {
    /** A row a run: what the PVS told of the site. */
    OVERVIEW(
            4,
            Set.of(0),
            List.of(
                    "Timestamp",
                    "Lifetime PV Production (kWh)",
                    "Lifetime Site Consumption (kWh)",
                    "Lifetime Net (kWh)",
                    "Current PV Production (kW)",
                    "Current Consumption (kW)",
                    "Current Net Power (kW)")),
    /** A row an inverter a run. */
    INVERTERS(
            5,
            Set.of(0, 1, 2),
            List.of(
                    "Timestamp",
                    "Serial Number",
                    "State",
                    "Current PV Production  (kW)",
                    "Lifetime PV Production (kWh)")),
    /** A row a day. */
    DAILY(
            4,
            Set.of(0, 8),
            List.of(
                    "Date",
                    "Daily PV Production (kWh)",
                    "Daily Site Consumption (kWh)",
                    "Daily Net Grid (kWh)",
                    "Lifetime PV (kWh)",
                    "Lifetime Site Consumption (kWh)",
                    "Lifetime Net (kWh)",
                    "Inverters Reporting",
                    "Alerts"));

    /** What the script's own trial wrote into the real tables. */
    static final String SAMPLE_SERIAL = "E00123456789";

    private final int fewestCells;
    private final Set<Integer> texts;
    private final List<String> columns;
    private final List<String> names;

    ScriptTable(int fewestCells, Set<Integer> texts, List<String> columns) {
        this.fewestCells = fewestCells;
        this.texts = texts;
        this.columns = columns;
        this.names = columns.stream().map(ScriptTable::name).toList();
    }

    /** A column's name however it is spaced: {@code inverters.csv} has two blanks in one of its own. */
    static String name(String column) {
        return column.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /** The table with such a header, in whatever order its columns stand. */
    static Optional<ScriptTable> withHeader(List<String> columns) {
        List<String> header = columns.stream().map(ScriptTable::name).toList();
        for (ScriptTable table : List.of(INVERTERS, OVERVIEW, DAILY)) {
            if (header.contains(table.names.get(0)) && header.contains(table.names.get(1))) {
                return Optional.of(table);
            }
        }
        return Optional.empty();
    }

    /** The table that a row without header belongs to, by the number of its cells and what stands first. */
    static Optional<ScriptTable> withRow(List<String> cells) {
        if (cells.isEmpty() || ScriptTimes.parse(cells.get(0)).isEmpty()) {
            return Optional.empty();
        }
        for (ScriptTable table : values()) {
            if (table.columns.size() == cells.size()) {
                return Optional.of(table);
            }
        }
        return Optional.empty();
    }

    /** The columns as the script wrote them. */
    List<String> columns() {
        return columns;
    }

    /** The columns, spaced like {@link #name}. */
    List<String> names() {
        return names;
    }

    /** A row with fewer was torn. */
    int fewestCells() {
        return fewestCells;
    }

    boolean isText(int column) {
        return texts.contains(column);
    }
}
