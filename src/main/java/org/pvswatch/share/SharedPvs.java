package org.pvswatch.share;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.pvswatch.archive.RawAnswer;

/**
 * Answers in the place of each PVS with what it said last; word of the routes {@code keep-shared} and {@code share-pvs}. It
 * asks no PVS, ever, and knows no password: a login is taken from anybody and gives nothing that was not there without it.
 * Thread-safe.
 */
public final class SharedPvs {
    private static final String DL_CGI = "/cgi-bin/dl_cgi";
    private static final String SESSION = "shared".repeat(11).substring(0, 64);
    private static final int MOST_CACHES = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final boolean on;
    private final List<String> names;
    private final Duration validFor;
    private final Clock clock;
    private final Map<String, SharedAnswer> latest = new ConcurrentHashMap<>();
    private final Map<String, VariableQuery> caches = new ConcurrentHashMap<>();

    /**
     * @param listen where it is served, empty for nowhere
     * @param pvsIds names of the PVSs, separated by commas; the first is served without its name in the path
     * @param validMinutes age at which an answer is not told any more
     */
    public SharedPvs(String listen, String pvsIds, int validMinutes, Clock clock) {
        this.on = !listen.isEmpty();
        this.names = List.of(pvsIds.split("\\s*,\\s*"));
        this.validFor = Duration.ofMinutes(validMinutes);
        this.clock = clock;
    }

    /** Keeps an answer at hand that is in the archive; what is no answer of a PVS in good health is left out, and ages the last. */
    public void keep(RawAnswer answer) {
        if (on && answer != null && names.contains(answer.source())) {
            SharedAnswer.of(answer).ifPresent(good -> latest.put(answer.source(), good));
        }
    }

    /**
     * Answers a request.
     *
     * @param method of HTTP; only GET and HEAD are taken
     * @param path as sent, perhaps with the name of a PVS at its beginning
     * @param query as sent, {@code null} for none
     */
    public Served answer(String method, String path, String query) throws IOException {
        if (!"GET".equals(method) && !"HEAD".equals(method)) {
            return Served.varserverError(405, "Method Not Allowed", 0x2000);
        }
        String pvs = names.get(0);
        String rest = path;
        for (String name : names) {
            if (path.startsWith("/" + name + "/")) {
                pvs = name;
                rest = path.substring(name.length() + 1);
            }
        }
        SharedAnswer answer = latest.get(pvs);
        Instant now = clock.instant();
        if (answer == null) {
            return Served.refused(503, pvs + " has not answered since this program was started");
        }
        Duration age = Duration.between(answer.receivedAt(), now);
        if (age.compareTo(validFor) > 0) {
            return Served.refused(
                    503,
                    "the last answer of %s is of %s, which is too old to be told".formatted(pvs, answer.receivedAt()));
        }
        return dated(told(answer, rest, query == null ? "" : query), answer.receivedAt(), age);
    }

    private static Served dated(Served served, Instant of, Duration age) {
        Map<String, String> headers = new TreeMap<>(served.headers());
        headers.put("Age", String.valueOf(Math.max(0, age.toSeconds())));
        headers.put("Last-Modified", DateTimeFormatter.RFC_1123_DATE_TIME.format(of.atZone(ZoneOffset.UTC)));
        headers.put("Cache-Control", "no-cache");
        return new Served(served.status(), headers, served.body());
    }

    private Served told(SharedAnswer answer, String path, String query) throws IOException {
        if (path.equals(DL_CGI + "/supervisor/info")) {
            return Served.ok(answer.info());
        }
        if (answer.isLegacy()) {
            return legacy(answer, path, query);
        }
        return switch (path) {
            case "/auth" -> login(query);
            case "/vars" -> variables(answer, VariableQuery.parse(query));
            default -> notHere();
        };
    }

    private static Served notHere() {
        return Served.refused(404, "this is a copy of what the PVS said last, and that is not in it");
    }

    private static Served legacy(SharedAnswer answer, String path, String query) {
        return switch (path) {
            case DL_CGI -> command(answer, query);
            case DL_CGI + "/devices/list" -> Served.ok(answer.deviceList());
            case DL_CGI + "/energy-storage-system/status" ->
                Served.ok(answer.battery() == null ? "{\"errors\":[]}" : answer.battery());
            default -> notHere();
        };
    }

    /** Some commands act; none but this one is known here. */
    private static Served command(SharedAnswer answer, String query) {
        return query.matches("(.*&)?Command=DeviceList(&.*)?")
                ? Served.ok(answer.deviceList())
                : Served.ok("{\"result\":\"unknown command\"}");
    }

    private static Served login(String query) {
        if (query.equals("login") || query.equals("login=")) {
            Served given = Served.ok("{\"session\":\"" + SESSION + "\"}");
            Map<String, String> headers = new LinkedHashMap<>(given.headers());
            headers.put("Set-Cookie", "session=" + SESSION + "; HttpOnly");
            return new Served(given.status(), headers, given.body());
        }
        return query.startsWith("logout") ? Served.ok("{}") : Served.varserverError(401, "Unauthorized", 0x0010);
    }

    private Served variables(SharedAnswer answer, VariableQuery query) throws IOException {
        if (query.writes()) {
            return Served.varserverError(403, "Read only", 0x0400);
        }
        if (query.isBadForm()) {
            return Served.varserverError(400, "Bad request", 0x0020);
        }
        VariableQuery asked = query;
        if (query.cache() != null) {
            if (query.asks() && caches.size() < MOST_CACHES) {
                caches.put(query.cache(), query.selection());
            }
            asked = query.asks() ? query : caches.get(query.cache());
        }
        Map<String, JsonNode> chosen = asked == null ? null : asked.of(answer.variables());
        if (chosen == null) {
            return Served.varserverError(400, "Bad request", 0x0100);
        }
        ObjectNode object = JSON.createObjectNode();
        if (query.isObject()) {
            chosen.forEach(object::set);
        } else {
            ArrayNode values = object.putArray("values");
            chosen.forEach((name, value) -> values.addObject().put("name", name).set("value", value));
            object.put("count", chosen.size());
        }
        return Served.ok(JSON.writeValueAsString(object));
    }
}
