package org.pvswatch.outlet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Takes line protocol as InfluxDB does and refuses what it refuses: a line that cannot be parsed refuses the request, a field of
 * another type than before drops its line. What it holds is by series and second, so the same again changes nothing.
 */
public final class InfluxStandIn implements AutoCloseable {
    public static final String TOKEN = "secretOfInflux==";
    private final HttpServer server;
    private final Map<String, Map<String, String>> points = new TreeMap<>();
    private final Map<String, Boolean> types = new HashMap<>();
    private final Deque<String> next = new ArrayDeque<>();
    private final List<Integer> lines = new ArrayList<>();
    private String poison;

    public InfluxStandIn(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Fields by series and second, {@code pvs_site,site=home 1781118020}. */
    public synchronized Map<String, Map<String, String>> points() {
        return new TreeMap<>(points);
    }

    /** Lines of each request so far. */
    public synchronized List<Integer> lines() {
        return List.copyOf(lines);
    }

    /** What it answers next: a status, perhaps a Retry-After behind a blank. */
    public synchronized void says(String answer) {
        next.add(answer);
    }

    /** A line that holds this cannot be parsed from now on. */
    public synchronized void poison(String text) {
        poison = text;
    }

    /** A field was an integer when it was first seen. */
    public synchronized void integer(String measurementAndField) {
        types.put(measurementAndField, true);
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!next.isEmpty()) {
            String[] told = next.remove().split(" ");
            if (told.length > 1) {
                exchange.getResponseHeaders().set("Retry-After", told[1]);
            }
            answer(exchange, Integer.parseInt(told[0]), "");
            return;
        }
        String path = exchange.getRequestURI().getPath();
        String query = "&" + exchange.getRequestURI().getQuery() + "&";
        boolean v2 = path.equals("/api/v2/write") && query.contains("&org=home&") && query.contains("&bucket=solar&");
        boolean v1 = path.equals("/write") && query.contains("&db=solar&");
        String said = exchange.getRequestHeaders().getFirst("Authorization");
        if (!exchange.getRequestMethod().equals("POST") || !v1 && !v2) {
            answer(exchange, 404, "{\"code\":\"not found\",\"message\":\"bucket not found\"}");
        } else if (!(v2 ? "Token " + TOKEN : "Basic bWU6c2VjcmV0").equals(said)) {
            answer(exchange, 401, "{\"code\":\"unauthorized\",\"message\":\"unauthorized access\"}");
        } else if (!query.contains("&precision=s&")) {
            answer(exchange, 400, "{\"code\":\"invalid\",\"message\":\"time is not within limits\"}");
        } else {
            write(exchange, text(exchange, body));
        }
    }

    private static String text(HttpExchange exchange, byte[] body) throws IOException {
        if (!"gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            return new String(body, StandardCharsets.UTF_8);
        }
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void write(HttpExchange exchange, String text) throws IOException {
        String[] all = text.split("\n");
        lines.add(all.length);
        for (String line : all) {
            if (!line.matches(GRAMMAR) || poison != null && line.contains(poison)) {
                answer(exchange, 400, "{\"code\":\"invalid\",\"message\":\"unable to parse 'x': bad field\"}");
                return;
            }
        }
        int dropped = 0;
        for (String line : all) {
            dropped += take(line) ? 0 : 1;
        }
        answer(
                exchange,
                dropped == 0 ? 204 : 422,
                "{\"message\":\"failure writing points to database: partial write: field type conflict dropped=%d\"}"
                        .formatted(dropped));
    }

    private static final String KEY = "(?:[^,= \\\\]|\\\\[,= ])+";
    private static final String NUMBER = "-?\\d+(?:\\.\\d+)?(?:[eE]-?\\d+)?i?";
    private static final String FIELD = KEY + "=(?:" + NUMBER + "|\"[^\"]*\"|true|false)";
    private static final String GRAMMAR =
            KEY + "(?:," + KEY + "=" + KEY + ")* " + FIELD + "(?:," + FIELD + ")* \\d{10}"; // seconds

    private boolean take(String line) {
        String[] parts = line.split("(?<!\\\\) ");
        String measurement = parts[0].split(",")[0];
        Map<String, String> fields = new HashMap<>();
        for (String field : parts[1].split(",")) {
            String[] pair = field.split("=");
            boolean integer = pair[1].endsWith("i");
            Boolean before = types.putIfAbsent(measurement + "." + pair[0], integer);
            if (before != null && before != integer) {
                return false;
            }
            fields.put(pair[0], pair[1]);
        }
        points.computeIfAbsent(parts[0] + " " + parts[2], key -> new HashMap<>())
                .putAll(fields);
        return true;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = status == 204 ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
