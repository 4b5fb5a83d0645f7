package org.pvswatch.mail;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes one letter of several that could not be delivered for long. The same letters give the same one. */
final class OldNews {
    static final String KIND = "merged";

    /** What is beyond goes as words alone: a server takes some 25 MB, and a small machine less. Bytes. */
    static final int ROOM_FOR_PICTURES = 2_000_000;

    private static final Set<String> ALONE = Set.of("report", Mailbox.TEST, KIND);
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter IN_ID = DateTimeFormatter.ofPattern("uuuuMMdd't'HHmmss", Locale.ROOT);
    private static final Pattern BODY = Pattern.compile("(?is)<body\\b[^>]*>(.*)</body>");
    private static final Pattern STYLE = Pattern.compile("(?is)<style\\b[^>]*>.*?</style>");

    private final ZoneId zone;

    /** @param zone of the house */
    OldNews(ZoneId zone) {
        this.zone = zone;
    }

    /** Whether such a letter may be told together with others. */
    static boolean mayBeMerged(LetterFormat.Head letter) {
        return !letter.critical() && !letter.hasAttachments() && !ALONE.contains(Waiting.kind(letter.id()));
    }

    /** @param letters at least two, oldest first */
    Letter merged(List<Letter> letters) {
        Letter first = letters.get(0);
        Letter last = letters.get(letters.size() - 1);
        String subject = "Solar: %d things happened while mail was down".formatted(letters.size());
        String lead = "Mail could not be delivered from %s on. These %d letters waited:"
                .formatted(when(first.at()), letters.size());
        StringBuilder text = new StringBuilder(lead).append("\n\n");
        StringBuilder list = new StringBuilder();
        StringBuilder parts = new StringBuilder();
        Set<String> styles = new LinkedHashSet<>();
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < letters.size(); i++) {
            Letter letter = letters.get(i);
            text.append("%d. %s (%s)\n".formatted(i + 1, letter.subject(), when(letter.at())));
            list.append("<li>")
                    .append(escaped(letter.subject()))
                    .append(" (")
                    .append(when(letter.at()))
                    .append(")</li>");
        }
        for (int i = 0; i < letters.size(); i++) {
            Letter letter = letters.get(i);
            text.append("\n\n%d. %s\n%s\n\n".formatted(i + 1, letter.subject(), "-".repeat(60)));
            text.append(letter.text().strip()).append('\n');
            Matcher style = STYLE.matcher(letter.html());
            while (style.find()) {
                styles.add(style.group());
            }
            parts.append(
                    "\n<hr>\n<h2 style=\"font-size:20px;\">%d. %s</h2>\n".formatted(i + 1, escaped(letter.subject())));
            parts.append(body(letter, i + 1, pictures));
        }
        String html = """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta name="color-scheme" content="light dark"><title>%s</title>%s</head>
                <body style="font-family:-apple-system,Segoe UI,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;">
                <p>%s</p>
                <ol>%s</ol>%s
                </body></html>
                """.formatted(escaped(subject), String.join("\n", styles), escaped(lead), list, parts);
        return new Letter(id(letters), last.at(), null, false, subject, text.toString(), html, pictures, List.of());
    }

    private static String id(List<Letter> letters) {
        Letter first = letters.get(0);
        String site = first.id().split("\\.")[0];
        int all = letters.stream().map(Letter::id).toList().hashCode();
        return "%s.%s.%s-%08x".formatted(site, KIND, IN_ID.format(first.at().atZone(ZoneOffset.UTC)) + "z", all);
    }

    /** The inside of its page; names of pictures are made different from those of the others. */
    private static String body(Letter letter, int number, List<Picture> pictures) {
        Matcher body = BODY.matcher(letter.html());
        String inside = body.find() ? body.group(1) : letter.html();
        for (Picture picture : letter.pictures()) {
            String name = number + "-" + picture.name();
            inside = inside.replace("cid:" + picture.name() + "@pvswatch", "cid:" + name + "@pvswatch");
            pictures.add(new Picture(name, picture.png(), picture.widthPx(), picture.heightPx(), picture.alt()));
        }
        return inside;
    }

    private String when(Instant at) {
        return WHEN.format(at.atZone(zone));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
