package org.pvswatch.sheet;

import com.google.api.services.sheets.v4.model.AppendDimensionRequest;
import com.google.api.services.sheets.v4.model.BatchGetValuesByDataFilterResponse;
import com.google.api.services.sheets.v4.model.BatchUpdateSpreadsheetRequest;
import com.google.api.services.sheets.v4.model.DimensionRange;
import com.google.api.services.sheets.v4.model.GridRange;
import com.google.api.services.sheets.v4.model.InsertDimensionRequest;
import com.google.api.services.sheets.v4.model.Request;
import com.google.api.services.sheets.v4.model.Sheet;
import com.google.api.services.sheets.v4.model.Spreadsheet;
import com.google.api.services.sheets.v4.model.UpdateChartSpecRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One catching up of a spreadsheet with a workbook: which call comes next, from what the last one answered. Looks which tabs
 * there are and makes those that are not; compares all rows; then finds where each row stands, writes, and finds again,
 * until nothing is missing. Knows nothing of an earlier pass, so it may end anywhere. Used by one thread at a time.
 */
final class Pass {
    /** More looks than this, and somebody moves things faster than they can be read. */
    private static final int MOST_LOOKS = 8;

    /** More writes than the largest workbook needs. */
    private static final int MOST_WRITES = 4_000;

    private final String spreadsheetId;
    private final Workbook workbook;
    private final Instant newest;
    private final Map<Tab, TabSheet> sheets = new LinkedHashMap<>();
    private final List<GridRange> toCompare = new ArrayList<>();
    private final List<TabSheet> comparing = new ArrayList<>();
    private Step step = Step.LOOK;
    private Structure structure;
    private List<GridRange> asked = List.of();
    private Batch batch;
    private int looks;
    private int calls;
    private int writes;
    private int rows;

    private enum Step {
        LOOK,
        HEADERS,
        LAYOUT,
        COMPARE,
        LOCATE,
        WRITE
    }

    /** @param newest the latest poll that the workbook knows, {@code null} for none */
    Pass(String spreadsheetId, Workbook workbook, Instant newest) {
        this.spreadsheetId = spreadsheetId;
        this.workbook = workbook;
        this.newest = newest;
    }

    Instant newest() {
        return newest;
    }

    /** What it did, for the log. */
    record Done(int calls, int writes, int rows, int ambiguous, long cells) {}

    Done done() {
        int ambiguous = sheets.values().stream().mapToInt(TabSheet::ambiguous).sum();
        return new Done(calls, writes, rows, ambiguous, structure.cells());
    }

    /** The first call. */
    SheetCall first() {
        return look();
    }

    /** The call after an answer, {@code null} when the spreadsheet is as history has it. */
    SheetCall next(Object answer) throws SQLException {
        return switch (step) {
            case LOOK -> looked((Spreadsheet) answer);
            case HEADERS -> layout(new Ranges((BatchGetValuesByDataFilterResponse) answer));
            case LAYOUT -> look();
            case COMPARE -> compared(new Ranges((BatchGetValuesByDataFilterResponse) answer));
            case LOCATE -> located(new Ranges((BatchGetValuesByDataFilterResponse) answer));
            case WRITE -> {
                structure.fence().raised();
                rows += batch.rows();
                batch.done();
                yield locate();
            }
        };
    }

    private SheetCall look() {
        if (++looks > MOST_LOOKS) {
            throw new SheetBusyException("its tabs and columns are changed faster than they can be read");
        }
        step = Step.LOOK;
        sheets.clear();
        toCompare.clear();
        comparing.clear();
        return call(SheetCall.Kind.LOOK, null);
    }

    private SheetCall looked(Spreadsheet answer) throws SQLException {
        structure = new Structure(answer);
        for (Tab tab : workbook.tabs()) {
            structure.of(tab).ifPresent(sheet -> sheets.put(tab, new TabSheet(tab, sheet)));
        }
        if (sheets.size() < workbook.tabs().size()) {
            step = Step.HEADERS;
            asked = structure.grids().stream()
                    .map(sheet -> Ranges.of(
                            Structure.id(sheet),
                            0,
                            Math.min(2, Structure.rows(sheet)),
                            0,
                            Math.min(DailyTab.OF_THE_SCRIPT, Structure.columns(sheet))))
                    .toList();
            return read();
        }
        for (TabSheet sheet : sheets.values()) {
            for (GridRange range : sheet.toCompare()) {
                toCompare.add(range);
                comparing.add(sheet);
            }
        }
        return compare();
    }

    /** Makes all tabs that are not there, in one step. */
    private SheetCall layout(Ranges headers) {
        step = Step.LAYOUT;
        List<Request> requests = new ArrayList<>();
        boolean untouched =
                structure.grids().size() == 1 && headers.of(asked.get(0)).isEmpty();
        if (untouched && !workbook.zone().getId().equals(structure.timeZone())) {
            requests.add(Layout.timeZone(workbook.zone().getId()));
        }
        int index = 0;
        for (Tab tab : workbook.tabs()) {
            if (!sheets.containsKey(tab)) {
                Integer script = tab instanceof DailyTab ? ofTheScript(tab, headers) : null;
                requests.addAll(
                        script == null
                                ? Layout.make(
                                        tab,
                                        Layout.sheetId(structure.fence().count(), index),
                                        freeTitle(tab.title()),
                                        index)
                                : Layout.adopt(tab, script));
            }
            index++;
        }
        return write(requests);
    }

    private Integer ofTheScript(Tab tab, Ranges headers) {
        List<String> script = tab.columns().subList(0, DailyTab.OF_THE_SCRIPT).stream()
                .map(Column::title)
                .toList();
        List<Sheet> grids = structure.grids();
        for (int i = 0; i < grids.size(); i++) {
            List<List<Object>> top = headers.of(asked.get(i));
            if (!top.isEmpty() && script.equals(top.get(0))) {
                return Structure.id(grids.get(i));
            }
        }
        return null;
    }

    private String freeTitle(String title) {
        String free = title;
        for (int i = 2; structure.hasTitle(free); i++) {
            free = title + " (" + i + ")";
        }
        return free;
    }

    private SheetCall compare() throws SQLException {
        step = Step.COMPARE;
        if (toCompare.isEmpty()) {
            return columnsOrLocate();
        }
        asked = List.of(toCompare.remove(0));
        return read();
    }

    private SheetCall compared(Ranges read) throws SQLException {
        TabSheet sheet = comparing.remove(0);
        List<List<Object>> block = read.of(asked.get(0));
        int first = asked.get(0).getStartRowIndex();
        if (first == 0) {
            sheet.header(block.isEmpty() ? List.of() : block.get(0));
        }
        sheet.compare(first, block);
        return compare();
    }

    /** Puts columns back that are missing or new; then all is read again. */
    private SheetCall columnsOrLocate() throws SQLException {
        List<Request> requests = new ArrayList<>();
        for (TabSheet sheet : sheets.values()) {
            if (sheet.hasNoColumn()) {
                requests.addAll(headerAbove(sheet));
            } else if (!sheet.missingColumns().isEmpty()) {
                requests.addAll(columnsBeside(sheet));
            }
        }
        if (requests.isEmpty()) {
            return locate();
        }
        step = Step.LAYOUT;
        return write(requests);
    }

    private List<Request> headerAbove(TabSheet sheet) {
        List<Request> requests = new ArrayList<>();
        requests.add(new Request()
                .setInsertDimension(new InsertDimensionRequest()
                        .setInheritFromBefore(false)
                        .setRange(new DimensionRange()
                                .setSheetId(sheet.sheetId())
                                .setDimension("ROWS")
                                .setStartIndex(0)
                                .setEndIndex(1))));
        requests.addAll(room(sheet, sheet.tab().columns().size()));
        requests.addAll(Layout.columns(sheet.tab(), sheet.sheetId(), sheet.tab().columns(), column -> column));
        return requests;
    }

    private List<Request> columnsBeside(TabSheet sheet) {
        Tab tab = sheet.tab();
        List<Column> missing = sheet.missingColumns();
        int free = sheet.usedColumns();
        List<Request> requests = new ArrayList<>(room(sheet, free + missing.size()));
        requests.addAll(Layout.columns(tab, sheet.sheetId(), missing, column -> place(sheet, missing, free, column)));
        int chart = Layout.chartId(sheet.sheetId());
        if (tab.chart().isPresent() && structure.hasChart(chart)) {
            requests.add(new Request()
                    .setUpdateChartSpec(new UpdateChartSpecRequest()
                            .setChartId(chart)
                            .setSpec(Layout.chart(
                                    tab, sheet.sheetId(), column -> place(sheet, missing, free, column)))));
        }
        return requests;
    }

    private static int place(TabSheet sheet, List<Column> missing, int free, int column) {
        return sheet.at(column) >= 0
                ? sheet.at(column)
                : free + missing.indexOf(sheet.tab().columns().get(column));
    }

    private static List<Request> room(TabSheet sheet, int columns) {
        return columns <= sheet.columnCount()
                ? List.of()
                : List.of(new Request()
                        .setAppendDimension(new AppendDimensionRequest()
                                .setSheetId(sheet.sheetId())
                                .setDimension("COLUMNS")
                                .setLength(columns - sheet.columnCount())));
    }

    private SheetCall locate() {
        step = Step.LOCATE;
        asked = sheets.values().stream()
                .flatMap(sheet -> sheet.toLocate().stream())
                .toList();
        return read();
    }

    private SheetCall located(Ranges read) throws SQLException {
        for (TabSheet sheet : sheets.values()) {
            if (!sheet.locate(read)) {
                return look();
            }
        }
        batch = new Batch();
        for (TabSheet sheet : sheets.values()) {
            if (!batch.isFull()) {
                batch.add(sheet);
            }
        }
        if (batch.isEmpty()) {
            return null;
        }
        if (writes > MOST_WRITES) {
            throw new SheetBusyException("rows vanish as fast as they are written");
        }
        step = Step.WRITE;
        return write(batch.requests());
    }

    private SheetCall read() {
        return call(SheetCall.Kind.READ, Ranges.asking(asked));
    }

    private SheetCall write(List<Request> requests) {
        writes++;
        List<Request> all = new ArrayList<>(structure.fence().raise());
        all.addAll(requests);
        return call(SheetCall.Kind.WRITE, new BatchUpdateSpreadsheetRequest().setRequests(all));
    }

    private SheetCall call(SheetCall.Kind kind, Object request) {
        calls++;
        return new SheetCall(kind, spreadsheetId, request);
    }
}
