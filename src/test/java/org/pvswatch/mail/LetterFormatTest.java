package org.pvswatch.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LetterFormatTest {
    private static final Instant AT = Instant.parse("2026-06-03T17:15:00.250Z");

    private final LetterFormat format = new LetterFormat(
            "h1.pvs-watch.local",
            new MailServer(
                    "h", 587, "starttls", "me@x.example", "", "", "a@x.example, b@x.example", 1000, "", Map.of()));

    private static MimeMessage parsed(byte[] bytes) throws Exception {
        return new MimeMessage(null, new ByteArrayInputStream(bytes));
    }

    @Test
    void whatWasWrittenIsReadBack() throws Exception {
        Letter letter = Letters.rich("home.alert.x", AT);
        LetterFormat.Kept kept = format.read(format.bytes(letter, List.of("a.b", "c.d")));
        assertThat(kept.replaces()).containsExactly("a.b", "c.d");
        assertThat(kept.letter()).usingRecursiveComparison().isEqualTo(letter);
        Letter plain = Letters.critical("home.alert.y", AT);
        assertThat(format.read(format.bytes(plain, List.of())).letter())
                .usingRecursiveComparison()
                .isEqualTo(plain);
    }

    @Test
    void theSameLetterGivesTheSameBytes() throws Exception {
        Letter letter = Letters.rich("home.alert.x", AT);
        assertThat(format.bytes(letter, List.of())).isEqualTo(format.bytes(letter, List.of()));
    }

    @Test
    void itIsShapedAsMailProgramsWantIt() throws Exception {
        MimeMessage message = parsed(format.bytes(Letters.rich("home.alert.x", AT), List.of()));
        assertThat(message.getContentType()).startsWith("multipart/mixed");
        Multipart mixed = (Multipart) message.getContent();
        assertThat(mixed.getBodyPart(0).getContentType()).startsWith("multipart/alternative");
        Multipart alternative = (Multipart) mixed.getBodyPart(0).getContent();
        assertThat(alternative.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(alternative.getBodyPart(1).getContentType()).startsWith("multipart/related");
        Multipart related = (Multipart) alternative.getBodyPart(1).getContent();
        assertThat(related.getBodyPart(0).getContentType()).startsWith("text/html");
        assertThat(related.getBodyPart(1).getContentType()).startsWith("image/png");
        assertThat(related.getBodyPart(1).getHeader("Content-ID")).containsExactly("<week@pvswatch>");
        assertThat(related.getBodyPart(1).getDisposition()).isEqualTo("inline");
        assertThat(mixed.getBodyPart(1).getDisposition()).isEqualTo("attachment");
        assertThat(message.getHeader("Message-ID")).containsExactly("<home.alert.x@h1.pvs-watch.local>");
        assertThat(message.getHeader("In-Reply-To")).containsExactly("<home.alert.first@h1.pvs-watch.local>");
        assertThat(message.getHeader("References")).containsExactly("<home.alert.first@h1.pvs-watch.local>");
        assertThat(message.getHeader("From")).containsExactly("PVS Watch <me@x.example>");
        assertThat(message.getHeader("To")).containsExactly("a@x.example,b@x.example");
    }

    @Test
    void everyLineIsPlainAndShortOfWhatServersTake() throws Exception {
        String text = new String(format.bytes(Letters.rich("home.alert.x", AT), List.of()), StandardCharsets.UTF_8);
        assertThat(text.split("\r\n"))
                .allMatch(line -> line.length() <= 998 && line.chars().allMatch(c -> c < 127));
        assertThat(text.replace("\r\n", "")).doesNotContain("\n");
        assertThat(text).contains("Subject: =?UTF-8?");
    }

    @Test
    void nothingBecomesAHeaderOfItsOwn() throws Exception {
        Letter evil = new Letter(
                "home.alert.x",
                AT,
                null,
                false,
                "Solar\r\nBcc: all@x.example\r\n\r\nbody",
                "t",
                "<p>h</p>",
                List.of(new Picture("p", Letters.png(), 1, 1, "alt\r\nX-Evil: 1")),
                List.of(new Attachment("a\r\nX-Evil: 2", "text/html\r\nX-Evil: 3", new byte[] {1})));
        MimeMessage message = parsed(format.bytes(evil, List.of()));
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getSubject()).isEqualTo("Solar Bcc: all@x.example body");
        assertThat(new String(format.bytes(evil, List.of()), StandardCharsets.UTF_8))
                .doesNotContain("\nX-Evil");
    }

    @Test
    void withoutPicturesTheirWordsStay() {
        Letter slim = LetterFormat.withoutPictures(Letters.rich("home.alert.x", AT));
        assertThat(slim.html()).contains("<em>Tue 21.4 kWh, 12 % less</em>").doesNotContain("<img", "cid:");
        assertThat(slim.pictures()).isEmpty();
        assertThat(slim.attachments()).isEmpty();
    }

    @Test
    void aLongLineOfHtmlIsBroken() throws Exception {
        Letter wide = new Letter(
                "home.x.y", AT, null, false, "s", "t", "<p>" + "x".repeat(5000) + "</p>", List.of(), List.of());
        byte[] bytes = format.bytes(wide, List.of());
        assertThat(new String(bytes, StandardCharsets.UTF_8).lines()).allMatch(line -> line.length() <= 998);
        assertThat(format.read(bytes).letter().html()).isEqualTo(wide.html());
    }
}
