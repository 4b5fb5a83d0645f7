package org.pvswatch.outlet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.pvswatch.letter.Telling;
import org.pvswatch.letter.Tellings;

/** Any program that takes JSON; word of the route {@code alert-webhook}. Thread-safe. */
public final class Webhook extends PhoneOutlet {
    private static final String HMAC = "HmacSHA256";

    private final String url;
    private final Secret secret;

    /** @param settings all settings in force; those called {@code alert.webhook.*} count here */
    public Webhook(Map<String, String> settings, Tellings tellings, Clock clock, Outages outages) {
        super(
                "alert-webhook",
                !settings.get("alert.webhook.url").isEmpty(),
                tellings.teller("webhook"),
                clock,
                outages);
        this.url = settings.get("alert.webhook.url");
        this.secret = new Secret("alert.webhook.secret-file", settings.get("alert.webhook.secret-file"));
    }

    @Override
    public String address() {
        return url;
    }

    @Override
    public String message(Telling telling) throws JsonProcessingException {
        return JSON.writeValueAsString(telling);
    }

    /** {@code sha256=} and the HMAC of the body in hexadecimal, {@code null} without a secret. */
    public String signature(String body) throws GeneralSecurityException {
        String key = secret.orNull();
        if (key == null) {
            return null;
        }
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    boolean concernsSettings(int status, JsonNode answer) {
        return status == 401 || status == 403 || status == 404;
    }

    @Override
    String whatToDo() {
        return "look at alert.webhook.url and the secret";
    }
}
