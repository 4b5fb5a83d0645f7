package org.pvswatch.sheet;

import com.google.api.services.sheets.v4.model.GridRange;
import com.google.api.services.sheets.v4.model.Sheet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A tab as it stands in the spreadsheet, as far as it was read: where its columns and rows are, and what differs from
 * history. Columns are known by their titles and rows by their keys, so people may move both.
 */
final class TabSheet {
    private static final int CELLS_A_READ = 40_000;

    /** Of a tab whose rows never change, so much of the end is read again before each write. */
    private static final int TAIL = 2_000;

    /** The old script began its alerts with it; they are not known to history and stay. */
    private static final String SCRIPT_ALERT = "\u26a0";

    private final Tab tab;
    private final int sheetId;
    private final int[] at;
    private final Set<Object> ours;
    private final Set<Object> seen = new HashSet<>();
    private final Set<Object> stale = new HashSet<>();
    private final Set<Object> twice = new HashSet<>();
    private final Set<Object> twiceDifferent = new HashSet<>();
    private final Set<Object> gone = new HashSet<>();
    private final Map<Object, Object[]> kept = new HashMap<>();
    private final Map<Object, List<Integer>> rows = new LinkedHashMap<>();
    private int rowCount;
    private final int columnCount;
    private int usedColumns;
    private int lastUsedRow;
    private boolean ascending;
    private boolean foreignRows;

    TabSheet(Tab tab, Sheet sheet) {
        this.tab = tab;
        this.sheetId = Structure.id(sheet);
        this.rowCount = Structure.rows(sheet);
        this.columnCount = Structure.columns(sheet);
        this.at = new int[tab.columns().size()];
        this.ours = new HashSet<>(tab.keys());
    }

    Tab tab() {
        return tab;
    }

    int sheetId() {
        return sheetId;
    }

    int rowCount() {
        return rowCount;
    }

    int columnCount() {
        return columnCount;
    }

    /** The first column that nobody uses, also not anything to the right of it. */
    int usedColumns() {
        return usedColumns;
    }

    /** The last row in which anybody wrote anything; 0 is the header. */
    int lastUsedRow() {
        return lastUsedRow;
    }

    /** Where a column of the tab stands, -1 when it does not. */
    int at(int column) {
        return at[column];
    }

    /** What has to be read to compare all of it, from the top. */
    List<GridRange> toCompare() {
        if (tab.isContinued()) {
            int tail = Math.max(1, rowCount - TAIL);
            return tail >= rowCount
                    ? List.of(Ranges.of(sheetId, 0, 1, 0, columnCount))
                    : List.of(
                            Ranges.of(sheetId, 0, 1, 0, columnCount),
                            Ranges.of(sheetId, tail, rowCount, 0, columnCount));
        }
        List<GridRange> blocks = new ArrayList<>();
        int together = Math.max(1, CELLS_A_READ / Math.max(1, columnCount));
        for (int row = 0; row < rowCount; row += together) {
            blocks.add(Ranges.of(sheetId, row, Math.min(row + together, rowCount), 0, columnCount));
        }
        return blocks;
    }

    /** Takes in the titles of the columns. */
    void header(List<Object> titles) {
        for (int i = 0; i < at.length; i++) {
            at[i] = titles.indexOf(tab.columns().get(i).title());
        }
        usedColumns = Math.max(usedColumns, titles.size());
    }

    boolean hasNoColumn() {
        return Arrays.stream(at).allMatch(each -> each < 0);
    }

    List<Column> missingColumns() {
        List<Column> missing = new ArrayList<>();
        for (int i = 0; i < at.length; i++) {
            if (at[i] < 0) {
                missing.add(tab.columns().get(i));
            }
        }
        return missing;
    }

    /**
     * Compares rows with history.
     *
     * @param first number of the first of them in the sheet
     */
    void compare(int first, List<List<Object>> block) throws SQLException {
        Map<Integer, Object> keys = new LinkedHashMap<>();
        for (int i = 0; i < block.size(); i++) {
            List<Object> row = block.get(i);
            for (int c = row.size() - 1; c >= 0; c--) {
                if (Ranges.cell(row, c) != null) {
                    usedColumns = Math.max(usedColumns, c + 1);
                    lastUsedRow = Math.max(lastUsedRow, first + i);
                    break;
                }
            }
            Object key = first + i == 0 ? null : keyOf(row);
            if (key != null) {
                keys.put(i, key);
            }
        }
        Map<Object, Row> history = new HashMap<>();
        if (!tab.isImmutable()) {
            tab.rows(new HashSet<>(keys.values()), row -> history.put(row.key(), row));
        }
        keys.forEach((i, key) -> compare(key, block.get(i), history.get(key)));
    }

    private void compare(Object key, List<Object> row, Row history) {
        if (!ours.contains(key)) {
            if (tab.isExact() && !hasForeignCells(row)) {
                gone.add(key);
            }
            return;
        }
        boolean equal = tab.isImmutable() || equal(key, row, history);
        if (!seen.add(key)) {
            (equal && !hasForeignCells(row) ? twice : twiceDifferent).add(key);
        } else if (!equal) {
            stale.add(key);
        }
    }

    private boolean equal(Object key, List<Object> row, Row history) {
        boolean equal = true;
        for (int i = 0; i < at.length; i++) {
            Object there = Ranges.cell(row, at[i]);
            Object wanted = Serial.of(history.cells().get(i));
            if (wanted == null && there instanceof String text && text.startsWith(SCRIPT_ALERT)) {
                kept.computeIfAbsent(key, any -> new Object[at.length])[i] = text;
            } else {
                equal &= same(there, wanted);
            }
        }
        return equal;
    }

    private static boolean same(Object there, Object wanted) {
        if (there instanceof Number a && wanted instanceof Number b) {
            return Math.abs(a.doubleValue() - b.doubleValue()) <= 1e-9 * Math.max(1, Math.abs(b.doubleValue()));
        }
        return there == null ? wanted == null : there.equals(wanted);
    }

    private boolean hasForeignCells(List<Object> row) {
        for (int c = 0; c < row.size(); c++) {
            int column = c;
            if (Ranges.cell(row, c) != null && Arrays.stream(at).noneMatch(each -> each == column)) {
                return true;
            }
        }
        return false;
    }

    private Object keyOf(List<Object> row) {
        int column = at[tab.keyColumn()];
        return column < 0
                ? null
                : Serial.key(
                        Ranges.cell(row, column),
                        tab.columns().get(tab.keyColumn()).format());
    }

    /** What has to be read just before a write: the header, the keys, and whether anything stands below. */
    List<GridRange> toLocate() {
        List<GridRange> ranges = new ArrayList<>();
        ranges.add(Ranges.of(sheetId, 0, 1, 0, columnCount));
        int key = at[tab.keyColumn()];
        if (firstKeyRow() < rowCount) {
            ranges.add(Ranges.of(sheetId, firstKeyRow(), rowCount, key, key + 1));
        }
        if (lastUsedRow + 1 < rowCount) {
            ranges.add(Ranges.of(sheetId, lastUsedRow + 1, rowCount, 0, columnCount));
        }
        return ranges;
    }

    private int firstKeyRow() {
        return tab.isImmutable() ? Math.max(1, lastUsedRow - TAIL) : 1;
    }

    /**
     * Takes in where the rows stand.
     *
     * @return false when the columns are not where they were
     */
    boolean locate(Ranges read) {
        List<GridRange> asked = toLocate();
        List<List<Object>> header = read.of(asked.get(0));
        int[] before = at.clone();
        header(header.isEmpty() ? List.of() : header.get(0));
        if (!Arrays.equals(before, at)) {
            return false;
        }
        rows.clear();
        Object last = null;
        ascending = true;
        foreignRows = false;
        for (GridRange range : asked.subList(1, asked.size())) {
            List<List<Object>> block = read.of(range);
            boolean isKeys = range.getEndColumnIndex() - range.getStartColumnIndex() == 1 && range.equals(asked.get(1));
            for (int i = 0; i < block.size(); i++) {
                int row = range.getStartRowIndex() + i;
                if (!isKeys) {
                    boolean blank = block.get(i).stream().allMatch(cell -> cell == null || "".equals(cell));
                    lastUsedRow = blank ? lastUsedRow : row;
                    continue;
                }
                Object key = Serial.key(
                        Ranges.cell(block.get(i), 0),
                        tab.columns().get(tab.keyColumn()).format());
                if (key == null) {
                    foreignRows = true;
                    continue;
                }
                rows.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
                ascending &= last == null || compareKeys(last, key) <= 0;
                last = key;
            }
        }
        int lastKey = rows.values().stream()
                .mapToInt(each -> Collections.max(each))
                .max()
                .orElse(0);
        foreignRows |= lastUsedRow > lastKey;
        lastUsedRow = Math.max(lastUsedRow, lastKey);
        return true;
    }

    @SuppressWarnings("unchecked")
    private static int compareKeys(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    /** Numbers of rows to delete: of what stands twice, and of what is no more. The last one first. */
    List<Integer> toDelete() {
        List<Integer> numbers = new ArrayList<>();
        for (Object key : twice) {
            List<Integer> there = rows.getOrDefault(key, List.of());
            if (there.size() > 1 && !twiceDifferent.contains(key)) {
                numbers.addAll(there.subList(1, there.size()));
            }
        }
        gone.forEach(key -> numbers.addAll(rows.getOrDefault(key, List.of())));
        numbers.sort(Collections.reverseOrder());
        return numbers;
    }

    void deleted(int count) {
        twice.clear();
        gone.clear();
        rowCount -= count;
        lastUsedRow = Math.max(0, lastUsedRow - count);
    }

    /** Keys of rows that are there and differ, by their number in the sheet. */
    Map<Integer, Object> toCorrect() {
        Map<Integer, Object> numbers = new TreeMap<>();
        for (Object key : stale) {
            List<Integer> there = rows.get(key);
            if (there != null) {
                numbers.put(there.get(0), key);
            }
        }
        return numbers;
    }

    void corrected(Iterable<Object> keys) {
        keys.forEach(stale::remove);
    }

    /** Keys of rows that are not there, in the order of the tab. */
    List<Object> missing() {
        return tab.keys().stream()
                .filter(key -> !rows.containsKey(key) && !(tab.isImmutable() && seen.contains(key)))
                .toList();
    }

    void grown(int rows) {
        rowCount += rows;
    }

    void written(List<Object> keys) {
        lastUsedRow += keys.size();
        if (tab.isImmutable()) {
            seen.addAll(keys);
        }
    }

    /** Rows that stand twice, and not alike: which of them is right, a person must say. */
    int ambiguous() {
        return twiceDifferent.size();
    }

    /** Whether rows must be sorted after some were added at the end: only if they were in order, and all are ours. */
    boolean wantsSorting(List<Object> added) {
        Format format = tab.columns().get(tab.keyColumn()).format();
        if (format == Format.TEXT || !ascending || foreignRows || rows.isEmpty() || added.isEmpty()) {
            return false;
        }
        Object last = null;
        for (Object key : rows.keySet()) {
            last = key;
        }
        return compareKeys(added.get(0), last) < 0;
    }

    /** A cell as it is to be written: what was kept of the old script, where history says nothing. */
    Object toWrite(Row row, int column) {
        Object cell = row.cells().get(column);
        Object[] keeps = cell == null ? kept.get(row.key()) : null;
        return keeps == null ? cell : keeps[column];
    }
}
