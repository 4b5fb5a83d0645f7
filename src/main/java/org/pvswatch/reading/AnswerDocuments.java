package org.pvswatch.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON documents of an answer, one after another. An answer that breaks off still gives what came whole before the
 * break: devices, and members of an object except the last. What follows a break is read on from the next line that begins
 * a document, because an answer may be several joined.
 *
 * @param documents the documents, those that broke off shortened
 * @param cutAt where reading first stopped, characters from the start; -1 when everything was read
 */
record AnswerDocuments(List<Document> documents, int cutAt) {
    /** Far more than any answer has; what follows is taken for a break, or a flood would fill the memory. */
    private static final int MOST_DOCUMENTS = 100;

    private static final int MOST_DEVICES = 1_000;
    private static final int MOST_VARIABLES = 50_000;
    private static final int MOST_BREAKS = 100;

    private static final JsonMapper JSON = JsonMapper.builder(new JsonFactory())
            // varserver does not escape the strings it prints
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .build();

    /**
     * One document.
     *
     * @param content what could be read of it
     * @param whole whether that is all of it
     */
    record Document(ObjectNode content, boolean whole) {}

    static AnswerDocuments of(String text) {
        List<Document> documents = new ArrayList<>();
        char[] body = text.toCharArray();
        int cutAt = -1;
        int from = text.startsWith("\uFEFF") ? 1 : 0;
        for (int breaks = 0; from >= 0 && breaks < MOST_BREAKS; breaks++) {
            int cut = read(body, from, documents);
            cutAt = cutAt < 0 ? cut : cutAt;
            int next = cut < 0 ? -1 : text.indexOf("\n{", cut);
            from = next < 0 ? -1 : next + 1;
        }
        return new AnswerDocuments(documents, cutAt);
    }

    /** Reads documents until the end or until one breaks off; gives where, -1 for the end. */
    private static int read(char[] body, int from, List<Document> into) {
        try (JsonParser parser = JSON.createParser(body, from, body.length - from)) {
            parser.setCodec(JSON);
            ObjectNode begun = null;
            try {
                while (parser.nextToken() != null) {
                    refuseMoreThan(MOST_DOCUMENTS, into.size());
                    if (parser.currentToken() == JsonToken.START_OBJECT) {
                        begun = JSON.createObjectNode();
                        readObject(parser, begun);
                        into.add(new Document(begun, true));
                    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
                        // the interface description claims a bare list of devices
                        begun = JSON.createObjectNode();
                        readList(parser, begun.putArray("devices"), MOST_DEVICES);
                        into.add(new Document(begun, true));
                    }
                    begun = null;
                }
                return -1;
            } catch (IOException e) {
                if (begun != null) {
                    into.add(new Document(begun, false));
                }
                return from + (int) parser.currentTokenLocation().getCharOffset();
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

    private static void readObject(JsonParser parser, ObjectNode into) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            refuseMoreThan(MOST_VARIABLES, into.size());
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY && ("devices".equals(name) || "values".equals(name))) {
                readList(parser, into.putArray(name), "devices".equals(name) ? MOST_DEVICES : MOST_VARIABLES);
            } else {
                into.set(name, parser.readValueAsTree());
            }
        }
    }

    private static void readList(JsonParser parser, ArrayNode into, int most) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == null) {
                throw new EOFException("the list does not end");
            }
            refuseMoreThan(most, into.size());
            into.add(parser.<JsonNode>readValueAsTree());
        }
    }

    private static void refuseMoreThan(int most, int read) throws IOException {
        if (read >= most) {
            throw new IOException("there are more than " + most);
        }
    }
}
