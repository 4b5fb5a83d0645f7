package org.pvswatch.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What an owner needs to log in to a varserver: the user is always the same, the password is the end of the serial that
 * the PVS tells to anybody. Word of the routes {@code ask-varserver} and
 * {@code log-in}. Pure; nothing here may be logged.
 */
public final class OwnerLogin {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String USER = "ssm_owner:";
    private static final int PASSWORD_LENGTH = 5;

    /** Whether an answer of {@code supervisor/info} tells the serial; a refusal or a page of HTML does not. */
    public boolean tellsSerial(String supervisorInfo) {
        return serial(supervisorInfo).length() >= PASSWORD_LENGTH;
    }

    /**
     * The value of the {@code Authorization} header.
     *
     * @param supervisorInfo an answer that {@link #tellsSerial tells the serial}
     */
    public String authorization(String supervisorInfo) {
        String serial = serial(supervisorInfo);
        String login = USER + serial.substring(serial.length() - PASSWORD_LENGTH);
        return "basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether an answer of {@code auth?login} gives a session. */
    public boolean givesSession(String loginAnswer) {
        return !session(loginAnswer).isEmpty();
    }

    /**
     * The value of the {@code Cookie} header.
     *
     * @param loginAnswer an answer that {@link #givesSession gives a session}
     */
    public String cookie(String loginAnswer) {
        return "session=" + session(loginAnswer);
    }

    private static String serial(String supervisorInfo) {
        return text(supervisorInfo, "/supervisor/SERIAL");
    }

    private static String session(String loginAnswer) {
        return text(loginAnswer, "/session");
    }

    private static String text(String json, String pointer) {
        try {
            return JSON.readTree(json).at(pointer).asText("").trim();
        } catch (JsonProcessingException e) {
            return ""; // what is no JSON tells nothing
        }
    }
}
