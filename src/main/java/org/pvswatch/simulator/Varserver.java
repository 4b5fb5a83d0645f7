package org.pvswatch.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code /vars}: reads only; whatever wants to write is refused. Safe for several threads. */
final class Varserver {
    private static final int LONGEST_BODY = 1_024;

    private final VariableSource source;
    private final FaultSchedule faults;
    private final Map<String, List<String>> caches = new HashMap<>();

    Varserver(VariableSource source, FaultSchedule faults) {
        this.source = source;
        this.faults = faults;
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
        } else if (!request.isRead()) {
            return error(405, "Method Not Allowed", 0x2000);
        }
        if (VarsQuery.sets(text) || VarsQuery.sets(request.query())) {
            return error(401, "Unauthorized", 0x0400);
        }
        if (standing == Sessions.Standing.EXPIRED) {
            return error(401, "Unauthorized", 0x0012);
        }
        if (faults.isActive(FaultKind.FAIL, now)) {
            return error(500, "Internal Server Error", 0x0040);
        }
        return read(VarsQuery.parse(text), now, standing == Sessions.Standing.ALIVE);
    }

    private HttpAnswer read(VarsQuery query, Instant now, boolean loggedIn) {
        if (query.badFormat()) {
            return error(400, "Bad request", 0x0020);
        }
        if (query.clearCache() != null) {
            forget(query.clearCache());
        }
        if (!query.asks() && query.cache() == null) {
            return query.clearCache() == null ? error(400, "Bad request", 0x0008) : write(List.of(), Map.of(), query);
        }
        var values = source.at(now).values();
        var chosen = query.asks() ? choose(query, values) : cached(query.cache());
        if (query.asks() && query.cache() != null && !chosen.isEmpty()) {
            remember(query.cache(), chosen);
        }
        chosen.removeIf(name -> !values.containsKey(name));
        if (chosen.isEmpty()) {
            return error(400, "Bad request", 0x0100);
        }
        if (!loggedIn) {
            chosen.removeIf(name -> !Variables.OPEN.contains(name));
            if (chosen.isEmpty()) {
                return error(401, "Unauthorized", 0x0011);
            }
        }
        return write(faults.isActive(FaultKind.EMPTY, now) ? List.of() : chosen, values, query);
    }

    /** Empty when a name of a list is unknown: then the whole request fails. */
    private static List<String> choose(VarsQuery query, Map<String, String> values) {
        if (query.names() != null) {
            return values.keySet().containsAll(query.names()) ? new ArrayList<>(query.names()) : new ArrayList<>();
        }
        var chosen = new ArrayList<String>();
        for (String name : values.keySet()) {
            boolean wanted = query.match() != null
                    ? !query.match().isEmpty() && name.contains(query.match())
                    : query.tags().stream().anyMatch(tag -> Variables.hasTag(name, tag));
            if (wanted) {
                chosen.add(name);
            }
        }
        return chosen;
    }

    private static HttpAnswer write(List<String> names, Map<String, String> values, VarsQuery query) {
        var out = new StringBuilder(names.size() * 64 + 32);
        out.append(query.object() ? "{" : "{\"values\":[");
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (i > 0) {
                out.append(',');
            }
            out.append(query.object() ? "\"" : "{\"name\":\"").append(name);
            out.append(query.object() ? "\":\"" : "\",\"value\":\"").append(values.get(name));
            out.append(query.object() ? "\"" : "\"}");
        }
        out.append(query.object() ? "}" : "],\"count\":" + names.size() + "}");
        return HttpAnswer.json(200, out.toString());
    }

    private synchronized List<String> cached(String id) {
        return new ArrayList<>(caches.getOrDefault(id, List.of()));
    }

    private synchronized void remember(String id, List<String> names) {
        caches.put(id, List.copyOf(names));
    }

    private synchronized void forget(String id) {
        caches.remove(id);
    }
}
