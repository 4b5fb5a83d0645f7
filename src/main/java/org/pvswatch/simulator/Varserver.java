package org.pvswatch.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code /vars}: reads, and the few writes an owner may make, which last until a restart. Safe for several threads. */
final class Varserver {
    private static final int LONGEST_BODY = 1_024;

    /** What the box keeps in memory, since when. */
    private record Kept<T>(T what, Instant since) {}

    private final VariableSource source;
    private final BoxLife life;
    private final FaultSchedule faults;
    private final Map<String, Kept<List<String>>> caches = new HashMap<>();
    private final Map<String, Kept<String>> written = new HashMap<>();

    Varserver(Box box) {
        this.source = new VariableSource(box);
        this.life = box.life();
        this.faults = box.faults();
    }

    /** The error body of this interface, with its HTTP status. */
    static HttpAnswer error(int status, String description, int code) {
        return HttpAnswer.json(
                status,
                "{\"status\": %d, \"description\" : \"%s\", \"errorcode\" : \"0x%04x\"}"
                        .formatted(status, description, code));
    }

    HttpAnswer answer(HttpRequest request, Instant now, Sessions.Standing standing) {
        String text = request.query();
        if (request.method().equals("POST")) {
            if (request.declaredLength() <= 0 || request.declaredLength() > LONGEST_BODY) {
                return error(413, "Invalid Content-Length", request.declaredLength() < 0 ? 0x0800 : 0x1000);
            }
            text = request.body();
        } else if (!request.method().equals("GET")) {
            return error(405, "Method Not Allowed", 0x2000);
        }
        if (standing == Sessions.Standing.EXPIRED) {
            return error(401, "Unauthorized", 0x0012);
        }
        if (faults.isActive(FaultKind.FAIL, now)) {
            return error(500, "Internal Server Error", 0x0040);
        }
        return VarsQuery.sets(text)
                ? write(VarsQuery.settings(text), VarsQuery.parse(text), now, standing)
                : read(VarsQuery.parse(text), now, standing);
    }

    /** Whether the request would read the variable of that name, were there one. */
    boolean reads(HttpRequest request, String variable, Instant now) {
        var query = VarsQuery.parse(request.method().equals("POST") ? request.body() : request.query());
        return query.covers(variable)
                || (!query.asks()
                        && query.cache() != null
                        && cached(query.cache(), now).contains(variable));
    }

    /** Whether live telemetry is switched on. */
    boolean sendsTelemetry(Instant now) {
        return "1".equals(values(now).get(Variables.TELEMETRY));
    }

    private HttpAnswer write(Map<String, String> settings, VarsQuery query, Instant now, Sessions.Standing standing) {
        if (!values(now).keySet().containsAll(settings.keySet())) {
            return error(400, "Bad request", 0x0100);
        }
        if (standing != Sessions.Standing.ALIVE || !Variables.WRITABLE.containsAll(settings.keySet())) {
            return error(401, "Unauthorized", 0x0400);
        }
        keep(settings, now);
        return text(new ArrayList<>(settings.keySet()), values(now), query);
    }

    private Map<String, String> values(Instant now) {
        var values = source.at(now).values();
        overlay(values, now);
        return values;
    }

    private HttpAnswer read(VarsQuery query, Instant now, Sessions.Standing standing) {
        if (query.badFormat()) {
            return error(400, "Bad request", 0x0020);
        }
        if (query.clearCache() != null) {
            forget(query.clearCache());
        }
        if (!query.asks() && query.cache() == null) {
            return query.clearCache() == null ? error(400, "Bad request", 0x0008) : text(List.of(), Map.of(), query);
        }
        var values = values(now);
        var chosen = query.asks() ? choose(query, values) : cached(query.cache(), now);
        if (query.asks() && query.cache() != null && !chosen.isEmpty()) {
            remember(query.cache(), chosen, now);
        }
        chosen.removeIf(name -> !values.containsKey(name));
        if (chosen.isEmpty()) {
            return error(400, "Bad request", 0x0100);
        }
        if (standing != Sessions.Standing.ALIVE) {
            chosen.removeIf(name -> !Variables.OPEN.contains(name));
            if (chosen.isEmpty() && standing == Sessions.Standing.STRANGER) {
                return error(401, "Unauthorized", 0x0011);
            }
        }
        return text(faults.isActive(FaultKind.EMPTY, now) ? List.of() : chosen, values, query);
    }

    /** Empty when a name of a list is unknown: then the whole request fails. */
    private static List<String> choose(VarsQuery query, Map<String, String> values) {
        if (query.names() != null) {
            return values.keySet().containsAll(query.names()) ? new ArrayList<>(query.names()) : new ArrayList<>();
        }
        var chosen = new ArrayList<String>();
        for (String name : values.keySet()) {
            if (query.covers(name)) {
                chosen.add(name);
            }
        }
        return chosen;
    }

    /** Values that are JSON objects stand as they are, all others as strings. */
    private static HttpAnswer text(List<String> names, Map<String, String> values, VarsQuery query) {
        var out = new StringBuilder(names.size() * 64 + 32);
        out.append(query.object() ? "{" : "{\"values\":[");
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String value = values.get(name);
            String quote = value.startsWith("{") ? "" : "\"";
            if (i > 0) {
                out.append(',');
            }
            out.append(query.object() ? "\"" : "{\"name\":\"").append(name);
            out.append(query.object() ? "\":" : "\",\"value\":");
            out.append(quote).append(value).append(quote);
            out.append(query.object() ? "" : "}");
        }
        out.append(query.object() ? "}" : "],\"count\":" + names.size() + "}");
        return HttpAnswer.json(200, out.toString());
    }

    private synchronized List<String> cached(String id, Instant now) {
        var kept = caches.get(id);
        return isForgotten(kept, now) ? new ArrayList<>() : new ArrayList<>(kept.what);
    }

    private synchronized void remember(String id, List<String> names, Instant now) {
        caches.put(id, new Kept<>(List.copyOf(names), now));
    }

    private synchronized void forget(String id) {
        caches.remove(id);
    }

    private synchronized void keep(Map<String, String> settings, Instant now) {
        settings.forEach((name, value) -> written.put(name, new Kept<>(value, now)));
    }

    private synchronized void overlay(Map<String, String> values, Instant now) {
        written.forEach((name, kept) -> {
            if (!isForgotten(kept, now)) {
                values.replace(name, kept.what);
            }
        });
    }

    private boolean isForgotten(Kept<?> kept, Instant now) {
        return kept == null || kept.since.isBefore(life.upSince(now));
    }
}
