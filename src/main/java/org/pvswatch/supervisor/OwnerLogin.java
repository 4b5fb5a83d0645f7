package org.pvswatch.supervisor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The login of a varserver: the user is always the same, the password is the end of the serial. Pure; never logged. */
final class OwnerLogin {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String USER = "ssm_owner:";
    private static final int PASSWORD_LENGTH = 5;

    private OwnerLogin() {}

    /** The value of the {@code Authorization} header for a PVS of this serial. */
    static String authorization(String serial) {
        String login = USER + serial.substring(Math.max(0, serial.length() - PASSWORD_LENGTH));
        return "basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    /** The session that an answer of {@code auth?login} gives, {@code null} if it gives none. */
    static String session(String loginAnswer) {
        try {
            String session =
                    JSON.readTree(loginAnswer).path("session").asText("").trim();
            return session.isEmpty() ? null : session;
        } catch (JsonProcessingException e) {
            return null; // what is no JSON gives no session
        }
    }
}
