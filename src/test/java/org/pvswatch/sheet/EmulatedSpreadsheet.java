package org.pvswatch.sheet;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One spreadsheet. */
final class EmulatedSpreadsheet {
    static final long MOST_CELLS = 10_000_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final String id;
    String timeZone = "Etc/GMT";
    List<EmulatedSheet> sheets = new ArrayList<>();
    Map<Integer, ObjectNode> metadata = new LinkedHashMap<>();
    int nextId = 1_000;

    /** As Google makes it: one empty tab of 1000 rows and 26 columns. */
    EmulatedSpreadsheet(String id) {
        this.id = id;
        addPlain("Sheet1", 0);
    }

    private EmulatedSpreadsheet(EmulatedSpreadsheet other) {
        this.id = other.id;
        this.timeZone = other.timeZone;
        this.nextId = other.nextId;
        other.sheets.forEach(sheet -> sheets.add(sheet.copy()));
        metadata.putAll(other.metadata);
    }

    EmulatedSpreadsheet copy() {
        return new EmulatedSpreadsheet(this);
    }

    void become(EmulatedSpreadsheet other) {
        timeZone = other.timeZone;
        nextId = other.nextId;
        sheets = other.sheets;
        metadata = other.metadata;
    }

    EmulatedSheet addPlain(String title, int sheetId) {
        ObjectNode properties = JSON.createObjectNode();
        properties.put("sheetId", sheetId).put("title", title).put("sheetType", "GRID");
        EmulatedSheet sheet = new EmulatedSheet(properties, 1000, 26);
        sheets.add(sheet);
        return sheet;
    }

    EmulatedSheet titled(String title) {
        return sheets.stream()
                .filter(sheet -> sheet.title().equalsIgnoreCase(title))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no tab " + title));
    }

    EmulatedSheet sheet(int sheetId) {
        return sheets.stream()
                .filter(sheet -> sheet.id() == sheetId)
                .findFirst()
                .orElseThrow(() -> GoogleRefusal.bad("No grid with id: " + sheetId));
    }

    long cells() {
        return sheets.stream()
                .mapToLong(sheet -> (long) sheet.rows.size() * sheet.columns)
                .sum();
    }

    void checkCells() {
        if (cells() > MOST_CELLS) {
            throw GoogleRefusal.bad("This action would increase the number of cells in the workbook above the limit of "
                    + MOST_CELLS + " cells.");
        }
    }

    /** As {@code spreadsheets.get} answers without grid data. */
    ObjectNode json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("spreadsheetId", id);
        root.putObject("properties")
                .put("title", "Solar")
                .put("locale", "en_US")
                .put("timeZone", timeZone);
        ArrayNode all = root.putArray("sheets");
        for (int i = 0; i < sheets.size(); i++) {
            EmulatedSheet sheet = sheets.get(i);
            ObjectNode json = all.addObject();
            ObjectNode properties = sheet.properties.deepCopy();
            properties.put("index", i);
            ObjectNode grid = properties.withObject("/gridProperties");
            grid.put("rowCount", sheet.rows.size()).put("columnCount", sheet.columns);
            json.set("properties", properties);
            if (!sheet.rules.isEmpty()) {
                sheet.rules.forEach(json.putArray("conditionalFormats")::add);
            }
            if (!sheet.charts.isEmpty()) {
                sheet.charts.values().forEach(json.putArray("charts")::add);
            }
            if (!sheet.protectedRanges.isEmpty()) {
                sheet.protectedRanges.values().forEach(json.putArray("protectedRanges")::add);
            }
            metadata.values().stream()
                    .filter(each -> each.path("location").path("sheetId").asInt(-1) == sheet.id())
                    .forEach(json.withArray("developerMetadata")::add);
        }
        metadata.values().stream()
                .filter(each -> each.path("location").path("spreadsheet").asBoolean())
                .forEach(root.withArray("developerMetadata")::add);
        root.put("spreadsheetUrl", "https://docs.google.com/spreadsheets/d/" + id + "/edit");
        return root;
    }
}
