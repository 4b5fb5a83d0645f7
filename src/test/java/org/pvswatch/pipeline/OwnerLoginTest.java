package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerLoginTest {
    private final OwnerLogin login = new OwnerLogin();

    @ParameterizedTest
    @ValueSource(strings = {"ZT209985000549A0042", " ZT209985000549A0042 "})
    void makesThePasswordOfTheEndOfTheSerial(String serial) {
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
        assertThat(login.tellsSerial(info)).isFalse();
    }

    @Test
    void makesACookieOfTheSession() {
        assertThat(login.givesSession("{\"session\":\"abc123\"}")).isTrue();
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
        assertThat(login.givesSession(answer)).isFalse();
    }
}
