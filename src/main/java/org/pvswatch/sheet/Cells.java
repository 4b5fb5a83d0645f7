package org.pvswatch.sheet;

import java.util.ArrayList;
import java.util.List;

/** Makes rows: numbers are rounded to what is shown, and text is kept short enough for any spreadsheet. */
final class Cells {
    private static final int LONGEST_TEXT = 2_000;

    private Cells() {}

    static Row row(Object key, List<Column> columns, List<Object> cells) {
        List<Object> written = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            written.add(written(cells.get(i), columns.get(i).format()));
        }
        return new Row(key, written);
    }

    private static Object written(Object cell, Format format) {
        if (cell instanceof Double number) {
            return format.rounded(number);
        }
        if (cell instanceof String text) {
            String plain = text.strip();
            String few = plain.length() > LONGEST_TEXT ? plain.substring(0, LONGEST_TEXT) : plain;
            return few.isEmpty() ? null : few;
        }
        return cell;
    }
}
