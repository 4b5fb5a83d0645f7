package org.pvswatch.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Requests about developer metadata of spreadsheets and tabs. That of rows and columns is not emulated. */
final class MetadataRequests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private MetadataRequests() {}

    static ObjectNode create(EmulatedSpreadsheet book, JsonNode asked) {
        JsonNode location = asked.path("location");
        if (asked.path("metadataKey").asText().isEmpty()
                || !asked.path("visibility").asText().matches("DOCUMENT|PROJECT")
                || location.isEmpty()) {
            throw GoogleRefusal.bad("metadataKey, visibility and location must be set");
        }
        if (location.has("dimensionRange")) {
            throw new IllegalStateException("not emulated");
        }
        if (location.has("sheetId")) {
            book.sheet(location.path("sheetId").asInt());
        }
        int id = asked.has("metadataId") ? asked.get("metadataId").asInt() : book.nextId++;
        if (id <= 0) {
            throw GoogleRefusal.bad("metadataId must be positive");
        }
        if (book.metadata.containsKey(id)) {
            throw GoogleRefusal.bad("Cannot add developer metadata with ID [" + id
                    + "] because developer metadata with that ID already exists.");
        }
        ObjectNode metadata = (ObjectNode) asked.deepCopy();
        metadata.put("metadataId", id);
        book.metadata.put(id, metadata);
        ObjectNode reply = JSON.createObjectNode();
        reply.putObject("createDeveloperMetadata").set("developerMetadata", metadata.deepCopy());
        return reply;
    }

    static void delete(EmulatedSpreadsheet book, JsonNode request) {
        JsonNode lookup = request.path("dataFilter").path("developerMetadataLookup");
        if (lookup.isEmpty()) {
            throw GoogleRefusal.bad("Must specify a developerMetadataLookup.");
        }
        book.metadata
                .values()
                .removeIf(each -> matches(lookup, "metadataId", each) && matches(lookup, "metadataKey", each));
    }

    private static boolean matches(JsonNode lookup, String field, JsonNode metadata) {
        return !lookup.has(field) || lookup.get(field).equals(metadata.get(field));
    }
}
