package org.pvswatch.adopt;

import java.util.List;
import java.util.Objects;

/**
 * One row of a table of the old script, its cells in the order of {@link ScriptTable#columns}.
 *
 * @param table which table
 * @param texts the cells as they stand, stripped; {@code null} for a column the file does not have
 * @param numbers the same as numbers; {@code null} for {@code nan}, an empty cell and a column of text
 */
record ScriptRow(ScriptTable table, List<String> texts, List<Double> numbers) {
    private static final int SERIAL = 1;

    /** The local time or the date. */
    String time() {
        return texts.get(0);
    }

    /** Serial of an inverter, empty when the script wrote none. */
    String serial() {
        return Objects.requireNonNullElse(texts.get(SERIAL), "");
    }

    /** A number that is not 0, {@code null} otherwise: the script wrote 0 where the PVS told no counter. */
    Double counter(int column) {
        Double value = numbers.get(column);
        return value == null || value == 0 ? null : value;
    }

    /** Whether no number is told, or none but 0: what the script wrote when the PVS gave nothing. */
    boolean saysNothing() {
        boolean zeros = table != ScriptTable.INVERTERS; // an inverter's 0 is what it shows at night
        return numbers.stream().allMatch(number -> number == null || (zeros && number == 0));
    }
}
