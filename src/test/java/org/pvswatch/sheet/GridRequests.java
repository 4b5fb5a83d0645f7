package org.pvswatch.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Requests about cells, rows and columns. */
final class GridRequests {
    private static final int LONGEST_TEXT = 50_000;
    private static final Set<String> CELL_FIELDS =
            Set.of("userEnteredValue", "userEnteredFormat", "userEnteredFormat.numberFormat");

    private GridRequests() {}

    /** A rectangle with numbers for all its ends, inside the grid. */
    record Part(EmulatedSheet sheet, int fromRow, int toRow, int fromColumn, int toColumn) {
        static Part of(EmulatedSpreadsheet book, JsonNode range) {
            EmulatedSheet sheet = book.sheet(range.path("sheetId").asInt());
            Part part = new Part(
                    sheet,
                    range.path("startRowIndex").asInt(),
                    range.path("endRowIndex").asInt(sheet.rows.size()),
                    range.path("startColumnIndex").asInt(),
                    range.path("endColumnIndex").asInt(sheet.columns));
            boolean inside = part.fromRow >= 0
                    && part.fromColumn >= 0
                    && part.fromRow < part.toRow
                    && part.fromColumn < part.toColumn
                    && part.toRow <= sheet.rows.size()
                    && part.toColumn <= sheet.columns;
            if (!inside) {
                throw GoogleRefusal.bad("Range (" + sheet.title() + "!" + range + ") exceeds grid limits. Max rows: "
                        + sheet.rows.size() + ", max columns: " + sheet.columns);
            }
            return part;
        }
    }

    private static boolean isRows(JsonNode request) {
        String dimension = request.path("dimension").asText();
        if (!dimension.matches("ROWS|COLUMNS")) {
            throw GoogleRefusal.bad("Invalid dimension: " + dimension);
        }
        return "ROWS".equals(dimension);
    }

    static void append(EmulatedSpreadsheet book, JsonNode request) {
        EmulatedSheet sheet = book.sheet(request.path("sheetId").asInt());
        int length = request.path("length").asInt();
        if (length <= 0) {
            throw GoogleRefusal.bad("length must be greater than 0");
        }
        if (isRows(request)) {
            if (((long) sheet.rows.size() + length) * sheet.columns > EmulatedSpreadsheet.MOST_CELLS) {
                throw GoogleRefusal.bad(
                        "This action would increase the number of cells in the workbook above the limit of "
                                + EmulatedSpreadsheet.MOST_CELLS + " cells.");
            }
            sheet.appendRows(length);
        } else {
            sheet.columns += length;
        }
    }

    private static int[] stretch(EmulatedSheet sheet, JsonNode range) {
        int size = isRows(range) ? sheet.rows.size() : sheet.columns;
        int from = range.path("startIndex").asInt();
        int to = range.path("endIndex").asInt(size);
        if (from < 0 || from >= to) {
            throw GoogleRefusal.bad("Invalid range: startIndex must be less than endIndex");
        }
        return new int[] {from, to, size};
    }

    static void insert(EmulatedSpreadsheet book, JsonNode request) {
        JsonNode range = request.path("range");
        EmulatedSheet sheet = book.sheet(range.path("sheetId").asInt());
        int[] stretch = stretch(sheet, range);
        boolean inherits = request.path("inheritFromBefore").asBoolean();
        if (!inherits && stretch[0] >= stretch[2]) {
            throw GoogleRefusal.bad("range.startIndex must be less than the grid size (" + stretch[2]
                    + ") if inheritFromBefore is false.");
        }
        if (inherits && stretch[0] == 0) {
            throw GoogleRefusal.bad("inheritFromBefore cannot be true at index 0");
        }
        if (isRows(range)) {
            sheet.insertRows(stretch[0], stretch[1] - stretch[0]);
        } else {
            sheet.shiftColumns(stretch[0], stretch[1] - stretch[0]);
        }
    }

    static void delete(EmulatedSpreadsheet book, JsonNode request) {
        JsonNode range = request.path("range");
        EmulatedSheet sheet = book.sheet(range.path("sheetId").asInt());
        int[] stretch = stretch(sheet, range);
        if (stretch[1] > stretch[2]) {
            throw GoogleRefusal.bad("Cannot delete a dimension that is outside of the grid");
        }
        if (isRows(range)) {
            if (sheet.rows.size() - (stretch[1] - stretch[0]) <= sheet.frozenRows()) {
                throw GoogleRefusal.bad("Sorry, it is not possible to delete all non-frozen rows.");
            }
            sheet.deleteRows(stretch[0], stretch[1]);
        } else {
            sheet.shiftColumns(stretch[0], stretch[0] - stretch[1]);
        }
    }

    static void dimensionProperties(EmulatedSpreadsheet book, JsonNode request) {
        BatchUpdates.fields(request, Set.of("pixelSize", "hiddenByUser"));
        JsonNode range = request.path("range");
        int[] stretch = stretch(book.sheet(range.path("sheetId").asInt()), range);
        if (stretch[1] > stretch[2]) {
            throw GoogleRefusal.bad("range exceeds grid limits");
        }
    }

    static void updateCells(EmulatedSpreadsheet book, JsonNode request) {
        Set<String> fields = BatchUpdates.fields(request, CELL_FIELDS);
        JsonNode start = request.path("start");
        if (request.has("range") == request.has("start")) {
            throw GoogleRefusal.bad("Exactly one of range and start must be set");
        }
        if (request.has("range")) {
            throw new IllegalStateException("not emulated: updateCells with range");
        }
        EmulatedSheet sheet = book.sheet(start.path("sheetId").asInt());
        int row = start.path("rowIndex").asInt();
        for (JsonNode each : request.path("rows")) {
            int column = start.path("columnIndex").asInt();
            if (row >= sheet.rows.size()) {
                throw GoogleRefusal.bad("Attempting to write row: " + row + ", beyond the last requested row of: "
                        + (sheet.rows.size() - 1));
            }
            for (JsonNode cell : each.path("values")) {
                if (column >= sheet.columns) {
                    throw GoogleRefusal.bad("Attempting to write column: " + column
                            + ", beyond the last requested column of: " + (sheet.columns - 1));
                }
                write(sheet, row, column++, cell, fields);
            }
            row++;
        }
    }

    static void repeatCell(EmulatedSpreadsheet book, JsonNode request) {
        Set<String> fields = BatchUpdates.fields(request, CELL_FIELDS);
        Part part = Part.of(book, request.path("range"));
        for (int row = part.fromRow; row < part.toRow; row++) {
            for (int column = part.fromColumn; column < part.toColumn; column++) {
                write(part.sheet, row, column, request.path("cell"), fields);
            }
        }
    }

    private static void write(EmulatedSheet sheet, int row, int column, JsonNode cell, Set<String> fields) {
        if (fields.contains("userEnteredValue")) {
            sheet.set(row, column, value(cell.path("userEnteredValue")));
        }
        if (fields.contains("userEnteredFormat") || fields.contains("userEnteredFormat.numberFormat")) {
            JsonNode format = cell.path("userEnteredFormat").path("numberFormat");
            if (!format.isMissingNode()
                    && !format.path("type")
                            .asText()
                            .matches("TEXT|NUMBER|PERCENT|CURRENCY|DATE|TIME|DATE_TIME|SCIENTIFIC")) {
                throw GoogleRefusal.bad("Invalid number format type: " + format);
            }
            sheet.setFormat(row, column, format.isMissingNode() ? null : format);
        }
    }

    private static Object value(JsonNode value) {
        if (value.isMissingNode() || value.isEmpty()) {
            return null;
        }
        if (value.size() > 1) {
            throw GoogleRefusal.bad("only one kind of value may be set");
        }
        if (value.has("numberValue")) {
            return value.get("numberValue").asDouble();
        }
        if (value.has("boolValue")) {
            return value.get("boolValue").asBoolean();
        }
        if (value.has("formulaValue")) {
            return new EmulatedSheet.Formula(value.get("formulaValue").asText());
        }
        String text = value.path("stringValue").asText();
        if (!value.has("stringValue") || text.isEmpty()) {
            throw GoogleRefusal.bad("Invalid value: " + value);
        }
        if (text.length() > LONGEST_TEXT) {
            throw GoogleRefusal.bad("Your input contains more than the maximum of 50000 characters in a single cell.");
        }
        return text;
    }

    static void sort(EmulatedSpreadsheet book, JsonNode request) {
        Part part = Part.of(book, request.path("range"));
        JsonNode spec = request.path("sortSpecs").path(0);
        if (spec.isMissingNode() || !spec.path("sortOrder").asText().matches("ASCENDING|DESCENDING")) {
            throw GoogleRefusal.bad("sortSpecs must be set");
        }
        if (part.fromColumn != 0 || part.toColumn != part.sheet.columns) {
            throw new IllegalStateException("not emulated: a part of the columns sorted");
        }
        part.sheet.sort(
                part.fromRow,
                part.toRow,
                spec.path("dimensionIndex").asInt(),
                "ASCENDING".equals(spec.path("sortOrder").asText()));
    }
}
