package org.pvswatch.outlet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** PVOutput's addbatchstatus as its clients describe it: what is refused there is refused here, in its words. */
public final class PvOutputStandIn implements AutoCloseable {
    public static final String KEY = "0123secretOfPvOutput";
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd,HH:mm");
    private static final int MOST_ROWS = 30;
    private static final int AN_HOUR = 60;

    private final HttpServer server;
    private final Clock clock;
    private final ZoneId zone;
    private final Map<String, String> statuses = new TreeMap<>();
    private final Deque<String> next = new ArrayDeque<>();
    private final List<Integer> rows = new ArrayList<>();
    private long hour;
    private int asked;
    private double largestWatts = Double.MAX_VALUE;

    public PvOutputStandIn(int port, Clock clock, ZoneId zone) throws IOException {
        this.clock = clock;
        this.zone = zone;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/service/r2/addbatchstatus.jsp", this::serve);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** What stands there, {@code v1,v2,...} by {@code date,time}. */
    public synchronized Map<String, String> statuses() {
        return new TreeMap<>(statuses);
    }

    /** Rows of each request that was taken. */
    public synchronized List<Integer> rows() {
        return List.copyOf(rows);
    }

    /** What it answers next: a status and a text. */
    public synchronized void says(String answer) {
        next.add(answer);
    }

    /** Of so large a system. */
    public synchronized void largest(double watts) {
        largestWatts = watts;
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String answer = next.isEmpty() ? judged(exchange, body) : next.remove();
        byte[] bytes = answer.substring(4).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String judged(HttpExchange exchange, String body) {
        if (!exchange.getRequestMethod().equals("POST")) {
            return "405 Method not allowed 405: POST or GET";
        }
        if (!KEY.equals(exchange.getRequestHeaders().getFirst("X-Pvoutput-Apikey"))) {
            return "401 Unauthorized 401: Invalid API Key";
        }
        if (!"12345".equals(exchange.getRequestHeaders().getFirst("X-Pvoutput-SystemId"))) {
            return "401 Unauthorized 401: Invalid System ID";
        }
        long now = clock.instant().getEpochSecond();
        asked = now / 3600 == hour ? asked + 1 : 1;
        hour = now / 3600;
        if ("1".equals(exchange.getRequestHeaders().getFirst("X-Rate-Limit"))) {
            exchange.getResponseHeaders().set("X-Rate-Limit-Limit", String.valueOf(AN_HOUR));
            exchange.getResponseHeaders().set("X-Rate-Limit-Remaining", String.valueOf(Math.max(0, AN_HOUR - asked)));
            exchange.getResponseHeaders().set("X-Rate-Limit-Reset", String.valueOf((hour + 1) * 3600));
        }
        if (asked > AN_HOUR) {
            return "403 Forbidden 403: Exceeded 60 requests per hour";
        }
        if (!body.startsWith("data=")) {
            return "400 Bad request 400: No data";
        }
        String[] all =
                URLDecoder.decode(body.substring(5), StandardCharsets.UTF_8).split(";");
        if (all.length > MOST_ROWS) {
            return "400 Bad request 400: Exceeded 30 statuses";
        }
        for (String row : all) {
            String problem = problem(row);
            if (problem != null) {
                return "400 Bad request 400: " + problem;
            }
        }
        StringBuilder said = new StringBuilder();
        for (String row : all) {
            String moment = row.substring(0, 14);
            boolean updated = statuses.put(moment, row.substring(15)) != null;
            said.append(said.length() == 0 ? "" : ";").append(moment).append(updated ? ",2" : ",1");
        }
        rows.add(all.length);
        return "200 " + said;
    }

    private String problem(String row) {
        if (!row.matches("\\d{8},\\d\\d:\\d[05](,\\d*){0,4}(,-?\\d*\\.?\\d*){0,2}") || row.matches(".{14},*")) {
            return "Could not read time";
        }
        LocalDateTime local = LocalDateTime.parse(row.substring(0, 14), MOMENT);
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        if (zone.getRules().getValidOffsets(local).isEmpty()) {
            return "Could not read time";
        }
        if (local.toLocalDate().isBefore(today.minusDays(14))) {
            return "Date is older than 14 days [" + row.substring(0, 8) + "]";
        }
        if (local.isAfter(LocalDateTime.ofInstant(clock.instant(), zone))) {
            return "Date is in the future [" + row.substring(0, 8) + "]";
        }
        String[] values = row.split(",", -1);
        double watts = values.length < 4 || values[3].isEmpty() ? 0 : Double.parseDouble(values[3]);
        if (watts > 0 && (local.getHour() < 4 || local.getHour() > 21)) {
            return "Moon Powered";
        }
        return watts > largestWatts ? "Power value [%.0f] too high for system size".formatted(watts) : null;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
