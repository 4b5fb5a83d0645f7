package org.pvswatch.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.services.sheets.v4.model.BatchClearValuesRequest;
import com.google.api.services.sheets.v4.model.BatchGetValuesByDataFilterRequest;
import com.google.api.services.sheets.v4.model.BatchUpdateValuesRequest;
import com.google.api.services.sheets.v4.model.ValueRange;
import java.util.List;
import java.util.Map;

/** The calls {@code spreadsheets.values.*}. */
final class ValueCalls {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_TEXT = 50_000;

    private ValueCalls() {}

    static ObjectNode get(EmulatedSpreadsheet book, String range, Map<String, List<String>> query) {
        A1 a1 = A1.parse(book, range);
        return read(
                a1,
                a1.toString(),
                one(query, "majorDimension", "ROWS"),
                one(query, "valueRenderOption", "FORMATTED_VALUE"));
    }

    static ObjectNode batchGet(EmulatedSpreadsheet book, Map<String, List<String>> query) {
        ObjectNode answer = JSON.createObjectNode().put("spreadsheetId", book.id);
        ArrayNode ranges = answer.putArray("valueRanges");
        query.getOrDefault("ranges", List.of()).forEach(range -> ranges.add(get(book, range, query)));
        return answer;
    }

    static ObjectNode batchGetByDataFilter(EmulatedSpreadsheet book, JsonNode body) {
        GoogleSchema.check(body, BatchGetValuesByDataFilterRequest.class);
        ObjectNode answer = JSON.createObjectNode().put("spreadsheetId", book.id);
        if (body.path("dataFilters").isEmpty()) {
            throw GoogleRefusal.bad("Must specify at least one dataFilter.");
        }
        ArrayNode ranges = answer.putArray("valueRanges");
        for (JsonNode filter : body.path("dataFilters")) {
            if (!filter.has("gridRange")) {
                throw new IllegalStateException("not emulated: " + filter);
            }
            GridRequests.Part part = GridRequests.Part.of(book, filter.get("gridRange"));
            A1 a1 = new A1(part.sheet(), part.fromRow(), part.toRow(), part.fromColumn(), part.toColumn(), false, true);
            ObjectNode matched = ranges.addObject();
            matched.set(
                    "valueRange",
                    read(
                            a1,
                            a1.toString(),
                            body.path("majorDimension").asText("ROWS"),
                            body.path("valueRenderOption").asText("FORMATTED_VALUE")));
            matched.putArray("dataFilters").add(withoutZeros(filter));
        }
        return answer;
    }

    /** What is answered leaves zeros out. */
    private static JsonNode withoutZeros(JsonNode filter) {
        ObjectNode copy = filter.deepCopy();
        ((ObjectNode) copy.get("gridRange"))
                .properties()
                .removeIf(each -> each.getValue().asInt(-1) == 0);
        return copy;
    }

    static ObjectNode update(EmulatedSpreadsheet book, String range, Map<String, List<String>> query, JsonNode body) {
        return write(book, range, one(query, "valueInputOption", ""), body);
    }

    static ObjectNode batchUpdate(EmulatedSpreadsheet book, JsonNode body) {
        GoogleSchema.check(body, BatchUpdateValuesRequest.class);
        EmulatedSpreadsheet trial = book.copy();
        ObjectNode answer = JSON.createObjectNode().put("spreadsheetId", book.id);
        int cells = 0;
        for (JsonNode data : body.path("data")) {
            ObjectNode one = write(
                    trial,
                    data.path("range").asText(),
                    body.path("valueInputOption").asText(),
                    data);
            cells += one.path("updatedCells").asInt();
            answer.withArray("responses").add(one);
        }
        book.become(trial);
        return answer.put("totalUpdatedCells", cells);
    }

    static ObjectNode clear(EmulatedSpreadsheet book, String range) {
        A1 a1 = A1.parse(book, range);
        for (int r = a1.fromRow(); r < a1.toRow(); r++) {
            for (int c = a1.fromColumn(); c < a1.toColumn(); c++) {
                a1.sheet().set(r, c, null);
            }
        }
        return JSON.createObjectNode().put("spreadsheetId", book.id).put("clearedRange", a1.toString());
    }

    static ObjectNode batchClear(EmulatedSpreadsheet book, JsonNode body) {
        GoogleSchema.check(body, BatchClearValuesRequest.class);
        EmulatedSpreadsheet trial = book.copy();
        ObjectNode answer = JSON.createObjectNode().put("spreadsheetId", book.id);
        for (JsonNode range : body.path("ranges")) {
            answer.withArray("clearedRanges")
                    .add(clear(trial, range.asText()).path("clearedRange").asText());
        }
        book.become(trial);
        return answer;
    }

    static ObjectNode append(EmulatedSpreadsheet book, String range, Map<String, List<String>> query, JsonNode body) {
        A1 asked = A1.parse(book, range);
        EmulatedSheet sheet = asked.sheet();
        int[] table = AppendTable.find(sheet, asked);
        int row = table == null ? asked.fromRow() : table[1];
        int column = table == null ? asked.fromColumn() : table[2];
        int count = body.path("values").size();
        if ("INSERT_ROWS".equals(one(query, "insertDataOption", "OVERWRITE")) && row < sheet.rows.size()) {
            sheet.insertRows(row, count);
        }
        if (row + count > sheet.rows.size()) {
            sheet.appendRows(row + count - sheet.rows.size());
        }
        ObjectNode answer = JSON.createObjectNode().put("spreadsheetId", book.id);
        if (table != null) {
            answer.put("tableRange", A1.text(sheet, table[0], table[1], table[2], table[3]));
        }
        ObjectNode copy = body.deepCopy();
        copy.remove("range");
        String at = A1.name(sheet) + "!" + A1.letters(column) + (row + 1);
        if (sheet.filtered) {
            return answer.set("updates", write(book.copy(), at, one(query, "valueInputOption", ""), copy)); // lost
        }
        return answer.set("updates", write(book, at, one(query, "valueInputOption", ""), copy));
    }

    private static ObjectNode write(EmulatedSpreadsheet book, String range, String input, JsonNode body) {
        GoogleSchema.check(body, ValueRange.class);
        if (!input.matches("RAW|USER_ENTERED")) {
            throw GoogleRefusal.bad(
                    input.isEmpty() || "INPUT_VALUE_OPTION_UNSPECIFIED".equals(input)
                            ? "'valueInputOption' is required but not specified"
                            : "Invalid value at 'value_input_option', \"" + input + "\"");
        }
        A1 a1 = A1.parse(book, range);
        if (body.has("range")
                && !A1.parse(book, body.get("range").asText()).toString().equals(a1.toString())) {
            throw GoogleRefusal.bad("Requested writing within range [" + a1 + "], but the body names another");
        }
        boolean byRows = byRows(body.path("majorDimension").asText("ROWS"));
        int lines = body.path("values").size();
        int longest = 0;
        for (JsonNode line : body.path("values")) {
            longest = Math.max(longest, line.size());
        }
        int rows = byRows ? lines : longest;
        int columns = byRows ? longest : lines;
        int lastRow = a1.fromRow() + rows;
        int lastColumn = a1.fromColumn() + columns;
        if (!a1.isOneCell() && lastColumn > a1.toColumn()) {
            throw GoogleRefusal.bad("Requested writing within range [" + a1 + "], but tried writing to column ["
                    + A1.letters(a1.toColumn()) + "]");
        }
        if (!a1.isOneCell() && lastRow > a1.toRow()) {
            throw GoogleRefusal.bad(
                    "Requested writing within range [" + a1 + "], but tried writing to row [" + (a1.toRow() + 1) + "]");
        }
        if (lastRow > a1.sheet().rows.size() || lastColumn > a1.sheet().columns) {
            throw GoogleRefusal.bad("Range (" + a1 + ") exceeds grid limits. Max rows: "
                    + a1.sheet().rows.size() + ", max columns: " + a1.sheet().columns);
        }
        int cells = 0;
        for (int i = 0; i < lines; i++) {
            JsonNode line = body.path("values").get(i);
            for (int j = 0; j < line.size(); j++) {
                if (!line.get(j).isNull()) {
                    cells++;
                    enter(
                            a1.sheet(),
                            a1.fromRow() + (byRows ? i : j),
                            a1.fromColumn() + (byRows ? j : i),
                            line.get(j),
                            input);
                }
            }
        }
        return JSON.createObjectNode()
                .put("spreadsheetId", book.id)
                .put(
                        "updatedRange",
                        A1.text(
                                a1.sheet(),
                                a1.fromRow(),
                                Math.max(lastRow, a1.fromRow() + 1),
                                a1.fromColumn(),
                                Math.max(lastColumn, a1.fromColumn() + 1)))
                .put("updatedRows", rows)
                .put("updatedColumns", columns)
                .put("updatedCells", cells);
    }

    private static void enter(EmulatedSheet sheet, int row, int column, JsonNode value, String input) {
        if (value.isTextual() && value.asText().length() > LONGEST_TEXT) {
            throw GoogleRefusal.bad("Your input contains more than the maximum of 50000 characters in a single cell.");
        }
        if (value.isNumber()) {
            sheet.set(row, column, value.asDouble());
        } else if (value.isBoolean()) {
            sheet.set(row, column, value.asBoolean());
        } else {
            sheet.set(row, column, "RAW".equals(input) ? value.asText() : Typed.of(value.asText()));
        }
    }

    private static boolean byRows(String dimension) {
        if (!dimension.matches("ROWS|COLUMNS")) {
            throw GoogleRefusal.bad("Invalid value at 'major_dimension', \"" + dimension + "\"");
        }
        return "ROWS".equals(dimension);
    }

    /** Rows without their empty ends; no values at all when there is nothing. */
    private static ObjectNode read(A1 a1, String range, String dimension, String render) {
        if (!render.matches("FORMATTED_VALUE|UNFORMATTED_VALUE|FORMULA")) {
            throw GoogleRefusal.bad("Invalid value at 'value_render_option', \"" + render + "\"");
        }
        boolean byRows = byRows(dimension);
        ObjectNode answer = JSON.createObjectNode().put("range", range).put("majorDimension", dimension);
        ArrayNode lines = JSON.createArrayNode();
        int count = byRows ? a1.toRow() - a1.fromRow() : a1.toColumn() - a1.fromColumn();
        int length = byRows ? a1.toColumn() - a1.fromColumn() : a1.toRow() - a1.fromRow();
        int used = 0;
        for (int i = 0; i < count; i++) {
            ArrayNode line = JSON.createArrayNode();
            for (int j = 0; j < length; j++) {
                Object value = a1.sheet().value(a1.fromRow() + (byRows ? i : j), a1.fromColumn() + (byRows ? j : i));
                if (value != null) {
                    while (line.size() < j) {
                        line.add("");
                    }
                    line.add(Typed.shown(value, render));
                }
            }
            lines.add(line);
            used = line.isEmpty() ? used : i + 1;
        }
        while (lines.size() > used) {
            lines.remove(lines.size() - 1);
        }
        if (used > 0) {
            answer.set("values", lines);
        }
        return answer;
    }

    private static String one(Map<String, List<String>> query, String name, String otherwise) {
        List<String> values = query.get(name);
        return values == null ? otherwise : values.get(0);
    }
}
