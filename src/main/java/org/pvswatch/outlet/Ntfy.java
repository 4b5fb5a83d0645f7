package org.pvswatch.outlet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.pvswatch.letter.Telling;
import org.pvswatch.letter.Tellings;

/** ntfy, at ntfy.sh or at home; word of the route {@code alert-ntfy}. Thread-safe. */
public final class Ntfy extends PhoneOutlet {
    private static final List<String> SEVERITIES = List.of("info", "low", "normal", "high", "critical");

    private final String url;
    private final String topic;
    private final Secret token;

    /** @param settings all settings in force; those called {@code alert.ntfy.*} count here */
    public Ntfy(Map<String, String> settings, Tellings tellings, Clock clock, Outages outages) {
        super("alert-ntfy", !settings.get("alert.ntfy.topic").isEmpty(), tellings.teller("ntfy"), clock, outages);
        this.url = settings.get("alert.ntfy.url");
        this.topic = settings.get("alert.ntfy.topic");
        this.token = new Secret("alert.ntfy.token-file", settings.get("alert.ntfy.token-file"));
    }

    @Override
    public String address() {
        return url;
    }

    /** The header of that name, {@code null} for a server that asks for none. */
    public String authorization() {
        String secret = token.orNull();
        return secret == null ? null : "Bearer " + secret;
    }

    @Override
    public String message(Telling telling) throws JsonProcessingException {
        boolean critical = telling.severity().equals("critical");
        return JSON.writeValueAsString(Map.of(
                "topic", topic,
                "title", telling.title(),
                "message", telling.text(),
                "priority", telling.over() ? 2 : SEVERITIES.indexOf(telling.severity()) + 1,
                "tags", List.of(telling.over() ? "white_check_mark" : critical ? "rotating_light" : "warning")));
    }

    @Override
    boolean concernsSettings(int status, JsonNode answer) {
        return status == 401 || status == 403 || status == 404;
    }

    @Override
    String whatToDo() {
        return "look at alert.ntfy.url, alert.ntfy.topic and the token";
    }
}
