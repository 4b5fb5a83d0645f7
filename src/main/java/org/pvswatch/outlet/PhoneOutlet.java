package org.pvswatch.outlet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.pvswatch.letter.Teller;
import org.pvswatch.letter.Telling;
import org.slf4j.LoggerFactory;

/**
 * A service that tells the owner of incidents. It gives out what is to be told in the order of time; what the service cannot
 * take now waits, what it will never take is left out and said. Thread-safe.
 */
public abstract class PhoneOutlet {
    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final Duration A_WHILE = Duration.ofMinutes(1);
    private static final Duration UNTIL_MENDED = Duration.ofHours(1);
    private static final Set<Integer> MAY_PASS = Set.of(408, 425, 429);

    private final String route;
    private final boolean on;
    private final Teller teller;
    private final Clock clock;
    private final Outages outages;
    private Instant restsUntil = Instant.MIN;

    /**
     * @param route that brings it there
     * @param on whether the owner asked for it
     */
    PhoneOutlet(String route, boolean on, Teller teller, Clock clock, Outages outages) {
        this.route = route;
        this.on = on;
        this.teller = teller;
        this.clock = clock;
        this.outages = outages;
    }

    /** What to tell now, {@code null} when it is off, rests or has nothing to tell; to be followed by {@link #answered}. */
    public final synchronized Telling next() throws IOException, SQLException {
        return !on || clock.instant().isBefore(restsUntil) ? null : teller.next();
    }

    /** Where it goes; may hold a secret. */
    public abstract String address();

    /** How it goes there, whatever query the address has. */
    public final String method() {
        return "POST";
    }

    /** The body that tells it. */
    public abstract String message(Telling telling) throws JsonProcessingException;

    /** Whether a refusal is about the settings, so that the next one would be refused as well. */
    abstract boolean concernsSettings(int status, JsonNode answer);

    /** What to look at when it refuses for such a reason. */
    abstract String whatToDo();

    /** How long it asks to be left alone, {@code null} when it does not say. */
    Duration asksFor(String retryAfter, JsonNode answer) {
        return retryAfter != null && retryAfter.matches("\\d{1,6}")
                ? Duration.ofSeconds(Long.parseLong(retryAfter))
                : null;
    }

    /**
     * What the service said.
     *
     * @param telling that was given out
     * @param status of its answer, {@code null} when there was none
     * @param retryAfter its header of that name, may be {@code null}
     * @param body of its answer
     */
    public final synchronized void answered(Telling telling, Integer status, String retryAfter, String body)
            throws IOException {
        JsonNode answer = read(body);
        if (status == null) {
            restsUntil = clock.instant().plus(A_WHILE);
        } else if (status >= 200 && status < 300) {
            teller.taken(telling);
            outages.works(route);
        } else if (status >= 500 || MAY_PASS.contains(status)) {
            Duration asked = asksFor(retryAfter, answer);
            restsUntil = clock.instant().plus(asked == null ? A_WHILE : asked);
            outages.fails(route, "it has no time now (status %d); nothing to do, it is tried again".formatted(status));
        } else if (status < 400 || concernsSettings(status, answer)) {
            restsUntil = clock.instant().plus(UNTIL_MENDED);
            outages.fails(
                    route,
                    "it refuses us (status %d): %s; what is to be told waits, it is tried again in an hour"
                            .formatted(status, whatToDo()));
        } else {
            LoggerFactory.getLogger(route)
                    .warn("it does not take '{}' (status {}), which is left out there", telling.title(), status);
            teller.taken(telling);
        }
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body == null ? "" : body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
