package org.pvswatch.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // object form
                "{\"/sys/info/wpa_key\":\"S3cretKey\",\"a\":\"b\"}|{\"/sys/info/wpa_key\":\"(removed)\",\"a\":\"b\"}",
                "{\"/sys/info/wpa_key\" :\t\"S3cretKey\"}|{\"/sys/info/wpa_key\" :\t\"(removed)\"}",
                // list form
                "{\"name\":\"/sys/info/wpa_key\",\"value\":\"S3cretKey\"}|{\"name\":\"/sys/info/wpa_key\",\"value\":\"(removed)\"}",
                "{ \"name\" : \"/sys/info/wpa_key\" ,\t \"value\" : \"S3cretKey\" }|{ \"name\" : \"/sys/info/wpa_key\" ,\t"
                        + " \"value\" : \"(removed)\" }",
                // a key that looks like a number is printed without quotes
                "{\"/sys/info/wpa_key\":12345678}|{\"/sys/info/wpa_key\":\"(removed)\"}",
                "{\"/sys/info/wpa_key\":12345678,\"a\":1}|{\"/sys/info/wpa_key\":\"(removed)\",\"a\":1}",
                "{\"name\":\"/sys/info/wpa_key\",\"value\":12345678}|{\"name\":\"/sys/info/wpa_key\",\"value\":\"(removed)\"}",
                // cut off
                "{\"/sys/info/wpa_key\":\"S3cr|{\"/sys/info/wpa_key\":\"(removed)\"",
                "{\"/sys/info/wpa_key\":\"S3cr\\|{\"/sys/info/wpa_key\":\"(removed)\"",
                "{\"/sys/info/wpa_key\":1234|{\"/sys/info/wpa_key\":\"(removed)\"",
                "{\"name\":\"/sys/info/wpa_key\",\"value\":\"S3cr|{\"name\":\"/sys/info/wpa_key\",\"value\":\"(removed)\"",
                // a quote inside
                "{\"/sys/info/wpa_key\":\"a\\\"S3cretKey\",\"a\":1}|{\"/sys/info/wpa_key\":\"(removed)\",\"a\":1}",
                "{\"/sys/info/wpa_key\":\"a\\\\\",\"a\":1}|{\"/sys/info/wpa_key\":\"(removed)\",\"a\":1}",
                // a quote inside, as varserver prints it
                "{\"/sys/info/wpa_key\":\"a\"S3cretKey\",\"a\":1}|{\"/sys/info/wpa_key\":\"(removed)\",\"a\":1}",
                // a damaged quote or colon
                "{\"/sys/info/wpa_key\":#S3cretKey\",\"a\":1}|{\"/sys/info/wpa_key\":\"(removed)\",\"a\":1}",
                "{\"/sys/info/wpa_key\";\"S3cretKey\",\"a\":1}|{\"/sys/info/wpa_key\"\"(removed)\",\"a\":1}",
                "{\"/sys/info/wpa_key\",\"S3cretKey\",\"a\":1}|{\"/sys/info/wpa_key\",\"(removed)\",\"a\":1}",
                "{\"/sys/info/wpa_key\":\"S3cretKey#,\"a\":\"b\",\"c\":1}|{\"/sys/info/wpa_key\":\"(removed)\",\"c\":1}",
                "{\"name\":\"/sys/info/wpa_key\",\"valve\":\"S3cretKey\"}|{\"name\":\"/sys/info/wpa_key\",\"(removed)\"}",
                // a value of another type
                "{\"/sys/info/wpa_key\":[\"x\",\"S3cretKey\"],\"a\":1}|{\"/sys/info/wpa_key\":\"(removed)\",\"a\":1}",
                "{\"/sys/info/wpa_key\":{\"b\":{\"c\":\"S3cretKey\"}},\"a\":1}|{\"/sys/info/wpa_key\":\"(removed)\",\"a\":1}",
                "{\"/sys/info/wpa_key\":[\"S3cretKey|{\"/sys/info/wpa_key\":\"(removed)\"",
                // other names
                "{\"session\":\"abc123\"}|{\"session\":\"(removed)\"}",
                "{\"Password\":\"abc\",\"passwd\":\"abc\",\"psk\":\"abc\"}|{\"Password\":\"(removed)\",\"passwd\":\"(removed)\",\"psk\":\"(removed)\"}",
                "{\"wifi_passphrase\":\"abc\",\"private_key\":\"abc\"}|{\"wifi_passphrase\":\"(removed)\",\"private_key\":\"(removed)\"}",
                "{\"WPA_KEY\":\"abc\"}|{\"WPA_KEY\":\"(removed)\"}",
            })
    void removesSecretsAndNothingElse(String answer, String expected) {
        assertThat(Redaction.withoutSecrets(answer)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON at all",
                "{\"wpa_key",
                "{\"wpa_key\"",
                "{\"wpa_key\":",
                "{\"wpa_key_length\":8}",
                "{\"session_count\":2}",
                "{\"a\":\"wpa_key\"}",
                "{\"msg\":\"invalid password\",\"status\":403}",
                "[\"psk\",\"S3\"]",
                "{\"SERIAL\":\"ZT209985000549A0042\"}",
                "{\"/sys/info/ssid\":\"SunPower20042\"}"
            })
    void leavesEverythingElseAsItCame(String answer) {
        assertThat(Redaction.withoutSecrets(answer)).isEqualTo(answer);
    }

    @Test
    void removesASecretWhereverTheAnswerBreaksOff() {
        String answer = "{\"values\":[{\"name\":\"/sys/info/wpa_key\",\"value\":\"S3cretKey\"}],"
                + "\"/sys/info/wpa_key\":\"S3cretKey\"}";
        for (int length = 0; length <= answer.length(); length++) {
            assertThat(Redaction.withoutSecrets(answer.substring(0, length))).doesNotContain("S3");
        }
    }

    @Test
    void removesAVeryLongSecret() {
        assertThat(Redaction.withoutSecrets("{\"private_key\":\"" + "ab\\n".repeat(50_000) + "\"}"))
                .isEqualTo("{\"private_key\":\"(removed)\"}");
    }

    @Test
    void changesNothingWhenDoneTwice() {
        String once = Redaction.withoutSecrets("{\"wpa_key\":\"x\",\"n\":{\"name\":\"psk\",\"value\":1}}");
        assertThat(Redaction.withoutSecrets(once)).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ZT209985000549A0042",
                "PV Supervisor ZT209985000549A0042 is away",
                "ZT209985000549W0042~2",
                "_ZT209985000549A0042_",
                "PVS_ZT209985000549A0042.json",
                "{\"SERIAL\":\"ZT209985000549A0042\"}",
                "a ZT209985000549A0042, ZW209985000549A0042 b"
            })
    void quotesNoTailOfASerial(String text) {
        assertThat(Redaction.quotable(text))
                .doesNotContain("0042")
                .doesNotContain("549")
                .containsPattern("Z[TW]20\\.\\.\\.");
    }

    @Test
    void quotesNoTailOfASerialWhereverTheTextIsCut() {
        for (int before = 0; before < 120; before++) {
            assertThat(Redaction.quotable("x".repeat(before) + " ZT209985000549A0042 " + "y".repeat(50)))
                    .doesNotContain("0042")
                    .hasSizeLessThanOrEqualTo(80);
        }
    }

    @Test
    void quotesOneShortLineWithoutSecrets() {
        assertThat(Redaction.quotable(" a\n\t b \r\n{\"wpa_key\":\"S3cret\"} "))
                .isEqualTo("a b {\"wpa_key\":\"(removed)\"}");
        assertThat(Redaction.quotable("x".repeat(80))).isEqualTo("x".repeat(80));
        assertThat(Redaction.quotable("x".repeat(81))).isEqualTo("x".repeat(77) + "...");
        assertThat(Redaction.quotable("E00209900000101 PVS6M20990042p")).isEqualTo("E00209900000101 PVS6M20990042p");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[T209985000549A0042",
                "{\"SERIAL\":\"#T20998(000549A0042\"}",
                "{\"SERIAL\":\"ZT2099850\u0000000549A00422,",
            })
    void quotesNoTailOfADamagedSerial(String text) {
        assertThat(Redaction.quotable(text)).doesNotContain("A0042");
    }

    @Test
    void quotesNothingThatMovesATerminal() {
        assertThat(Redaction.quotable("a\u001b[2J\u0000b\u0085c\u202ed\ud800e\u2028f\u007fg\ufeffh"))
                .isEqualTo("a [2J b c d e f g h");
        assertThat(Redaction.quotable("x".repeat(76) + "\ud83d\ude00".repeat(5)))
                .isEqualTo("x".repeat(76) + "...");
        assertThat(Redaction.quotable("20261121T101520.123Z_pvs1.json.gz of E00209900000101"))
                .isEqualTo("20261121T101520.123Z_pvs1.json.gz of E00209900000101");
    }
}
