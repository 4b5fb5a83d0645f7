package org.pvswatch.mail;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;

/** Letters for tests. */
final class Letters {
    private Letters() {}

    static Letter plain(String id, Instant at) {
        return new Letter(
                id,
                at,
                null,
                false,
                "Solar: " + id,
                "What happened: " + id,
                page("<p>" + id + "</p>"),
                List.of(),
                List.of());
    }

    static Letter critical(String id, Instant at) {
        return new Letter(id, at, null, true, "Solar: " + id, id, page(id), List.of(), List.of());
    }

    /** With all a letter can have. */
    static Letter rich(String id, Instant at) {
        return new Letter(
                id,
                at,
                "home.alert.first",
                false,
                "Solar: Süddach, panel E00123 · lost 14.2 kWh ☀",
                "Grüße vom Süddach.\n.a line that begins with a dot\n\nEnd.",
                page(
                        "<h1>Grüße</h1>\n<img src=\"cid:week@pvswatch\" width=\"560\" height=\"260\" alt=\"Tue 21.4 kWh, 12 % less\">"),
                List.of(new Picture("week", png(), 560, 260, "Tue 21.4 kWh, 12 % less, ½ of usual")),
                List.of(new Attachment("report für 2026.html", "text/html", "<p>Ω</p>".getBytes())));
    }

    static Letter pictured(String id, Instant at) {
        Letter rich = rich(id, at);
        return new Letter(id, at, null, false, "Solar: " + id, rich.text(), rich.html(), rich.pictures(), List.of());
    }

    static String page(String body) {
        return "<!DOCTYPE html>\n<html><head><style>p{color:#123}</style></head>\n<body bgcolor=\"#fff\">\n" + body
                + "\n</body></html>\n";
    }

    static byte[] png() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(1120, 520, BufferedImage.TYPE_INT_RGB), "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
