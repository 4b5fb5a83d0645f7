package org.pvswatch.backup;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a backup says of itself.
 *
 * @param site whose it is
 * @param madeAt when it was finished
 * @param secrets files that only the owner may read
 * @param config where the folder of the settings lay; empty when an older program made it
 */
record Label(String site, Instant madeAt, Set<String> secrets, String config) {
    /** Its name in the backup. */
    static final String FILE = "backup.json";

    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    byte[] bytes() throws IOException {
        ObjectNode label = JSON.createObjectNode();
        label.put("format", FORMAT)
                .put("site", site)
                .put("made_at", madeAt.toString())
                .put("config", config);
        new TreeSet<>(secrets).forEach(label.putArray("secrets")::add);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(label);
    }

    /**
     * Reads it.
     *
     * @throws IOException when it is none, or one of a later program
     */
    static Label of(byte[] bytes) throws IOException {
        try {
            JsonNode label = JSON.readTree(bytes);
            if (label.path("format").asInt() != FORMAT) {
                throw new IOException("it was made by a newer PVS Watch; restore it with that one");
            }
            Set<String> secrets = new TreeSet<>();
            label.path("secrets").forEach(name -> secrets.add(name.asText()));
            return new Label(
                    label.path("site").asText(),
                    Instant.parse(label.path("made_at").asText()),
                    secrets,
                    label.path("config").asText());
        } catch (JacksonException | DateTimeException e) {
            throw new IOException(FILE + " in it cannot be read; take an older backup", e);
        }
    }
}
