package org.pvswatch.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One request, read to its end.
 *
 * @param method in capitals
 * @param path as sent, not decoded
 * @param query as sent, not decoded; null when there was no question mark
 * @param authorization header or null
 * @param cookie header or null
 * @param declaredLength {@code Content-Length}, -1 when absent
 * @param body at most 64 kB of it
 */
record HttpRequest(
        String method,
        String path,
        String query,
        String authorization,
        String cookie,
        long declaredLength,
        String body) {
    private static final int MOST_BYTES = 65_536;

    static HttpRequest read(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        String length = headers.getFirst("Content-Length");
        return new HttpRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestURI().getRawQuery(),
                headers.getFirst("Authorization"),
                headers.getFirst("Cookie"),
                length == null || !length.matches("\\d{1,9}") ? -1 : Long.parseLong(length),
                new String(readAll(exchange.getRequestBody()), StandardCharsets.UTF_8));
    }

    /** Reads everything, so that the connection can be used again, but keeps only a beginning. */
    private static byte[] readAll(InputStream in) throws IOException {
        byte[] kept = in.readNBytes(MOST_BYTES);
        in.transferTo(OutputStream.nullOutputStream());
        return kept;
    }

    boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Path and query as sent. */
    String target() {
        return query == null ? path : path + "?" + query;
    }

    /** A query parameter as sent, or null. */
    String parameter(String name) {
        if (query != null) {
            for (String term : query.split("&")) {
                if (term.startsWith(name + "=")) {
                    return term.substring(name.length() + 1);
                }
            }
        }
        return null;
    }
}
