package org.pvswatch.outlet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * ntfy, Telegram, Pushover and a program that checks signatures, at one address: each refuses what the real one refuses, in its
 * words, by what their documents and clients say.
 */
public final class PhoneServices implements AutoCloseable {
    public static final String NTFY_TOKEN = "tk_secretofntfy";
    public static final String BOT_TOKEN = "4839574:secretOfTheBot";
    public static final String APP_TOKEN = "azGDsecretOfPushover";
    public static final String HOOK_SECRET = "secret of the hook";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, List<String>> taken = new HashMap<>();
    private final Map<String, Deque<Answer>> next = new HashMap<>();

    /** What a service says. */
    public record Answer(int status, String body) {}

    public PhoneServices(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> serve("ntfy", exchange));
        server.createContext("/bot", exchange -> serve("telegram", exchange));
        server.createContext("/1/messages.json", exchange -> serve("pushover", exchange));
        server.createContext("/hook", exchange -> serve("webhook", exchange));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Titles that a service has taken, in order. */
    public synchronized List<String> taken(String service) {
        return List.copyOf(taken.getOrDefault(service, List.of()));
    }

    /** What a service says next, whatever it is given. */
    public synchronized void says(String service, int status, String body) {
        next.computeIfAbsent(service, key -> new ArrayDeque<>()).add(new Answer(status, body));
    }

    private synchronized void serve(String service, HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Deque<Answer> told = next.getOrDefault(service, new ArrayDeque<>());
        Answer answer = told.isEmpty() ? judged(service, exchange, body) : told.remove();
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private Answer judged(String service, HttpExchange exchange, String body) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return new Answer(405, "");
        }
        return switch (service) {
            case "ntfy" -> ntfy(exchange, body);
            case "telegram" -> telegram(exchange, body);
            case "pushover" -> pushover(exchange, body);
            default -> webhook(exchange, body);
        };
    }

    private Answer took(String service, String title, String answer) {
        taken.computeIfAbsent(service, key -> new ArrayList<>()).add(title);
        return new Answer(200, answer);
    }

    private Answer ntfy(HttpExchange exchange, String body) throws IOException {
        if (!("Bearer " + NTFY_TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return new Answer(401, "{\"code\":40101,\"http\":401,\"error\":\"unauthorized\"}");
        }
        JsonNode message = JSON.readTree(body);
        int priority = message.path("priority").asInt(3);
        boolean good = exchange.getRequestURI().toString().equals("/")
                && message.path("topic").asText().matches("[-_A-Za-z0-9]{1,64}")
                && priority >= 1
                && priority <= 5
                && message.path("message").asText().getBytes(StandardCharsets.UTF_8).length <= 4096;
        return good
                ? took("ntfy", message.path("title").asText(), "{\"id\":\"x\",\"event\":\"message\"}")
                : new Answer(400, "{\"code\":40024,\"http\":400,\"error\":\"invalid request\"}");
    }

    private Answer telegram(HttpExchange exchange, String body) throws IOException {
        if (!exchange.getRequestURI().toString().equals("/bot" + BOT_TOKEN + "/sendMessage")) {
            return new Answer(401, "{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}");
        }
        JsonNode message = JSON.readTree(body);
        String text = message.path("text").asText();
        if (!message.path("chat_id").asText().equals("77")) {
            return new Answer(400, "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: chat not found\"}");
        }
        return text.isEmpty() || text.length() > 4096
                ? new Answer(
                        400, "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message is too long\"}")
                : took("telegram", text.lines().findFirst().orElseThrow(), "{\"ok\":true,\"result\":{}}");
    }

    private Answer pushover(HttpExchange exchange, String body) {
        Map<String, String> form = new HashMap<>();
        for (String field : body.split("&")) {
            String[] parts = field.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        if (!APP_TOKEN.equals(form.get("token"))) {
            return new Answer(
                    400, "{\"token\":\"invalid\",\"errors\":[\"application token is invalid\"],\"status\":0}");
        }
        boolean good = "application/x-www-form-urlencoded"
                        .equals(exchange.getRequestHeaders().getFirst("Content-Type"))
                && "uOwner".equals(form.get("user"))
                && !form.get("message").isEmpty()
                && form.get("message").length() <= 1024
                && form.get("title").length() <= 250
                && Set.of("-2", "-1", "0", "1").contains(form.get("priority")) // 2 needs retry and expire
                && form.get("timestamp").matches("\\d{10}");
        return good
                ? took("pushover", form.get("title"), "{\"status\":1,\"request\":\"x\"}")
                : new Answer(400, "{\"errors\":[\"message is invalid\"],\"status\":0}");
    }

    private Answer webhook(HttpExchange exchange, String body) throws IOException {
        String signature = exchange.getRequestHeaders().getFirst("X-Signature");
        if (!hmac(body).equals(signature)) {
            return new Answer(403, "");
        }
        JsonNode told = JSON.readTree(body);
        return told.path("id").asText().equals(exchange.getRequestHeaders().getFirst("Idempotency-Key"))
                ? took("webhook", told.path("title").asText(), "")
                : new Answer(422, "");
    }

    private static String hmac(String body) throws IOException {
        try {
            javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
            mac.init(new javax.crypto.spec.SecretKeySpec(HOOK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + java.util.HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
