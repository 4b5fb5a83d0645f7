package org.pvswatch.outlet;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.pvswatch.letter.Telling;
import org.pvswatch.letter.Tellings;

/** Pushover; word of the route {@code alert-pushover}. Thread-safe. */
public final class Pushover extends PhoneOutlet {
    private static final int LONGEST_TITLE = 250;

    /** 2 would ring until somebody says that he heard it; nothing here is worth that at night. */
    private static final Map<String, Integer> PRIORITIES =
            Map.of("critical", 1, "high", 0, "normal", 0, "low", -1, "info", -2);

    private final String url;
    private final String user;
    private final Secret token;

    /** @param settings all settings in force; those called {@code alert.pushover.*} count here */
    public Pushover(Map<String, String> settings, Tellings tellings, Clock clock, Outages outages) {
        super(
                "alert-pushover",
                !settings.get("alert.pushover.user").isEmpty(),
                tellings.teller("pushover"),
                clock,
                outages);
        this.url = settings.get("alert.pushover.url");
        this.user = settings.get("alert.pushover.user");
        this.token = new Secret("alert.pushover.token-file", settings.get("alert.pushover.token-file"));
    }

    @Override
    public String address() {
        return url + "/1/messages.json";
    }

    /** A form; the token is in it. */
    @Override
    public String message(Telling telling) {
        String title = telling.title();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", token.get());
        form.put("user", user);
        form.put("title", title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 1) + "…");
        form.put("message", telling.text());
        form.put("priority", String.valueOf(telling.over() ? -1 : PRIORITIES.get(telling.severity())));
        form.put("timestamp", String.valueOf(telling.at().getEpochSecond()));
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    boolean concernsSettings(int status, JsonNode answer) {
        String said = answer.path("errors").toString();
        return status == 401 || status == 403 || status == 404 || said.contains("token") || said.contains("user");
    }

    @Override
    String whatToDo() {
        return "look at the token and alert.pushover.user";
    }
}
