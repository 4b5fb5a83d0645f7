package org.pvswatch.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer before it is sent.
 *
 * @param status HTTP status
 * @param headers in their order
 * @param body as sent, UTF-8
 */
record HttpAnswer(int status, Map<String, String> headers, byte[] body) {

    /** No answer at all, and the connection stays open. */
    static final HttpAnswer NEVER = html(0, "");

    static HttpAnswer of(int status, String contentType, String text) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", contentType);
        return new HttpAnswer(status, headers, text.getBytes(StandardCharsets.UTF_8));
    }

    static HttpAnswer json(int status, String text) {
        return of(status, "application/json", text);
    }

    static HttpAnswer html(int status, String text) {
        return of(status, "text/html", text);
    }

    HttpAnswer with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The same with its text cut in the middle. */
    HttpAnswer cutInHalf() {
        return new HttpAnswer(status, headers, Arrays.copyOf(body, body.length / 2));
    }
}
