package org.pvswatch.command;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A search for places that knows a few towns and takes nothing but the one question of its documentation. */
final class PlaceSearch implements AutoCloseable {
    private static final String SACRAMENTO =
            "{\"id\":5389489,\"name\":\"Sacramento\",\"latitude\":38.58157,\"longitude\":-121.4944,\"elevation\":9.0,"
                    + "\"country_code\":\"US\",\"timezone\":\"America/Los_Angeles\",\"country\":\"United States\","
                    + "\"admin1\":\"California\"}";
    private static final String IN_KENTUCKY =
            "{\"id\":4306927,\"name\":\"Sacramento\",\"latitude\":37.41505,\"longitude\":-87.26555,\"country_code\":\"US\","
                    + "\"timezone\":\"America/Chicago\",\"country\":\"United States\",\"admin1\":\"Kentucky\"}";

    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    PlaceSearch() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String question = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            asked.add(question);
            boolean known =
                    question.matches("GET /v1/search\\?name=[A-Za-z0-9%.~_*-]+&count=9&language=en&format=json");
            String results = question.contains("name=Sacramento&")
                    ? "\"results\":[" + SACRAMENTO + "," + IN_KENTUCKY + "],"
                    : question.contains("name=Sacramento%2C%20California&") ? "\"results\":[" + SACRAMENTO + "]," : "";
            byte[] answer = (known
                            ? "{" + results + "\"generationtime_ms\":0.59604645}"
                            : "{\"error\":true,\"reason\":\"not as documented\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(known ? 200 : 400, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/search";
    }

    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
