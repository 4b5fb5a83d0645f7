package org.pvswatch.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.Set;

/** Requests about tabs as a whole. */
final class SheetRequests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_COLUMNS = 18_278;

    private SheetRequests() {}

    static ObjectNode add(EmulatedSpreadsheet book, JsonNode asked) {
        ObjectNode properties = (ObjectNode) asked.deepCopy();
        String title = properties.path("title").asText("Sheet" + (book.sheets.size() + 1));
        if (title.isBlank()) {
            throw GoogleRefusal.bad("The sheet name cannot be empty.");
        }
        if (book.sheets.stream().anyMatch(sheet -> sheet.title().equalsIgnoreCase(title))) {
            throw GoogleRefusal.bad(
                    "A sheet with the name \"" + title + "\" already exists. Please enter another name.");
        }
        int sheetId = properties.has("sheetId") ? properties.get("sheetId").asInt() : book.nextId++;
        if (sheetId < 0 || book.sheets.stream().anyMatch(sheet -> sheet.id() == sheetId)) {
            throw GoogleRefusal.bad("A sheet with the id " + sheetId + " already exists or is not allowed.");
        }
        int rows = properties.path("gridProperties").path("rowCount").asInt(1000);
        int columns = properties.path("gridProperties").path("columnCount").asInt(26);
        if (columns > MOST_COLUMNS) {
            throw GoogleRefusal.bad("too many columns");
        }
        if ((long) rows * columns > EmulatedSpreadsheet.MOST_CELLS) {
            throw GoogleRefusal.bad("This action would increase the number of cells in the workbook above the limit of "
                    + EmulatedSpreadsheet.MOST_CELLS + " cells.");
        }
        checkFrozen(properties, rows);
        int index = properties.path("index").asInt(book.sheets.size());
        properties.remove("index");
        properties.put("sheetId", sheetId).put("title", title).put("sheetType", "GRID");
        book.sheets.add(Math.min(index, book.sheets.size()), new EmulatedSheet(properties, rows, columns));
        ObjectNode reply = JSON.createObjectNode();
        reply.putObject("addSheet").set("properties", properties.deepCopy());
        return reply;
    }

    static void delete(EmulatedSpreadsheet book, JsonNode request) {
        EmulatedSheet sheet = book.sheet(request.path("sheetId").asInt());
        if (book.sheets.size() == 1) {
            throw GoogleRefusal.bad("You can't remove all the sheets in a document.");
        }
        book.sheets.remove(sheet);
        book.metadata
                .values()
                .removeIf(each -> each.path("location").path("sheetId").asInt(-1) == sheet.id());
    }

    static void update(EmulatedSpreadsheet book, JsonNode request) {
        Set<String> fields = BatchUpdates.fields(
                request, Set.of("title", "gridProperties.frozenRowCount", "gridProperties.frozenColumnCount"));
        JsonNode given = request.path("properties");
        EmulatedSheet sheet = book.sheet(given.path("sheetId").asInt());
        if (fields.contains("title")) {
            sheet.properties.set("title", given.path("title"));
        }
        for (String frozen : new String[] {"frozenRowCount", "frozenColumnCount"}) {
            if (fields.contains("gridProperties." + frozen)) {
                sheet.properties
                        .withObject("/gridProperties")
                        .set(frozen, given.path("gridProperties").path(frozen));
            }
        }
        checkFrozen(sheet.properties, sheet.rows.size());
    }

    private static void checkFrozen(JsonNode properties, int rows) {
        if (properties.path("gridProperties").path("frozenRowCount").asInt() >= rows) {
            throw GoogleRefusal.bad("You can't freeze all visible rows on the sheet.");
        }
    }

    static void updateSpreadsheet(EmulatedSpreadsheet book, JsonNode request) {
        BatchUpdates.fields(request, Set.of("timeZone"));
        String zone = request.path("properties").path("timeZone").asText();
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw GoogleRefusal.bad("Invalid time zone: " + zone);
        }
        book.timeZone = zone;
    }
}
