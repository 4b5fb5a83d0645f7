package org.pvswatch.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** One tab: a grid of typed cells, and what lies over it. Rows are replaced, never changed, so a copy is cheap. */
final class EmulatedSheet {
    /** A value with its number format; the value is a Double, text, a Boolean, a {@link Formula} or null. */
    record Cell(Object value, JsonNode format) {}

    /** Something that is worked out; what it shows is not emulated. */
    record Formula(String text) {}

    final ObjectNode properties;
    final List<TreeMap<Integer, Cell>> rows = new ArrayList<>();
    int columns;
    final List<ObjectNode> rules = new ArrayList<>();
    final Map<Integer, ObjectNode> charts = new LinkedHashMap<>();
    final Map<Integer, ObjectNode> protectedRanges = new LinkedHashMap<>();
    boolean filtered;

    /** A person protected all of it against us. */
    boolean locked;

    EmulatedSheet(ObjectNode properties, int rowCount, int columns) {
        this.properties = properties;
        this.columns = columns;
        appendRows(rowCount);
    }

    EmulatedSheet copy() {
        EmulatedSheet copy = new EmulatedSheet(properties.deepCopy(), 0, columns);
        copy.rows.addAll(rows);
        copy.rules.addAll(rules);
        copy.charts.putAll(charts);
        copy.protectedRanges.putAll(protectedRanges);
        copy.filtered = filtered;
        copy.locked = locked;
        return copy;
    }

    int id() {
        return properties.path("sheetId").asInt();
    }

    String title() {
        return properties.path("title").asText();
    }

    int frozenRows() {
        return properties.path("gridProperties").path("frozenRowCount").asInt();
    }

    void appendRows(int count) {
        for (int i = 0; i < count; i++) {
            rows.add(new TreeMap<>());
        }
    }

    Object value(int row, int column) {
        Cell cell = rows.get(row).get(column);
        return cell == null ? null : cell.value();
    }

    /** Sets a value and leaves the format. */
    void set(int row, int column, Object value) {
        Cell before = rows.get(row).get(column);
        put(row, column, new Cell("".equals(value) ? null : value, before == null ? null : before.format()));
    }

    void setFormat(int row, int column, JsonNode format) {
        Cell before = rows.get(row).get(column);
        put(row, column, new Cell(before == null ? null : before.value(), format));
    }

    private void put(int row, int column, Cell cell) {
        if (locked) {
            throw GoogleRefusal.bad("You are trying to edit a protected cell or object. Please contact the spreadsheet"
                    + " owner to remove protection if you need to edit.");
        }
        TreeMap<Integer, Cell> changed = new TreeMap<>(rows.get(row));
        if (cell.value() == null && cell.format() == null) {
            changed.remove(column);
        } else {
            changed.put(column, cell);
        }
        rows.set(row, changed);
    }

    boolean isBlank(int row) {
        return rows.get(row).values().stream().allMatch(cell -> cell.value() == null);
    }

    /** Number of the last row with any value, -1 for none. */
    int lastRow() {
        int last = rows.size() - 1;
        while (last >= 0 && isBlank(last)) {
            last--;
        }
        return last;
    }

    void insertRows(int at, int count) {
        for (int i = 0; i < count; i++) {
            rows.add(at, new TreeMap<>());
        }
    }

    void deleteRows(int from, int to) {
        rows.subList(from, to).clear();
    }

    /** Moves columns from one on to the right, or with a negative count to the left over what is deleted. */
    void shiftColumns(int from, int count) {
        for (int r = 0; r < rows.size(); r++) {
            TreeMap<Integer, Cell> moved = new TreeMap<>();
            rows.get(r).forEach((c, cell) -> {
                if (c < from) {
                    moved.put(c, cell);
                } else if (c >= from - Math.min(0, count)) {
                    moved.put(c + count, cell);
                }
            });
            rows.set(r, moved);
        }
        columns += count;
    }

    /** Sorts as Google does: numbers, then text, then empty cells. */
    void sort(int from, int to, int column, boolean ascending) {
        Comparator<TreeMap<Integer, Cell>> order = Comparator.comparing(
                row -> row.get(column) == null ? null : row.get(column).value(), EmulatedSheet::compare);
        List<TreeMap<Integer, Cell>> part = new ArrayList<>(rows.subList(from, to));
        List<TreeMap<Integer, Cell>> empty = new ArrayList<>(part);
        empty.removeIf(row -> row.get(column) != null && row.get(column).value() != null);
        part.removeIf(row -> row.get(column) == null || row.get(column).value() == null);
        part.sort(ascending ? order : order.reversed());
        part.addAll(empty);
        for (int i = 0; i < part.size(); i++) {
            rows.set(from + i, part.get(i));
        }
    }

    private static int compare(Object a, Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return x.compareTo(y);
        }
        if (a instanceof String x && b instanceof String y) {
            return x.compareToIgnoreCase(y);
        }
        return Integer.compare(a instanceof Double ? 0 : 1, b instanceof Double ? 0 : 1);
    }

    boolean hasSameValuesAs(EmulatedSheet other) {
        return Objects.equals(values(), other.values());
    }

    /** All values, without what is empty at the ends. */
    List<List<Object>> values() {
        List<List<Object>> all = new ArrayList<>();
        for (int r = 0; r <= lastRow(); r++) {
            List<Object> row = new ArrayList<>();
            for (Map.Entry<Integer, Cell> each : rows.get(r).entrySet()) {
                if (each.getValue().value() != null) {
                    while (row.size() < each.getKey()) {
                        row.add(null);
                    }
                    row.add(each.getValue().value());
                }
            }
            all.add(row);
        }
        return all;
    }
}
