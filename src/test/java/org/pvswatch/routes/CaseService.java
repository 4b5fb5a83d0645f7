package org.pvswatch.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** An HTTP server that answers with what a case says, one answer after another, and notes what it was asked. */
final class CaseService {
    private final Deque<JsonNode> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;

    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    void close() {
        server.stop(0);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized void answerWith(JsonNode given) {
        answers.clear();
        asked.clear();
        given.forEach(answers::add);
    }

    /** Every request as method, address and the headers that matter. */
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        StringBuilder line = new StringBuilder(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        exchange.getRequestHeaders().entrySet().stream()
                .filter(header -> !List.of("Host", "Connection", "User-agent", "Accept-encoding", "Upgrade")
                        .contains(header.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(header -> line.append(" | ")
                        .append(header.getKey())
                        .append(": ")
                        .append(header.getValue().get(0)));
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(sent.isEmpty() ? line.toString() : line + " | " + sent);
        JsonNode given = answers.poll();
        if (given == null) {
            exchange.close(); // nobody there: the connection breaks off
            return;
        }
        JsonNode body = given.path("body");
        byte[] bytes = (body.isTextual() ? body.asText() : body.toString()).getBytes(StandardCharsets.UTF_8);
        int missing = given.path("breaksOffBefore").asInt(0);
        exchange.sendResponseHeaders(given.path("status").asInt(200), bytes.length == 0 ? -1 : bytes.length + missing);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
        }
        exchange.close();
    }
}
