package org.pvswatch.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Requests about what lies over the grid: rules, charts and protected ranges. They are checked and kept, not drawn. */
final class OverlayRequests {
    private static final String POINTS = "MIN|MAX|NUMBER|PERCENT|PERCENTILE";

    private OverlayRequests() {}

    static void addRule(EmulatedSpreadsheet book, JsonNode request) {
        ObjectNode rule = (ObjectNode) request.path("rule");
        EmulatedSheet sheet = null;
        for (JsonNode range : rule.path("ranges")) {
            EmulatedSheet its = GridRequests.Part.of(book, range).sheet();
            if (sheet != null && its != sheet) {
                throw GoogleRefusal.bad("all ranges must be on the same sheet");
            }
            sheet = its;
        }
        if (sheet == null || rule.has("gradientRule") == rule.has("booleanRule")) {
            throw GoogleRefusal.bad("a rule needs ranges, and is a gradient or boolean");
        }
        if (rule.has("gradientRule")) {
            JsonNode gradient = rule.get("gradientRule");
            checkPoint(gradient.path("minpoint"));
            checkPoint(gradient.path("maxpoint"));
            if (gradient.has("midpoint")) {
                checkPoint(gradient.get("midpoint"));
            }
        } else if (rule.get("booleanRule")
                .path("condition")
                .path("type")
                .asText()
                .isEmpty()) {
            throw GoogleRefusal.bad("condition.type must be set");
        }
        int index = request.path("index").asInt();
        if (index < 0 || index > sheet.rules.size()) {
            throw GoogleRefusal.bad("index is out of range");
        }
        sheet.rules.add(index, rule.deepCopy());
    }

    private static void checkPoint(JsonNode point) {
        String type = point.path("type").asText();
        if (!type.matches(POINTS)) {
            throw GoogleRefusal.bad("minpoint and maxpoint must be set");
        }
        if (!type.matches("MIN|MAX") && !point.path("value").asText().matches("-?[0-9.]+")) {
            throw GoogleRefusal.bad("a point needs a value");
        }
    }

    static void addChart(EmulatedSpreadsheet book, JsonNode chart) {
        JsonNode anchor = chart.path("position").path("overlayPosition").path("anchorCell");
        EmulatedSheet sheet = book.sheet(anchor.path("sheetId").asInt());
        if (anchor.path("rowIndex").asInt() >= sheet.rows.size()
                || anchor.path("columnIndex").asInt() >= sheet.columns) {
            throw GoogleRefusal.bad("the anchor is beyond the grid");
        }
        checkSpec(book, chart.path("spec"));
        int id = chart.has("chartId") ? chart.get("chartId").asInt() : book.nextId++;
        if (book.sheets.stream().anyMatch(each -> each.charts.containsKey(id))) {
            throw GoogleRefusal.bad("A chart with id " + id + " already exists.");
        }
        ObjectNode made = chart.deepCopy();
        sheet.charts.put(id, made.put("chartId", id));
    }

    static void updateChart(EmulatedSpreadsheet book, JsonNode request) {
        int id = request.path("chartId").asInt();
        EmulatedSheet sheet = book.sheets.stream()
                .filter(each -> each.charts.containsKey(id))
                .findFirst()
                .orElseThrow(() -> GoogleRefusal.bad("No chart with id: " + id));
        checkSpec(book, request.path("spec"));
        ObjectNode changed = sheet.charts.get(id).deepCopy();
        changed.set("spec", request.path("spec"));
        sheet.charts.put(id, changed);
    }

    private static void checkSpec(EmulatedSpreadsheet book, JsonNode spec) {
        JsonNode basic = spec.path("basicChart");
        if (!basic.path("chartType").asText().matches("BAR|LINE|AREA|COLUMN|SCATTER|COMBO|STEPPED_AREA")
                || basic.path("domains").isEmpty()
                || basic.path("series").isEmpty()) {
            throw GoogleRefusal.bad("a basic chart needs a chartType, domains and series");
        }
        int sources = -1;
        for (JsonNode data : spec.findValues("sourceRange")) {
            for (JsonNode range : data.path("sources")) {
                GridRequests.Part part = GridRequests.Part.of(book, range);
                if (part.toRow() - part.fromRow() != 1 && part.toColumn() - part.fromColumn() != 1) {
                    throw GoogleRefusal.bad("one dimension of each source must be 1");
                }
            }
            if (sources >= 0 && sources != data.path("sources").size()) {
                throw GoogleRefusal.bad("domain and series must have equally many sources");
            }
            sources = data.path("sources").size();
        }
    }

    static void protect(EmulatedSpreadsheet book, JsonNode asked) {
        GridRequests.Part part = GridRequests.Part.of(book, asked.path("range"));
        int id = asked.has("protectedRangeId") ? asked.get("protectedRangeId").asInt() : book.nextId++;
        if (book.sheets.stream().anyMatch(each -> each.protectedRanges.containsKey(id))) {
            throw GoogleRefusal.bad("A protected range with id " + id + " already exists.");
        }
        ObjectNode made = asked.deepCopy();
        part.sheet().protectedRanges.put(id, made.put("protectedRangeId", id));
    }
}
