package org.pvswatch.share;

import java.util.Map;

/**
 * What a client is told.
 *
 * @param status of HTTP
 * @param headers to send with it
 * @param body JSON
 */
public record Served(int status, Map<String, String> headers, String body) {
    private static final String JSON = "application/json";

    static Served ok(String body) {
        return new Served(200, Map.of("Content-Type", JSON), body);
    }

    /** As a varserver words it. */
    static Served varserverError(int status, String description, int code) {
        return new Served(
                status,
                Map.of("Content-Type", JSON),
                "{\"status\": %d, \"description\" : \"%s\", \"errorcode\" : \"0x%04x\"}"
                        .formatted(status, description, code));
    }

    /** A line of ours. */
    static Served refused(int status, String line) {
        return new Served(
                status, Map.of("Content-Type", JSON), "{\"status\": %d, \"error\" : \"%s\"}".formatted(status, line));
    }
}
