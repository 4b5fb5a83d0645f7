package org.pvswatch.sheet;

import com.google.api.services.sheets.v4.model.AppendDimensionRequest;
import com.google.api.services.sheets.v4.model.CellData;
import com.google.api.services.sheets.v4.model.DeleteDimensionRequest;
import com.google.api.services.sheets.v4.model.DimensionRange;
import com.google.api.services.sheets.v4.model.ExtendedValue;
import com.google.api.services.sheets.v4.model.GridCoordinate;
import com.google.api.services.sheets.v4.model.Request;
import com.google.api.services.sheets.v4.model.RowData;
import com.google.api.services.sheets.v4.model.SortRangeRequest;
import com.google.api.services.sheets.v4.model.SortSpec;
import com.google.api.services.sheets.v4.model.UpdateCellsRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The requests of one write, until it is large enough, and what is known once it was done. */
final class Batch {
    /** So many cells are written at once; about a megabyte before it is packed. */
    private static final int MOST_CELLS = 20_000;

    private static final int SPARE_ROWS = 500;

    private final List<Request> requests = new ArrayList<>();
    private final List<Runnable> whenDone = new ArrayList<>();
    private int cells;
    private int rows;

    boolean isFull() {
        return cells >= MOST_CELLS;
    }

    boolean isEmpty() {
        return requests.isEmpty();
    }

    List<Request> requests() {
        return requests;
    }

    /** How many rows it writes. */
    int rows() {
        return rows;
    }

    void done() {
        whenDone.forEach(Runnable::run);
    }

    /** Adds what a tab lacks, as much as there is room for. */
    void add(TabSheet sheet) throws SQLException {
        if (!delete(sheet)) {
            correct(sheet);
            append(sheet);
        }
    }

    /** Rows below a deleted one move up, so a write that deletes does nothing else in that tab. */
    private boolean delete(TabSheet sheet) {
        List<Integer> numbers = sheet.toDelete();
        for (int number : numbers) {
            requests.add(new Request()
                    .setDeleteDimension(new DeleteDimensionRequest()
                            .setRange(new DimensionRange()
                                    .setSheetId(sheet.sheetId())
                                    .setDimension("ROWS")
                                    .setStartIndex(number)
                                    .setEndIndex(number + 1))));
        }
        whenDone.add(() -> sheet.deleted(numbers.size()));
        return !numbers.isEmpty();
    }

    private void correct(TabSheet sheet) throws SQLException {
        Map<Integer, Object> all = sheet.toCorrect();
        Map<Object, Integer> numbers = new HashMap<>();
        all.entrySet().stream().limit(room(sheet)).forEach(each -> numbers.put(each.getValue(), each.getKey()));
        List<Row> loaded = new ArrayList<>();
        if (!numbers.isEmpty()) {
            sheet.tab().rows(numbers.keySet(), loaded::add);
        }
        loaded.sort(Comparator.comparing(row -> numbers.get(row.key())));
        List<Row> run = new ArrayList<>();
        for (Row row : loaded) {
            if (!run.isEmpty()
                    && numbers.get(row.key()) != numbers.get(run.get(0).key()) + run.size()) {
                write(sheet, numbers.get(run.get(0).key()), run);
                run.clear();
            }
            run.add(row);
        }
        if (!run.isEmpty()) {
            write(sheet, numbers.get(run.get(0).key()), run);
        }
        whenDone.add(() -> sheet.corrected(numbers.keySet()));
    }

    private void append(TabSheet sheet) throws SQLException {
        List<Object> all = sheet.missing();
        List<Object> keys = all.subList(0, Math.min(all.size(), room(sheet)));
        if (keys.isEmpty()) {
            return;
        }
        List<Row> loaded = new ArrayList<>();
        sheet.tab().rows(keys, loaded::add);
        int from = sheet.lastUsedRow() + 1;
        int lacking = from + loaded.size() - sheet.rowCount();
        if (lacking > 0) {
            grow(sheet, lacking + Math.min(SPARE_ROWS, Math.max(1, all.size())));
        }
        write(sheet, from, loaded);
        if (sheet.wantsSorting(keys)) {
            requests.add(new Request()
                    .setSortRange(new SortRangeRequest()
                            .setRange(Ranges.of(sheet.sheetId(), 1, from + loaded.size(), 0, sheet.columnCount()))
                            .setSortSpecs(List.of(new SortSpec()
                                    .setDimensionIndex(sheet.at(sheet.tab().keyColumn()))
                                    .setSortOrder("ASCENDING")))));
        }
        whenDone.add(() -> sheet.written(keys));
    }

    private void grow(TabSheet sheet, int by) {
        requests.add(new Request()
                .setAppendDimension(new AppendDimensionRequest()
                        .setSheetId(sheet.sheetId())
                        .setDimension("ROWS")
                        .setLength(by)));
        int before = sheet.rowCount();
        List<Column> columns = sheet.tab().columns();
        for (int i = 0; i < columns.size(); i++) {
            requests.add(Layout.format(sheet.sheetId(), columns.get(i), sheet.at(i), before, before + by));
        }
        whenDone.add(() -> sheet.grown(by));
    }

    private int room(TabSheet sheet) {
        return Math.max(0, (MOST_CELLS - cells) / sheet.tab().columns().size());
    }

    /** Rows one below the other; each stretch of columns that stand beside each other is a request. */
    private void write(TabSheet sheet, int number, List<Row> run) {
        Integer[] order = IntStream.range(0, sheet.tab().columns().size())
                .boxed()
                .sorted(Comparator.comparing(sheet::at))
                .toArray(Integer[]::new);
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && sheet.at(order[to]) == sheet.at(order[to - 1]) + 1) {
                to++;
            }
            List<Integer> columns = Arrays.asList(order).subList(from, to);
            requests.add(new Request()
                    .setUpdateCells(new UpdateCellsRequest()
                            .setStart(new GridCoordinate()
                                    .setSheetId(sheet.sheetId())
                                    .setRowIndex(number)
                                    .setColumnIndex(sheet.at(order[from])))
                            .setRows(run.stream()
                                    .map(row -> new RowData()
                                            .setValues(columns.stream()
                                                    .map(column -> cell(sheet.toWrite(row, column)))
                                                    .toList()))
                                    .toList())
                            .setFields("userEnteredValue")));
            from = to;
        }
        cells += run.size() * order.length;
        rows += run.size();
    }

    /** Typed, so that no text can become a formula; one without a value empties the cell. */
    private static CellData cell(Object cell) {
        Object value = Serial.of(cell);
        if (value == null) {
            return new CellData();
        }
        ExtendedValue typed = value instanceof Number number
                ? new ExtendedValue().setNumberValue(number.doubleValue())
                : new ExtendedValue().setStringValue(value.toString());
        return new CellData().setUserEnteredValue(typed);
    }
}
