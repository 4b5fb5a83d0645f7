package org.pvswatch.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvswatch.archive.RawAnswer;

/** What owners write, and what it means. */
class AnswersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "38.58, -121.49|38.58|-121.49",
                "38.58 N 121.49 W|38.58|-121.49",
                "-33.9 18.4|-33.9|18.4",
                "33.9S,18.4e|-33.9|18.4",
                "38.123456;-0.0000001|38.1235|0",
                "90 180|90|180"
            })
    void coordinates(String answer, String north, String east) throws Exception {
        assertThat(Town.isCoordinates(answer)).isTrue();
        assertThat(Town.at(answer)).isEqualTo(new Town("", north, east, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"91, 0", "90.1 0", "0, 180.5", "38.58", "north"})
    void whatIsNoPlace(String answer) {
        assertThatThrownBy(() -> Town.at(answer)).isInstanceOf(UnclearAnswerException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20 south|20|180|20 south",
                "22.5 SW|22.5|225|22.5 southwest",
                "30, 200|30|200|30 200",
                "5° north-east|5|45|5 northeast",
                "0 360|0|360|0 north"
            })
    void roofs(String answer, String tilt, String azimuth, String shown) throws Exception {
        assertThat(Roof.of(answer)).isEqualTo(new Roof(tilt, azimuth)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20", "91 south", "20 up", "20 361", "south 20"})
    void whatIsNoRoof(String answer) {
        assertThatThrownBy(() -> Roof.of(answer))
                .isInstanceOf(UnclearAnswerException.class)
                .hasMessageContaining("such as 20 south");
    }

    @ParameterizedTest
    @CsvSource({
        "me@gmail.com,smtp.gmail.com:587 me@gmail.com,starttls",
        "me@fastmail.com,smtp.fastmail.com:465 me@fastmail.com,tls",
        "me@my.example,smtp.my.example:587 me@my.example,starttls"
    })
    void usualServers(String address, String shown, String security) {
        assertThat(MailWay.usual(address))
                .hasToString(shown)
                .extracting(MailWay::security)
                .isEqualTo(security);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "smtp.x.example|smtp.x.example:587 me@x.example|starttls",
                "smtp.x.example:465 you|smtp.x.example:465 you|tls",
                "localhost:25|localhost:25|none",
                "localhost:1025|localhost:1025|none",
                "localhost:2525 you|localhost:2525 you|starttls",
                "relay.x.example:25|relay.x.example:25|none"
            })
    void namedServers(String answer, String shown, String security) throws Exception {
        assertThat(MailWay.of(answer, "me@x.example"))
                .hasToString(shown)
                .extracting(MailWay::security)
                .isEqualTo(security);
    }

    @Test
    void outlookTakesNoPassword() {
        assertThat(MailWay.isClosed("me@Outlook.com")).isTrue();
        assertThat(MailWay.isClosed("me@gmail.com")).isFalse();
    }

    @Test
    void townsOfAnAnswer() throws Exception {
        String answer = """
                {"results":[
                 {"id":5389489,"name":"Sacramento","latitude":38.58157,"longitude":-121.4944,"timezone":"America/Los_Angeles",
                  "admin1":"California","country":"United States"},
                 {"name":"Nowhere","latitude":null,"longitude":1.5},
                 {"name":"Singapore","latitude":1.28967,"longitude":103.85007,"timezone":"Atlantis/Deep","country":"Singapore"}],
                 "generationtime_ms":0.6}""";
        assertThat(Towns.in(raw(200, answer)))
                .containsExactly(
                        new Town(
                                "Sacramento, California, United States", "38.5816", "-121.4944", "America/Los_Angeles"),
                        new Town("Singapore", "1.2897", "103.8501", ""));
        assertThat(Towns.in(raw(200, "{\"generationtime_ms\":0.3}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|<html>log in</html>",
                "400|{\"error\":true,\"reason\":\"name is missing\"}",
                "503|{}",
                "200|{\"error\":true}"
            })
    void answersThatAreNone(int status, String body) {
        assertThatThrownBy(() -> Towns.in(raw(status, body)))
                .isInstanceOf(UnclearAnswerException.class)
                .hasMessageContaining("coordinates such as 38.58");
    }

    private static RawAnswer raw(int status, String body) {
        return new RawAnswer("place", Instant.parse("2026-05-03T17:15:20Z"), status, body);
    }
}
