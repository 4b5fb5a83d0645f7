package org.pvswatch.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The key file of a service account: who we are to Google. What is in it is a secret and is never shown. */
public final class ServiceAccountKey {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> SCOPE = List.of("https://www.googleapis.com/auth/spreadsheets");

    private final Path file;

    /** @param file a key as Google's console gives it, JSON */
    public ServiceAccountKey(String file) {
        this.file = file.isEmpty() ? null : Path.of(file);
    }

    /** The key file cannot be used; the message says what to do. */
    static final class UnusableKeyException extends IOException {
        private static final long serialVersionUID = 1L;

        UnusableKeyException(String message) {
            super(message);
        }
    }

    /** The address with which a spreadsheet is to be shared; what it is called when the file does not tell. */
    String address() {
        try {
            return read().path("client_email").asText();
        } catch (IOException e) {
            return "the address in the key file (client_email)";
        }
    }

    /** @throws IOException when the file is missing or is no such key */
    void check() throws IOException {
        read();
    }

    /** Name of the file, for people. */
    String name() {
        return String.valueOf(file);
    }

    /**
     * What asks Google for a token.
     *
     * @throws IOException when the file is missing or is no such key
     */
    public ServiceAccountCredentials credentials() throws IOException {
        read();
        try (InputStream in = Files.newInputStream(file)) {
            return ((ServiceAccountCredentials)
                            ServiceAccountCredentials.fromStream(in).createScoped(SCOPE))
                    .createWithCustomRetryStrategy(false); // the next pass is the retry
        } catch (IOException | RuntimeException e) {
            throw new UnusableKeyException("the private key in " + file + " cannot be read, the file is damaged;"
                    + " make a new key in Google's console and put it there");
        }
    }

    private JsonNode read() throws IOException {
        if (file == null) {
            throw new UnusableKeyException(
                    "sheets.key-file is not set; write there where the key file of the service account lies");
        }
        if (!Files.isReadable(file)) {
            throw new UnusableKeyException("the key file " + file + " is missing or may not be read;"
                    + " put the key of the service account there, or mend sheets.key-file");
        }
        try {
            JsonNode key = JSON.readTree(Files.readString(file));
            if ("service_account".equals(key.path("type").asText()) && key.hasNonNull("client_email")) {
                return key;
            }
        } catch (JsonProcessingException e) {
            // falls through to the sentence, without what is in the file
        }
        throw new UnusableKeyException(file + " is not the key of a service account; in Google's console choose"
                + " Service accounts, Keys, Add key, JSON");
    }
}
