package org.pvswatch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerReceiverTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:15:20.123456789Z");

    private final AnswerReceiver receiver = new AnswerReceiver(Clock.fixed(NOW, ZoneOffset.UTC), "masked");

    /** A connection that gives so much and then fails. */
    private static InputStream breakingOff(String text) {
        return new InputStream() {
            private final InputStream begun = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));

            @Override
            public int read() throws IOException {
                int next = begun.read();
                if (next < 0) {
                    throw new IOException("connection reset");
                }
                return next;
            }
        };
    }

    @Test
    void readsAllOfAnAnswer() {
        String text = "ä".repeat(20_000);
        assertThat(receiver.text(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(text);
        assertThat(receiver.text(InputStream.nullInputStream())).isEmpty();
        assertThat(receiver.text(null)).isEmpty();
    }

    @Test
    void keepsTheHalfThatCame() {
        assertThat(receiver.text(breakingOff("{\"devices\":["))).isEqualTo("{\"devices\":[");
        assertThat(receiver.text(breakingOff("x".repeat(20_000)))).hasSize(20_000);
    }

    @Test
    void failsWhenNothingCame() {
        assertThatThrownBy(() -> receiver.text(breakingOff("")))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("connection reset");
    }

    @Test
    void readsNoMoreOfAnEndlessAnswerThanItCanHold() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                java.util.Arrays.fill(into, from, from + length, (byte) 'x');
                return length;
            }
        };
        assertThat(receiver.text(endless)).hasSize(4 * 1024 * 1024);
    }

    @Test
    void givesAnAnswerItsSourceAndMomentAndTakesItsSecrets() {
        assertThat(receiver.received("{\"/sys/info/wpa_key\":\"S3cret\"}", "pvs1", 200))
                .isEqualTo(new RawAnswer(
                        "pvs1",
                        Instant.parse("2026-11-21T10:15:20.123Z"),
                        200,
                        "{\"/sys/info/wpa_key\":\"(removed)\"}"));
        assertThat(receiver.received("", RawAnswer.WEATHER, 500).ofWeather()).isTrue();
        assertThat(receiver.received("", "pvs1", 500).ofWeather()).isFalse();
    }

    @Test
    void joinsAnswersInTheirOrder() throws IOException {
        RawAnswer first = new RawAnswer("pvs1", NOW, 200, "{1}");
        RawAnswer second = new RawAnswer("pvs1", NOW.plusSeconds(1), 400, "{2}");
        RawAnswer third = new RawAnswer("pvs1", NOW.plusSeconds(2), 500, "{3}");
        assertThat(receiver.join(List.of(first, second, third)))
                .isEqualTo(new RawAnswer("pvs1", NOW.plusSeconds(2), 500, "{1}\n{2}\n{3}"));
        assertThat(receiver.join(List.of(first, second)).httpStatus())
                .as("none here is no trouble")
                .isEqualTo(200);
        assertThat(receiver.join(List.of(second, third)).httpStatus()).isEqualTo(400);
        assertThat(receiver.join(List.of(first))).isEqualTo(first);
    }

    @Test
    void hasNothingToJoinWhenNoQuestionWasAnswered() {
        assertThatThrownBy(() -> receiver.join(List.of()))
                .isInstanceOf(IOException.class)
                .hasMessage("none of the questions was answered");
    }
}
