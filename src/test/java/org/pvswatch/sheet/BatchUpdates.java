package org.pvswatch.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.services.sheets.v4.model.BatchUpdateSpreadsheetRequest;
import java.util.Set;

/** {@code spreadsheets.batchUpdate}: all requests in their order, or none; the culprit is named. */
final class BatchUpdates {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BatchUpdates() {}

    static ObjectNode apply(EmulatedSpreadsheet spreadsheet, JsonNode body) {
        GoogleSchema.check(body, BatchUpdateSpreadsheetRequest.class);
        JsonNode requests = body.path("requests");
        if (requests.isEmpty()) {
            throw GoogleRefusal.bad("Must specify at least one request.");
        }
        EmulatedSpreadsheet trial = spreadsheet.copy();
        ObjectNode answer = JSON.createObjectNode();
        answer.put("spreadsheetId", spreadsheet.id);
        ArrayNode replies = answer.putArray("replies");
        for (int i = 0; i < requests.size(); i++) {
            JsonNode request = requests.get(i);
            if (request.size() != 1) {
                throw GoogleRefusal.bad("Invalid requests[" + i + "]: exactly one kind must be set");
            }
            String kind = request.fieldNames().next();
            try {
                replies.add(apply(trial, kind, request.get(kind)));
                trial.checkCells();
            } catch (GoogleRefusal e) {
                throw new GoogleRefusal(
                        e.code, e.status, "Invalid requests[" + i + "]." + kind + ": " + e.getMessage(), e.reason);
            }
        }
        spreadsheet.become(trial);
        return answer;
    }

    private static ObjectNode apply(EmulatedSpreadsheet book, String kind, JsonNode request) {
        switch (kind) {
            case "addSheet" -> {
                return SheetRequests.add(book, request.path("properties"));
            }
            case "deleteSheet" -> SheetRequests.delete(book, request);
            case "updateSheetProperties" -> SheetRequests.update(book, request);
            case "updateSpreadsheetProperties" -> SheetRequests.updateSpreadsheet(book, request);
            case "createDeveloperMetadata" -> {
                return MetadataRequests.create(book, request.path("developerMetadata"));
            }
            case "deleteDeveloperMetadata" -> MetadataRequests.delete(book, request);
            case "appendDimension" -> GridRequests.append(book, request);
            case "insertDimension" -> GridRequests.insert(book, request);
            case "deleteDimension" -> GridRequests.delete(book, request);
            case "updateDimensionProperties" -> GridRequests.dimensionProperties(book, request);
            case "updateCells" -> GridRequests.updateCells(book, request);
            case "repeatCell" -> GridRequests.repeatCell(book, request);
            case "sortRange" -> GridRequests.sort(book, request);
            case "addConditionalFormatRule" -> OverlayRequests.addRule(book, request);
            case "addChart" -> OverlayRequests.addChart(book, request.path("chart"));
            case "updateChartSpec" -> OverlayRequests.updateChart(book, request);
            case "addProtectedRange" -> OverlayRequests.protect(book, request.path("protectedRange"));
            case "setBasicFilter" ->
                book.sheet(request.path("filter").path("range").path("sheetId").asInt()).filtered = true;
            default -> throw new IllegalStateException("not emulated: " + kind);
        }
        return JSON.createObjectNode();
    }

    /** Refuses a mask that is missing, empty or names what there is not. */
    static Set<String> fields(JsonNode request, Set<String> known) {
        String fields = request.path("fields").asText();
        if (fields.isEmpty()) {
            throw GoogleRefusal.bad("At least one field must be listed in 'fields'. (use '*' to indicate all fields)");
        }
        Set<String> named = Set.of(fields.split(","));
        for (String each : named) {
            if (!known.contains(each)) {
                throw GoogleRefusal.bad("Invalid field: " + each);
            }
        }
        return named;
    }
}
