package org.pvswatch.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Google Sheets as far as it is known: refuses what Google refuses, keeps a grid of typed values, and can behave as badly as
 * Google and the way there do. Shares no code with what it tests; the shapes of requests are those that Google publishes.
 */
final class SheetsEmulator implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_A_MINUTE = 60;
    private static final int MOST_BYTES = 10_000_000;
    private static final String ROOT = "/v4/spreadsheets/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    final TokenOffice tokens;
    final Map<String, EmulatedSpreadsheet> spreadsheets = new HashMap<>();
    final List<Call> journal = new ArrayList<>();
    private final Map<String, List<Long>> minutes = new HashMap<>();
    private final List<Runnable> late = new ArrayList<>();

    /** By it the minutes of the quota are counted. */
    Clock quotaClock = Clock.systemUTC();

    boolean apiEnabled = true;
    boolean shared = true;
    boolean editable = true;
    boolean isExcelFile;
    Runnable beforeReplyIsLost = () -> {};
    Misfortune misfortune = (number, call) -> Fate.GOOD;

    SheetsEmulator() throws IOException, GeneralSecurityException {
        tokens = new TokenOffice();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::token);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    /**
     * A call that came.
     *
     * @param number of those for spreadsheets, from 1
     * @param name such as {@code batchUpdate}
     * @param sentBytes as they came over the line
     * @param plainBytes unpacked
     */
    record Call(int number, String name, int sentBytes, int plainBytes, JsonNode body, int[] answered) {}

    /** What becomes of a call. */
    enum Fate {
        GOOD,
        /** The line breaks before anything happened. */
        LOST,
        /** It is done, and the line breaks. */
        REPLY_LOST,
        /** It is done, and the answer says otherwise. */
        DONE_503,
        DONE_HTML,
        /** Nothing happens. */
        ERROR_500,
        ERROR_429,
        ERROR_401,
        HTML_502,
        /** Something else answers. */
        HTML_200,
        /** The line breaks, and it is done when {@link #arriveLate} says so. */
        LATE
    }

    /** Decides what becomes of each call; may act as a person first, or kill the one who called. */
    interface Misfortune {
        Fate of(int number, String name) throws IOException;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void writeKey(Path file) throws IOException {
        tokens.writeKey(file, url());
    }

    synchronized EmulatedSpreadsheet add(String id) {
        EmulatedSpreadsheet spreadsheet = new EmulatedSpreadsheet(id);
        spreadsheets.put(id, spreadsheet);
        return spreadsheet;
    }

    /** Requests whose line broke arrive now, as if they had been on their way. */
    synchronized void arriveLate() {
        late.forEach(Runnable::run);
        late.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = new HashMap<>();
        query(new String(body(exchange), StandardCharsets.UTF_8))
                .forEach((name, values) -> form.put(name, values.get(0)));
        TokenOffice.Answer answer = tokens.grant(form, url());
        answer(exchange, answer.status(), "application/json", answer.body());
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        synchronized (this) {
            serve(exchange, sent);
        }
    }

    private void serve(HttpExchange exchange, byte[] sent) throws IOException {
        String raw = exchange.getRequestURI().getRawPath();
        Map<String, List<String>> query = query(exchange.getRequestURI().getRawQuery());
        String method = exchange.getRequestMethod();
        byte[] plain;
        JsonNode json;
        try {
            plain = unpacked(exchange, sent);
            boolean isGet = "GET".equals(exchange.getRequestHeaders().getFirst("X-HTTP-Method-Override"));
            if (isGet) {
                query = query(new String(plain, StandardCharsets.UTF_8));
                method = "GET";
            }
            json = plain.length == 0 || isGet ? JSON.createObjectNode() : JSON.readTree(plain);
        } catch (JsonProcessingException e) {
            answer(
                    exchange,
                    400,
                    "application/json",
                    GoogleRefusal.bad("Invalid JSON payload received.").body());
            return;
        }
        String name = name(method, raw);
        Call call = new Call(journal.size() + 1, name, sent.length, plain.length, json, new int[] {0});
        journal.add(call);
        Fate fate = misfortune.of(call.number(), name);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Map<String, List<String>> asked = query;
        String verb = method;
        switch (fate) {
            case LOST -> exchange.close();
            case LATE -> {
                late.add(() -> handled(verb, raw, asked, json, authorization, plain.length));
                exchange.close();
            }
            case ERROR_500 ->
                answer(
                        exchange,
                        500,
                        "application/json",
                        new GoogleRefusal(500, "INTERNAL", "Internal error encountered.", null).body());
            case ERROR_429 ->
                answer(exchange, 429, "application/json", tooMany(isRead(name)).body());
            case ERROR_401 -> {
                tokens.forgetTokens();
                refuse(exchange, call, handled(verb, raw, asked, json, authorization, plain.length));
            }
            case HTML_502 ->
                answer(exchange, 502, "text/html", "<!DOCTYPE html><title>Error 502 (Server Error)!!1</title>");
            case HTML_200 ->
                answer(exchange, 200, "text/html", "<html><body>Welcome to the hotel, please log in</body></html>");
            default -> {
                Handled handled = handled(verb, raw, asked, json, authorization, plain.length);
                call.answered()[0] = handled.status();
                switch (fate) {
                    case REPLY_LOST -> {
                        beforeReplyIsLost.run();
                        exchange.close();
                    }
                    case DONE_503 ->
                        answer(
                                exchange,
                                503,
                                "application/json",
                                new GoogleRefusal(503, "UNAVAILABLE", "The service is currently unavailable.", null)
                                        .body());
                    case DONE_HTML -> answer(exchange, 502, "text/html", "<html>Error 502</html>");
                    default -> refuse(exchange, call, handled);
                }
            }
        }
    }

    private record Handled(int status, String type, String body) {}

    private void refuse(HttpExchange exchange, Call call, Handled handled) throws IOException {
        call.answered()[0] = handled.status();
        if (handled.status() == 401) {
            exchange.getResponseHeaders()
                    .add("WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"");
        }
        answer(exchange, handled.status(), handled.type(), handled.body());
    }

    private Handled handled(
            String method,
            String raw,
            Map<String, List<String>> query,
            JsonNode body,
            String authorization,
            int bytes) {
        String name = name(method, raw);
        try {
            if (bytes > MOST_BYTES) {
                return new Handled(
                        413, "text/html", "<html>413. Your client issued a request that was too large.</html>");
            }
            tokens.check(authorization);
            if (!apiEnabled) {
                throw new GoogleRefusal(
                        403,
                        "PERMISSION_DENIED",
                        "Google Sheets API has not been used in project 123456 before or it is disabled. Enable it by"
                                + " visiting https://console.developers.google.com/apis/api/sheets.googleapis.com/overview?project=123456"
                                + " then retry.",
                        "SERVICE_DISABLED");
            }
            ObjectNode answer = answer(name, method, raw, query, body);
            return answer == null
                    ? new Handled(404, "text/html", "<html>404. That's an error.</html>")
                    : new Handled(200, "application/json", answer.toString());
        } catch (GoogleRefusal e) {
            return new Handled(e.code, "application/json", e.body());
        }
    }

    private ObjectNode answer(String name, String method, String raw, Map<String, List<String>> query, JsonNode body) {
        if ("create".equals(name)) {
            throw new GoogleRefusal(403, "PERMISSION_DENIED", "The caller does not have permission", null);
        }
        if ("unknown".equals(name)) {
            return null;
        }
        String rest = raw.substring(ROOT.length());
        EmulatedSpreadsheet book = spreadsheets.get(decoded(rest.split("[/:]", 2)[0]));
        if (book == null) {
            throw GoogleRefusal.notFound();
        }
        if (!shared || !editable && !isRead(name)) {
            throw new GoogleRefusal(403, "PERMISSION_DENIED", "The caller does not have permission", null);
        }
        if (isExcelFile) {
            throw new GoogleRefusal(
                    400, "FAILED_PRECONDITION", "This operation is not supported for this document", null);
        }
        count(isRead(name));
        String range = rest.contains("/values/")
                ? decoded(rest.substring(rest.indexOf("/values/") + "/values/".length())
                        .replaceFirst(":(append|clear)$", ""))
                : "";
        return switch (name) {
            case "get" -> book.json();
            case "batchUpdate" -> BatchUpdates.apply(book, body);
            case "values.get" -> ValueCalls.get(book, range, query);
            case "values.update" -> ValueCalls.update(book, range, query, body);
            case "values.append" -> ValueCalls.append(book, range, query, body);
            case "values.clear" -> ValueCalls.clear(book, range);
            case "values.batchGet" -> ValueCalls.batchGet(book, query);
            case "values.batchGetByDataFilter" -> ValueCalls.batchGetByDataFilter(book, body);
            case "values.batchUpdate" -> ValueCalls.batchUpdate(book, body);
            case "values.batchClear" -> ValueCalls.batchClear(book, body);
            default -> throw new IllegalStateException(method + " " + raw);
        };
    }

    private static String name(String method, String raw) {
        String id = "/v4/spreadsheets/[^/:]+";
        if ("POST".equals(method)) {
            if ("/v4/spreadsheets".equals(raw)) {
                return "create";
            }
            for (String verb : List.of("batchGetByDataFilter", "batchUpdate", "batchClear")) {
                if (raw.matches(id + "/values:" + verb)) {
                    return "values." + verb;
                }
            }
            if (raw.matches(id + ":batchUpdate")) {
                return "batchUpdate";
            }
            if (raw.matches(id + "/values/[^/]+:(append|clear)")) {
                return "values." + raw.substring(raw.lastIndexOf(':') + 1);
            }
        }
        if ("GET".equals(method)) {
            if (raw.matches(id + "/values:batchGet")) {
                return "values.batchGet";
            }
            return raw.matches(id + "/values/[^/]+") ? "values.get" : raw.matches(id) ? "get" : "unknown";
        }
        return "PUT".equals(method) && raw.matches(id + "/values/[^/]+") && !raw.endsWith(":append")
                ? "values.update"
                : "unknown";
    }

    static boolean isRead(String name) {
        return name.startsWith("get") || name.contains(".get") || name.contains("batchGet");
    }

    private void count(boolean read) {
        long minute = quotaClock.instant().getEpochSecond() / 60;
        List<Long> ofThis = minutes.computeIfAbsent(read ? "Read" : "Write", any -> new ArrayList<>());
        ofThis.removeIf(each -> each != minute);
        if (ofThis.size() >= MOST_A_MINUTE) {
            throw tooMany(read);
        }
        ofThis.add(minute);
    }

    private static GoogleRefusal tooMany(boolean read) {
        String metric = read ? "Read" : "Write";
        return new GoogleRefusal(
                429,
                "RESOURCE_EXHAUSTED",
                "Quota exceeded for quota metric '" + metric + " requests' and limit '" + metric
                        + " requests per minute per user' of service 'sheets.googleapis.com' for consumer"
                        + " 'project_number:123456'.",
                "RATE_LIMIT_EXCEEDED");
    }

    private static byte[] unpacked(HttpExchange exchange, byte[] sent) throws IOException {
        if (!"gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            return sent;
        }
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            return plain.readAllBytes();
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        return unpacked(exchange, exchange.getRequestBody().readAllBytes());
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=UTF-8");
        String accepts = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        if (accepts != null && accepts.contains("gzip")) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(bytes);
            }
            bytes = packed.toByteArray();
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static Map<String, List<String>> query(String raw) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.computeIfAbsent(decoded(parts[0]), any -> new ArrayList<>())
                    .add(parts.length == 2 ? decoded(parts[1]) : "");
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
