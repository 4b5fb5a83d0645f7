package org.pvswatch.simulator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.stream.Collectors;

/** The second port: the weather service, and the simulation's own controls for callers in other processes. */
final class WeatherDesk {
    private final Sky sky;
    private final SimulatedClock clock;
    private final RequestLog pvsLog;
    private final RequestLog weatherLog;
    private final Sessions sessions;

    WeatherDesk(Sky sky, SimulatedClock clock, RequestLog pvsLog, RequestLog weatherLog, Sessions sessions) {
        this.sessions = sessions;
        this.sky = sky;
        this.clock = clock;
        this.pvsLog = pvsLog;
        this.weatherLog = weatherLog;
    }

    HttpAnswer answer(HttpRequest request) {
        return switch (request.path()) {
            case "/v1/forecast" -> forecast(request);
            case "/simulator/clock" -> clock(request);
            case "/simulator/requests" -> HttpAnswer.json(200, requests());
            default -> problem(404, "Not Found");
        };
    }

    private HttpAnswer forecast(HttpRequest request) {
        try {
            var now = clock.instant();
            String terms = request.method().equals("POST") ? request.body() : request.query();
            var query = WeatherQuery.parse(terms, now, sky.site().zone());
            return HttpAnswer.of(200, "application/json; charset=utf-8", WeatherReport.text(sky, query, now));
        } catch (WeatherProblem e) {
            return problem(400, e.getMessage());
        }
    }

    private HttpAnswer clock(HttpRequest request) {
        String to = request.parameter("to");
        if (to != null) {
            if (!clock.isStepped()) {
                return problem(409, "The clock runs by itself; only a stepped clock can be set");
            }
            try {
                clock.stepTo(OffsetDateTime.parse(to.replace("%3A", ":").replace("%2B", "+"))
                        .toInstant());
            } catch (DateTimeException e) {
                return problem(400, "'to' must be an instant such as 2026-06-01T19:00:00Z");
            }
        }
        Instant now = clock.instant();
        return HttpAnswer.json(
                200, "{\"now\":\"" + now + "\",\"stepped\":" + (clock.isStepped() ? "true" : "false") + "}");
    }

    private String requests() {
        String attempts = pvsLog.writeAttempts().stream()
                .map(attempt -> '"' + escaped(attempt) + '"')
                .collect(Collectors.joining(","));
        return "{\"pvs\":%d,\"weather\":%d,\"peakInFlight\":%d,\"logins\":%d,\"logouts\":%d,\"writeAttempts\":[%s]}"
                .formatted(
                        pvsLog.count(),
                        weatherLog.count(),
                        pvsLog.peak(),
                        sessions.logins(),
                        sessions.logouts(),
                        attempts);
    }

    private static HttpAnswer problem(int status, String reason) {
        return HttpAnswer.of(
                status, "application/json; charset=utf-8", "{\"error\":true,\"reason\":\"" + escaped(reason) + "\"}");
    }

    /** Callers' text may hold anything. */
    private static String escaped(String text) {
        var out = new StringBuilder(text.length() + 8);
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
