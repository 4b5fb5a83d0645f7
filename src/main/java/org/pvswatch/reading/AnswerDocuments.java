package org.pvswatch.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON documents of an answer, one after another. An answer that breaks off still gives what came whole before the
 * break: devices, and members of an object except the last.
 *
 * @param documents the documents, the last perhaps shortened
 * @param cutAt where reading stopped, characters from the start; -1 when everything was read
 */
record AnswerDocuments(List<ObjectNode> documents, long cutAt) {
    private static final JsonMapper JSON = JsonMapper.builder(new JsonFactory())
            // varserver does not escape the strings it prints
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .build();

    static AnswerDocuments of(String text) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        List<ObjectNode> documents = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(body)) {
            parser.setCodec(JSON);
            try {
                while (parser.nextToken() != null) {
                    if (parser.currentToken() == JsonToken.START_OBJECT) {
                        readObject(parser, begun(documents));
                    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
                        // the interface description claims a bare list of devices
                        readDevices(parser, begun(documents).putArray("devices"));
                    } else {
                        parser.skipChildren();
                    }
                }
                return new AnswerDocuments(documents, -1);
            } catch (IOException e) {
                return new AnswerDocuments(
                        documents, parser.currentTokenLocation().getCharOffset());
            }
        } catch (IOException e) {
            throw new IllegalStateException("text in memory cannot fail to open", e);
        }
    }

    /** Reads text that should be one JSON value; {@code null} when it is not. */
    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return null;
        }
    }

    private static ObjectNode begun(List<ObjectNode> documents) {
        ObjectNode document = JSON.createObjectNode();
        documents.add(document);
        return document;
    }

    private static void readObject(JsonParser parser, ObjectNode into) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY && ("devices".equals(name) || "values".equals(name))) {
                readDevices(parser, into.putArray(name));
            } else {
                into.set(name, parser.readValueAsTree());
            }
        }
    }

    private static void readDevices(JsonParser parser, ArrayNode into) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == null) {
                throw new java.io.EOFException("the list does not end");
            }
            into.add(parser.<JsonNode>readValueAsTree());
        }
    }
}
