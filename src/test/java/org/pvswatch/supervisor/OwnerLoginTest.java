package org.pvswatch.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerLoginTest {
    @Test
    void makesThePasswordOfTheEndOfTheSerial() {
        String header = OwnerLogin.authorization("ZT209985000549A0042");
        assertThat(header).startsWith("basic ");
        assertThat(new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8))
                .isEqualTo("ssm_owner:A0042");
    }

    @Test
    void takesTheSessionOfTheAnswer() {
        assertThat(OwnerLogin.session("{\"session\":\"abc123\"}")).isEqualTo("abc123");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "<html>",
                "{\"session\":\"\"}",
                "{\"session\":null}",
                "{\"session\":{}}",
                "{\"session\":\"abc"
            })
    void takesNoSessionWhereThereIsNone(String answer) {
        assertThat(OwnerLogin.session(answer)).isNull();
    }
}
