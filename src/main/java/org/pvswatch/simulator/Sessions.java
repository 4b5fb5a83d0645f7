package org.pvswatch.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Logins of the newer firmware: a cookie that dies when unused. Safe for several threads. */
final class Sessions {
    /** How a request stands. */
    enum Standing {
        /** No cookie. */
        STRANGER,
        /** A cookie that is not, or no longer, good. */
        EXPIRED,
        ALIVE
    }

    private final SiteIdentity identity;
    private final Duration idle;
    private final SeededNoise tokens;
    private final Map<String, Instant> lastUsed = new HashMap<>();
    private long given;

    Sessions(SiteIdentity identity, Duration idle, long seed) {
        this.identity = identity;
        this.idle = idle;
        this.tokens = new SeededNoise(seed).stream("sessions");
    }

    /** {@code /auth?login} and {@code /auth?logout}. */
    synchronized HttpAnswer answer(HttpRequest request, Instant now) {
        if (!request.isRead()) {
            return Varserver.error(405, "Method Not Allowed", 0x2000);
        }
        if ("logout".equals(request.query())) {
            lastUsed.remove(token(request.cookie()));
            return HttpAnswer.json(200, "{}");
        }
        if (!"login".equals(request.query()) || !isOwner(request.authorization())) {
            return Varserver.error(401, "Unauthorized", 0x0010);
        }
        String token = newToken();
        lastUsed.values().removeIf(used -> isOver(used, now));
        lastUsed.put(token, now);
        return HttpAnswer.json(200, "{\"session\":\"" + token + "\"}")
                .with("Set-Cookie", "session=" + token + "; HttpOnly; Secure");
    }

    /** Also counts as use of the session. */
    synchronized Standing standing(String cookie, Instant now) {
        String token = token(cookie);
        if (token == null) {
            return Standing.STRANGER;
        }
        var used = lastUsed.get(token);
        if (used == null || isOver(used, now)) {
            lastUsed.remove(token);
            return Standing.EXPIRED;
        }
        lastUsed.put(token, now);
        return Standing.ALIVE;
    }

    boolean isAlive(String cookie, Instant now) {
        return standing(cookie, now) == Standing.ALIVE;
    }

    /** As after a restart of the box. */
    synchronized void expireAll() {
        lastUsed.clear();
    }

    private boolean isOver(Instant used, Instant now) {
        return used.plus(idle).isBefore(now);
    }

    private boolean isOwner(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "basic ", 0, 6)) {
            return false;
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(authorization.substring(6).trim());
            return new String(decoded, StandardCharsets.UTF_8).equals("ssm_owner:" + identity.password());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String newToken() {
        var text = new StringBuilder(64);
        for (int i = 0; i < 4; i++) {
            text.append(String.format("%016x", tokens.bits(given * 4 + i)));
        }
        given++;
        return text.toString();
    }

    /** The last {@code session} of a Cookie header, or null. */
    private static String token(String cookie) {
        String token = null;
        if (cookie != null) {
            for (String pair : cookie.split(";")) {
                if (pair.trim().startsWith("session=")) {
                    token = pair.trim().substring("session=".length());
                }
            }
        }
        return token;
    }
}
