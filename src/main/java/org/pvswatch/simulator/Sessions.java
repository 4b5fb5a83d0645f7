package org.pvswatch.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Logins of the newer firmware: a cookie that dies when unused, in a restart, and of the faults that are after it. Safe
 * for several threads.
 */
final class Sessions {
    /** How a request stands. */
    enum Standing {
        /** No cookie. */
        STRANGER,
        /** A cookie that is not, or no longer, good. */
        EXPIRED,
        /** Taken for a stranger and not told so. */
        OVERLOOKED,
        ALIVE
    }

    private static final class Session {
        private final Instant created;
        private Instant lastUsed;
        /** Counted only while there is a limit. */
        private int uses;

        private Session(Instant created) {
            this.created = created;
            this.lastUsed = created;
        }
    }

    private final SiteIdentity identity;
    private final Duration idle;
    private final SeededNoise tokens;
    private final List<String> granted = new ArrayList<>();
    private final BoxLife life;
    private final FaultSchedule faults;
    private final Map<String, Session> sessions = new HashMap<>();
    private long logins;
    private long logouts;

    Sessions(SiteIdentity identity, Duration idle, long seed, BoxLife life, FaultSchedule faults) {
        this.identity = identity;
        this.idle = idle;
        this.tokens = new SeededNoise(seed).stream("sessions");
        this.life = life;
        this.faults = faults;
    }

    /** {@code /auth?login} and {@code /auth?logout}. */
    synchronized HttpAnswer answer(HttpRequest request, Instant now) {
        if (!request.isRead()) {
            return Varserver.error(405, "Method Not Allowed", 0x2000);
        }
        if ("logout".equals(request.query())) {
            logouts++;
            sessions.remove(token(request.cookie()));
            return HttpAnswer.json(200, "{}");
        }
        if (!"login".equals(request.query()) || !isOwner(request.authorization())) {
            return Varserver.error(401, "Unauthorized", 0x0010);
        }
        String token = newToken();
        granted.add(token);
        sessions.values().removeIf(session -> isOver(session, now));
        sessions.put(token, new Session(now));
        return HttpAnswer.json(200, "{\"session\":\"" + token + "\"}")
                .with("Set-Cookie", "session=" + token + "; HttpOnly; Secure");
    }

    /** Also counts as use of the session. */
    synchronized Standing standing(String cookie, Instant now) {
        if (faults.isActive(FaultKind.NOTLOGGEDIN, now)) {
            return Standing.OVERLOOKED;
        }
        String token = token(cookie);
        if (token == null) {
            return Standing.STRANGER;
        }
        var session = sessions.get(token);
        if (session == null || isOver(session, now) || isWornOut(session, now)) {
            sessions.remove(token);
            return Standing.EXPIRED;
        }
        session.lastUsed = now;
        return faults.isActive(FaultKind.UNAUTHORIZED, now) ? Standing.EXPIRED : Standing.ALIVE;
    }

    boolean isAlive(String cookie, Instant now) {
        return standing(cookie, now) == Standing.ALIVE;
    }

    /** As after a restart of the box. */
    synchronized void expireAll() {
        sessions.clear();
    }

    /** Logins that were granted. */
    synchronized long logins() {
        return logins;
    }

    /** Logouts, of whatever session. */
    synchronized long logouts() {
        return logouts;
    }

    /** Sessions that would be good for a request now. */
    synchronized int live(Instant now) {
        return (int) sessions.values().stream()
                .filter(session -> !isOver(session, now))
                .count();
    }

    private boolean isOver(Session session, Instant now) {
        return session.lastUsed.plus(idle).isBefore(now) || session.created.isBefore(life.upSince(now));
    }

    private boolean isWornOut(Session session, Instant now) {
        return faults.sessionUses(now).filter(most -> session.uses++ >= most).isPresent();
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

    /** Every session ever given. */
    synchronized List<String> granted() {
        return List.copyOf(granted);
    }

    private String newToken() {
        var text = new StringBuilder(64);
        for (int i = 0; i < 4; i++) {
            text.append(String.format("%016x", tokens.bits(logins * 4 + i)));
        }
        logins++;
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
