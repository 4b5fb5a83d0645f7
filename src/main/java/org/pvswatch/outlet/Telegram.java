package org.pvswatch.outlet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.pvswatch.letter.Telling;
import org.pvswatch.letter.Tellings;

/** A bot of Telegram; word of the route {@code alert-telegram}. Thread-safe. */
public final class Telegram extends PhoneOutlet {
    private static final Set<String> QUIET = Set.of("info", "low");

    private final String url;
    private final String chat;
    private final Secret token;

    /** @param settings all settings in force; those called {@code alert.telegram.*} count here */
    public Telegram(Map<String, String> settings, Tellings tellings, Clock clock, Outages outages) {
        super(
                "alert-telegram",
                !settings.get("alert.telegram.chat").isEmpty(),
                tellings.teller("telegram"),
                clock,
                outages);
        this.url = settings.get("alert.telegram.url");
        this.chat = settings.get("alert.telegram.chat");
        this.token = new Secret("alert.telegram.token-file", settings.get("alert.telegram.token-file"));
    }

    /** The token is in it. */
    @Override
    public String address() {
        return url + "/bot" + token.get() + "/sendMessage";
    }

    /** As plain text: nothing in it needs escaping. */
    @Override
    public String message(Telling telling) throws JsonProcessingException {
        return JSON.writeValueAsString(Map.of(
                "chat_id",
                chat,
                "text",
                telling.title() + "\n\n" + telling.text(),
                "disable_notification",
                telling.over() || QUIET.contains(telling.severity())));
    }

    @Override
    Duration asksFor(String retryAfter, JsonNode answer) {
        int seconds = answer.path("parameters").path("retry_after").asInt(0);
        return seconds > 0 ? Duration.ofSeconds(seconds) : super.asksFor(retryAfter, answer);
    }

    @Override
    boolean concernsSettings(int status, JsonNode answer) {
        String said = answer.path("description").asText();
        return status == 401
                || status == 403
                || status == 404
                || said.contains("chat not found")
                || said.contains("group chat was upgraded");
    }

    @Override
    String whatToDo() {
        return "look at the token and alert.telegram.chat, and write to the bot once";
    }
}
