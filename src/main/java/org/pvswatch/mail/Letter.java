package org.pvswatch.mail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A mail before it has sender and recipients.
 *
 * @param id stable: the same news has the same id after a restart or a replay; lower-case letters, digits, dots and dashes
 * @param at when it became news, UTC
 * @param thread id of the first letter of its thread, {@code null} when it begins one
 * @param critical not merged with others and not held back
 * @param subject one line that stands alone
 * @param text plain text, says the same as {@code html}
 * @param html a whole HTML document; refers to a picture as {@code cid:<name>@pvswatch}
 * @param pictures shown within the text
 * @param attachments files to keep
 */
public record Letter(
        String id,
        Instant at,
        String thread,
        boolean critical,
        String subject,
        String text,
        String html,
        List<Picture> pictures,
        List<Attachment> attachments) {

    /** Copies the lists. */
    public Letter {
        pictures = List.copyOf(pictures);
        attachments = List.copyOf(attachments);
    }

    /** The same with one file more. */
    public Letter with(Attachment attachment) {
        List<Attachment> all = new ArrayList<>(attachments);
        all.add(attachment);
        return new Letter(id, at, thread, critical, subject, text, html, pictures, all);
    }
}
