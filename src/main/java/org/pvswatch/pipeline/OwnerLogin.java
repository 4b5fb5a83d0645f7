package org.pvswatch.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What an owner needs to log in to a varserver: the user is always the same, the password is the end of the serial that
 * the PVS tells to anybody. Word of the routes {@code log-in} and {@code ask-variables}. Pure; nothing here may be logged.
 */
public final class OwnerLogin {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String USER = "ssm_owner:";
    private static final int PASSWORD_LENGTH = 5;

    /**
     * The value of the {@code Authorization} header.
     *
     * @param supervisorInfo answer of {@code supervisor/info}
     * @throws LoginException when it holds no serial
     */
    public String authorization(String supervisorInfo) throws LoginException {
        String serial = text(supervisorInfo, "/supervisor/SERIAL");
        if (serial.length() < PASSWORD_LENGTH) {
            throw new LoginException("the PVS does not tell its serial, which holds the password");
        }
        String login = USER + serial.substring(serial.length() - PASSWORD_LENGTH);
        return "basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The value of the {@code Cookie} header.
     *
     * @param loginAnswer answer of {@code auth?login}
     * @throws LoginException when it holds no session
     */
    public String cookie(String loginAnswer) throws LoginException {
        String session = text(loginAnswer, "/session");
        if (session.isEmpty()) {
            throw new LoginException("the PVS accepted the login but gave no session");
        }
        return "session=" + session;
    }

    private static String text(String json, String pointer) throws LoginException {
        try {
            return JSON.readTree(json).at(pointer).asText("").trim();
        } catch (JsonProcessingException e) {
            throw new LoginException("the PVS did not answer the login in JSON");
        }
    }

    /** The login cannot be done; the message holds no secret. */
    public static final class LoginException extends Exception {
        private static final long serialVersionUID = 1L;

        LoginException(String message) {
            super(message);
        }
    }
}
