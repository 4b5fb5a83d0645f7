package org.pvswatch.weather;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** OpenWeatherMap and the US weather service at one address: each refuses what the real one refuses, in its words. */
public final class WeatherServices implements AutoCloseable {
    public static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String PROBLEM = "{\"correlationId\":\"1a2b\",\"title\":\"%s\",\"type\":"
            + "\"https://api.weather.gov/problems/%s\",\"status\":%d,\"detail\":\"%s\","
            + "\"instance\":\"https://api.weather.gov/requests/1a2b\"}";

    private final HttpServer server;
    private final Supplier<Instant> now;
    private final List<String> asked = new ArrayList<>();
    private final Map<String, Deque<Answer>> next = new HashMap<>();
    private String cell = "STO/42,67";

    private record Answer(int status, String body) {}

    /** @param now the time there */
    public WeatherServices(Supplier<Instant> now) throws IOException {
        this.now = now;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The paths that were asked for, in order. */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    /** What is answered to the next question whose path begins so. */
    public synchronized void says(String path, int status, String body) {
        next.computeIfAbsent(path, key -> new ArrayDeque<>()).add(new Answer(status, body));
    }

    /** A refusal of the US weather service. */
    public void refuses(String path, int status, String type, String detail) {
        says(path, status, problem(status, type, type, detail));
    }

    /** The grids drift. */
    public synchronized void drift() {
        cell = "STO/43,67";
    }

    private static String problem(int status, String title, String type, String detail) {
        return PROBLEM.formatted(title, type, status, detail);
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        Answer answer = next.entrySet().stream()
                .filter(each ->
                        path.startsWith(each.getKey()) && !each.getValue().isEmpty())
                .map(each -> each.getValue().remove())
                .findFirst()
                .orElseGet(() -> path.startsWith("/data/") ? openWeatherMap(exchange) : nws(exchange, path));
        byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer openWeatherMap(HttpExchange exchange) {
        Map<String, String> query = query(exchange);
        if (!exchange.getRequestMethod().equals("GET")
                || !exchange.getRequestURI().getPath().equals("/data/2.5/weather")) {
            return new Answer(404, "{\"cod\":\"404\",\"message\":\"Internal error\"}");
        }
        if (!KEY.equals(query.get("appid"))) {
            return new Answer(
                    401,
                    "{\"cod\":401, \"message\": \"Invalid API key. Please see https://openweathermap.org/faq#error401"
                            + " for more info.\"}");
        }
        if (!query.keySet().equals(Set.of("lat", "lon", "units", "appid"))
                || !query.get("units").equals("metric")) {
            return new Answer(400, "{\"cod\":\"400\",\"message\":\"Nothing to geocode\"}");
        }
        return new Answer(
                200, """
                {"coord":{"lon":%s,"lat":%s},"weather":[{"id":500,"main":"Rain","description":"light rain","icon":"10d"}],
                "base":"stations","main":{"temp":11.4,"feels_like":10.9,"pressure":1012,"humidity":88},"visibility":10000,
                "wind":{"speed":3.1,"deg":200},"rain":{"1h":0.32},"clouds":{"all":83},"dt":%d,
                "sys":{"country":"US","sunrise":1,"sunset":2},"timezone":-25200,"id":1,"name":"Here","cod":200}""".formatted(query.get("lon"), query.get("lat"), now.get().getEpochSecond() - 300));
    }

    private Answer nws(HttpExchange exchange, String path) {
        String agent = exchange.getRequestHeaders().getFirst("User-Agent");
        if (agent == null || !agent.matches(".*[@/].*\\..*")) {
            return new Answer(403, problem(403, "Forbidden", "Forbidden", "Please say who you are"));
        }
        if (exchange.getRequestURI().getRawQuery() != null) {
            return new Answer(400, problem(400, "Bad Request", "BadRequest", "Query parameter is not recognized"));
        }
        if (path.startsWith("/points/")) {
            return point(path.substring("/points/".length()));
        }
        if (path.equals("/gridpoints/" + cell + "/stations")) {
            return new Answer(
                    200,
                    "{\"type\":\"FeatureCollection\",\"features\":[{\"properties\":{\"stationIdentifier\":\"KSAC\"}},"
                            + "{\"properties\":{\"stationIdentifier\":\"KSMF\"}}]}");
        }
        if (path.equals("/gridpoints/" + cell)) {
            return grid();
        }
        if (path.equals("/stations/KSAC/observations/latest")) {
            return new Answer(200, """
                    {"type":"Feature","properties":{"timestamp":"%s","textDescription":"Mostly Cloudy",
                    "temperature":{"unitCode":"wmoUnit:degC","value":null,"qualityControl":"Z"},
                    "cloudLayers":[{"base":{"unitCode":"wmoUnit:m","value":1200},"amount":"FEW"},
                    {"base":{"unitCode":"wmoUnit:m","value":3000},"amount":"BKN"}]}}""".formatted(stamp(now.get().minusSeconds(900))));
        }
        return new Answer(404, problem(404, "Not Found", "NotFound", "Not Found"));
    }

    private Answer point(String point) {
        if (!point.matches("-?\\d+(\\.\\d{1,4})?,-?\\d+(\\.\\d{1,4})?") || point.matches(".*\\.\\d*0(,.*)?")) {
            return new Answer(301, problem(301, "Adjusting Precision Of Point Coordinate", "AdjustPointPrecision", ""));
        }
        if (!point.contains(",-")) {
            return new Answer(404, problem(404, "Data Unavailable For Requested Point", "InvalidPoint", "Unable"));
        }
        return new Answer(200, """
                {"id":"x","type":"Feature","properties":{"gridId":"STO","gridX":42,"gridY":67,
                "forecastGridData":"https://api.weather.gov/gridpoints/%1$s",
                "observationStations":"https://api.weather.gov/gridpoints/%1$s/stations","timeZone":"America/Los_Angeles"}}""".formatted(cell));
    }

    private Answer grid() {
        Instant hour = now.get().truncatedTo(ChronoUnit.HOURS);
        String first = stamp(hour) + "/PT3H";
        String then = stamp(hour.plus(3, ChronoUnit.HOURS)) + "/P2DT6H";
        return new Answer(200, """
                {"type":"Feature","properties":{"updateTime":"%1$s","validTimes":"%1$s/P7DT6H",
                "temperature":{"uom":"wmoUnit:degC","values":[{"validTime":"%1$s","value":12.5},{"validTime":"%2$s","value":9}]},
                "skyCover":{"uom":"wmoUnit:percent","values":[{"validTime":"%1$s","value":42},{"validTime":"%2$s","value":90}]},
                "quantitativePrecipitation":{"uom":"wmoUnit:mm","values":[{"validTime":"%1$s","value":0.6}]},
                "snowfallAmount":{"uom":"wmoUnit:mm","values":[{"validTime":"%1$s","value":0},{"validTime":"%2$s","value":54}]}}}""".formatted(first, then));
    }

    private static String stamp(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "+00:00");
    }

    private static Map<String, String> query(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return Arrays.stream((query == null ? "" : query).split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part.length > 1 ? part[1] : ""));
    }

    /** Nobody answers there any more. */
    public void goAway() {
        server.stop(0);
    }

    @Override
    public void close() {
        goAway();
    }
}
