package org.pvswatch.sheet;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One tab of the workbook: what it is called, its columns, and how its rows come from history. The one description that the
 * Google Sheet and the file are both made from. What it has is that of the moment it was made.
 */
public interface Tab {
    /** Its name for machines, which never changes: lower case. */
    String id();

    /** Its name for people. */
    String title();

    /** Its columns, from left to right. */
    List<Column> columns();

    /** Where in the columns the key stands. */
    default int keyColumn() {
        return 0;
    }

    /** The keys of all its rows, in their order. */
    List<Object> keys();

    /** Reads rows, in the order of the tab; keys it does not have are passed over. */
    void rows(Collection<?> keys, Consumer<Row> taker) throws SQLException;

    /** Whether rows stay as they were written: nothing corrects them. */
    default boolean isImmutable() {
        return false;
    }

    /** Whether it tells only what came after the last catching up, to be added at the end. */
    default boolean isContinued() {
        return false;
    }

    /** Whether a row of which history knows nothing any more is taken away; else it is somebody else's and stays. */
    default boolean isExact() {
        return false;
    }

    /** Its heat map, if it has one. */
    default Optional<Heat> heat() {
        return Optional.empty();
    }

    /** Its chart, if it has one. */
    default Optional<Chart> chart() {
        return Optional.empty();
    }

    /**
     * A colour scale over all columns but the first, in one hue, so that the colour-blind see it too. A cell without a value
     * in a row that has others is grey.
     *
     * @param low this and less has the strongest colour
     * @param middle has the middle colour
     * @param high this and more is white
     */
    record Heat(double low, double middle, double high) {
        /** Red, green and blue of {@code low}. */
        public static final String LOW = "B3400A";

        /** Of {@code middle}. */
        public static final String MIDDLE = "FFC46B";

        /** Of {@code high}. */
        public static final String HIGH = "FFFFFF";

        /** Of a cell without a value. */
        public static final String NOTHING = "9AA0A6";
    }

    /**
     * Columns beside each other, a series for each column but the first.
     *
     * @param title above it
     * @param unit of the upright axis
     * @param rows how many rows it shows, from the first on
     */
    record Chart(String title, String unit, int rows) {
        /** Colours of the series, the latest year first and the strongest. */
        public static final List<String> COLOURS =
                List.of("C2570C", "F2A541", "3B6FB6", "8FB4DE", "5F6B7A", "8A94A0", "B4BBC4", "D5D9DE");

        /** The colour of one of several series. */
        public static String colour(int series, int count) {
            return COLOURS.get(Math.min(count - 1 - series, COLOURS.size() - 1));
        }
    }
}
