package org.pvswatch.fault;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The memory of a judge as bytes: the fields of each part as JSON, packed. */
final class Snapshots {
    /** Changes with the shape of any part: another version is not read, the memory is made anew from history. */
    static final int VERSION = 2;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.SETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private Snapshots() {}

    static byte[] write(Map<String, Object> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            ObjectNode root = JSON.createObjectNode();
            root.put("version", VERSION);
            parts.forEach((name, part) -> root.set(name, JSON.valueToTree(part)));
            packed.write(JSON.writeValueAsBytes(root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @return whether it could be read; if not, nothing was changed */
    static boolean read(byte[] snapshot, Map<String, Object> parts) {
        try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(snapshot))) {
            JsonNode root = JSON.readTree(packed);
            if (root.path("version").asInt() != VERSION) {
                return false;
            }
            for (Map.Entry<String, Object> part : parts.entrySet()) {
                JSON.readerForUpdating(part.getValue()).readValue(root.path(part.getKey()));
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
