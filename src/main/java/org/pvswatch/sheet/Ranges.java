package org.pvswatch.sheet;

import com.google.api.services.sheets.v4.model.BatchGetValuesByDataFilterRequest;
import com.google.api.services.sheets.v4.model.BatchGetValuesByDataFilterResponse;
import com.google.api.services.sheets.v4.model.DataFilter;
import com.google.api.services.sheets.v4.model.GridRange;
import com.google.api.services.sheets.v4.model.MatchedValueRange;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Parts of tabs by the number of the tab, which no person changes, and what stands in them. */
final class Ranges {
    private final Map<List<Integer>, List<List<Object>>> values = new HashMap<>();

    /** What was answered. */
    Ranges(BatchGetValuesByDataFilterResponse answer) {
        List<MatchedValueRange> matched =
                Objects.requireNonNullElse(answer.getValueRanges(), List.<MatchedValueRange>of());
        for (MatchedValueRange each : matched) {
            List<List<Object>> rows = each.getValueRange().getValues();
            for (DataFilter filter : each.getDataFilters()) {
                values.put(key(filter.getGridRange()), rows == null ? List.of() : rows);
            }
        }
    }

    /** The rows of a part that was asked for; empty ones at its end are left out. */
    List<List<Object>> of(GridRange range) {
        return values.getOrDefault(key(range), List.of());
    }

    /** A rectangle of a tab, counted from 0, its ends not with it; {@code null} for as far as there is. */
    static GridRange of(int sheetId, int fromRow, Integer toRow, int fromColumn, Integer toColumn) {
        return new GridRange()
                .setSheetId(sheetId)
                .setStartRowIndex(fromRow)
                .setEndRowIndex(toRow)
                .setStartColumnIndex(fromColumn)
                .setEndColumnIndex(toColumn);
    }

    static BatchGetValuesByDataFilterRequest asking(List<GridRange> ranges) {
        return new BatchGetValuesByDataFilterRequest()
                .setMajorDimension("ROWS")
                .setValueRenderOption("UNFORMATTED_VALUE")
                .setDateTimeRenderOption("SERIAL_NUMBER")
                .setDataFilters(ranges.stream()
                        .map(range -> new DataFilter().setGridRange(range))
                        .toList());
    }

    /** A cell of rows whose empty ends are left out; {@code null} for an empty one. */
    static Object cell(List<Object> row, int column) {
        Object cell = column >= 0 && column < row.size() ? row.get(column) : null;
        return cell == null || "".equals(cell) ? null : cell;
    }

    private static List<Integer> key(GridRange range) {
        return Arrays.asList(
                zero(range.getSheetId()),
                zero(range.getStartRowIndex()),
                range.getEndRowIndex(),
                zero(range.getStartColumnIndex()),
                range.getEndColumnIndex());
    }

    private static Integer zero(Integer value) {
        return value == null ? 0 : value; // an answer leaves zeros out
    }
}
