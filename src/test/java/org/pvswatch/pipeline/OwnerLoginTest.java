package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvswatch.pipeline.OwnerLogin.LoginException;

class OwnerLoginTest {
    private final OwnerLogin login = new OwnerLogin();

    @ParameterizedTest
    @ValueSource(strings = {"ZT209985000549A0042", " ZT209985000549A0042 "})
    void makesThePasswordOfTheEndOfTheSerial(String serial) throws Exception {
        String header = login.authorization("{\"result\":\"succeed\",\"supervisor\":{\"SERIAL\":\"" + serial
                + "\",\"MODEL\":\"PVS6\",\"BUILD\":61845}}");
        assertThat(header).startsWith("basic ");
        assertThat(new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8))
                .isEqualTo("ssm_owner:A0042");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "<html>503</html>",
                "{\"supervisor\":{}}",
                "{\"supervisor\":{\"SERIAL\":\"\"}}",
                "{\"supervisor\":{\"SERIAL\":\"A042\"}}",
                "{\"supervisor\":{\"SERIAL\":null}}",
                "{\"supervisor\":{\"SERIAL\":\"ZT2099"
            })
    void makesNoLoginWithoutASerial(String info) {
        assertThatThrownBy(() -> login.authorization(info))
                .isInstanceOf(LoginException.class)
                .hasMessageMatching(
                        "the PVS (does not tell its serial, which holds the password|did not answer the login in JSON)");
    }

    @Test
    void makesACookieOfTheSession() throws Exception {
        assertThat(login.cookie("{\"session\":\"abc123\"}")).isEqualTo("session=abc123");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "<html>",
                "{\"session\":\"\"}",
                "{\"session\":null}",
                "{\"session\":{}}",
                "{\"session\":\"abc"
            })
    void makesNoCookieWithoutASession(String answer) {
        assertThatThrownBy(() -> login.cookie(answer))
                .isInstanceOf(LoginException.class)
                .message()
                .doesNotContain("abc");
    }
}
