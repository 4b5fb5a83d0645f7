package org.pvswatch.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A letter as a MIME message, which any mail program opens, and back. The same letter gives the same bytes.
 *
 * <p>Shape: {@code alternative{text, related{html, pictures}}}, within {@code mixed} when something is attached.
 */
final class LetterFormat {
    private static final String ID = "X-PVS-Watch-Letter";
    private static final String THREAD = "X-PVS-Watch-Thread";
    private static final String AT = "X-PVS-Watch-At";
    private static final String CRITICAL = "X-PVS-Watch-Critical";
    private static final String REPLACES = "X-PVS-Watch-Replaces";
    private static final String SIZE = "X-PVS-Watch-Size";
    private static final String PICTURES_OF = "@pvswatch";
    private static final String NOBODY = "pvs-watch@localhost";
    private static final Pattern PICTURE = Pattern.compile("<img\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern ALT = Pattern.compile("\\balt=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);

    private final String messageHost;
    private final MailServer server;

    /** @param messageHost right half of every message id of this house */
    LetterFormat(String messageHost, MailServer server) {
        this.messageHost = messageHost;
        this.server = server;
    }

    /** The message to all recipients of the settings, as it would be kept or sent. */
    OutgoingMessage message(Letter letter, List<String> replaces) throws MessagingException {
        OutgoingMessage message = new OutgoingMessage();
        message.setHeader("Message-ID", messageId(letter.id()));
        message.setSentDate(Date.from(letter.at()));
        InternetAddress from = new InternetAddress(server.from().isEmpty() ? NOBODY : server.from());
        message.setHeader("From", "PVS Watch <" + from.getAddress() + ">");
        String to = String.join(",", server.recipients());
        message.setHeader("To", to.isEmpty() ? NOBODY : to);
        message.setSubject(oneLine(letter.subject()), "UTF-8");
        message.setHeader("MIME-Version", "1.0");
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        message.setHeader(ID, letter.id());
        message.setHeader(AT, letter.at().toString());
        if (letter.critical()) {
            message.setHeader(CRITICAL, "yes");
        }
        if (!replaces.isEmpty()) {
            message.setHeader(REPLACES, String.join("\r\n ", replaces));
        }
        if (letter.thread() != null && !letter.thread().equals(letter.id())) {
            message.setHeader(THREAD, letter.thread());
            message.setHeader("In-Reply-To", messageId(letter.thread()));
            message.setHeader("References", messageId(letter.thread()));
        }
        MimeMultipart body = alternative(letter);
        if (!letter.attachments().isEmpty()) {
            MimeBodyPart both = new MimeBodyPart();
            both.setContent(body);
            body = new Parts("mixed", letter.id());
            body.addBodyPart(both);
            for (Attachment attachment : letter.attachments()) {
                body.addBodyPart(binary(
                        attachment.bytes(), attachment.mediaType(), Part.ATTACHMENT, oneLine(attachment.name())));
            }
        }
        message.setContent(body);
        message.saveChanges();
        return message;
    }

    String messageId(String letterId) {
        return "<" + letterId + "@" + messageHost + ">";
    }

    /** The bytes of a file of its own. */
    byte[] bytes(Letter letter, List<String> replaces) throws IOException {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            message(letter, replaces).writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException e) {
            throw new IOException("the letter " + letter.id() + " cannot be written as a mail: " + e.getMessage(), e);
        }
    }

    /**
     * What the first lines of a letter's file tell.
     *
     * @param hasAttachments whether something is attached
     * @param replaces ids of the letters that it stands for
     */
    record Head(String id, String subject, boolean critical, boolean hasAttachments, List<String> replaces) {}

    /** The first lines only: there may be many letters, and large ones. @throws IOException when it is no letter of ours */
    static Head head(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            InternetHeaders headers = new InternetHeaders(in);
            String id = headers.getHeader(ID, null);
            if (id == null || headers.getHeader("Content-Type", null) == null) {
                throw new IOException("it is no letter of ours");
            }
            return new Head(
                    id,
                    MimeUtility.decodeText(MimeUtility.unfold(headers.getHeader("Subject", null))),
                    headers.getHeader(CRITICAL) != null,
                    headers.getHeader("Content-Type", null).startsWith("multipart/mixed"),
                    ids(headers.getHeader(REPLACES, null)));
        } catch (MessagingException e) {
            throw new IOException("it cannot be read as a mail: " + e.getMessage(), e);
        }
    }

    private static List<String> ids(String header) {
        return header == null ? List.of() : List.of(header.trim().split("\\s+"));
    }

    /** A letter and the ids of those it stands for. */
    record Kept(Letter letter, List<String> replaces) {}

    /** The letter in such bytes. @throws IOException when it is no letter of ours */
    Kept read(byte[] bytes) throws IOException {
        try {
            MimeMessage message = new MimeMessage(null, new ByteArrayInputStream(bytes));
            String id = message.getHeader(ID, null);
            String at = message.getHeader(AT, null);
            if (id == null || at == null) {
                throw new IOException("it is no letter of ours");
            }
            Gathered found = new Gathered();
            found.take(message);
            Letter letter = new Letter(
                    id,
                    Instant.parse(at),
                    message.getHeader(THREAD, null),
                    message.getHeader(CRITICAL) != null,
                    message.getSubject(),
                    found.text,
                    found.html,
                    found.pictures,
                    found.attachments);
            return new Kept(letter, ids(message.getHeader(REPLACES, null)));
        } catch (MessagingException e) {
            throw new IOException("it cannot be read as a mail: " + e.getMessage(), e);
        }
    }

    /** The same words alone, for a server to which it was too large. */
    static Letter withoutPictures(Letter letter) {
        Matcher picture = PICTURE.matcher(letter.html());
        String html = picture.replaceAll(found -> {
            Matcher alt = ALT.matcher(found.group());
            return Matcher.quoteReplacement(alt.find() ? "<em>" + alt.group(1) + "</em>" : "");
        });
        return new Letter(
                letter.id(),
                letter.at(),
                letter.thread(),
                letter.critical(),
                letter.subject(),
                letter.text(),
                html,
                List.of(),
                List.of());
    }

    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").trim();
    }

    private static String wire(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n");
    }

    private static MimeMultipart alternative(Letter letter) throws MessagingException {
        MimeMultipart alternative = new Parts("alternative", letter.id());
        MimeBodyPart text = new MimeBodyPart();
        text.setText(wire(letter.text()), "UTF-8");
        alternative.addBodyPart(text);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(wire(letter.html()), "UTF-8", "html");
        if (letter.pictures().isEmpty()) {
            alternative.addBodyPart(html);
            return alternative;
        }
        MimeMultipart related = new Parts("related", letter.id());
        related.addBodyPart(html);
        for (Picture picture : letter.pictures()) {
            MimeBodyPart part = binary(picture.png(), "image/png", Part.INLINE, picture.name() + ".png");
            part.setContentID("<" + picture.name() + PICTURES_OF + ">");
            part.setDescription(oneLine(picture.alt()), "UTF-8");
            part.setHeader(SIZE, picture.widthPx() + "x" + picture.heightPx());
            related.addBodyPart(part);
        }
        MimeBodyPart both = new MimeBodyPart();
        both.setContent(related);
        alternative.addBodyPart(both);
        return alternative;
    }

    private static MimeBodyPart binary(byte[] bytes, String mediaType, String disposition, String name)
            throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, known(mediaType))));
        part.setHeader("Content-Transfer-Encoding", "base64");
        part.setDisposition(disposition);
        part.setFileName(name);
        return part;
    }

    private static String known(String mediaType) {
        try {
            return new ContentType(oneLine(mediaType)).toString();
        } catch (ParseException e) {
            return "application/octet-stream";
        }
    }

    /** What a message holds, whatever its shape. */
    private static final class Gathered {
        private final List<Picture> pictures = new ArrayList<>();
        private final List<Attachment> attachments = new ArrayList<>();
        private String text = "";
        private String html = "";

        void take(Part part) throws MessagingException, IOException {
            String contentId = part instanceof MimeBodyPart mime ? mime.getContentID() : null;
            if (part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    BodyPart each = parts.getBodyPart(i);
                    take(each);
                }
            } else if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
                String mediaType = new ContentType(part.getContentType()).getBaseType();
                attachments.add(new Attachment(MimeUtility.decodeText(part.getFileName()), mediaType, bytes(part)));
            } else if (contentId != null) {
                String name = contentId.substring(1).replace(PICTURES_OF + ">", "");
                String[] size = part.getHeader(SIZE)[0].split("x");
                pictures.add(new Picture(
                        name,
                        bytes(part),
                        Integer.parseInt(size[0]),
                        Integer.parseInt(size[1]),
                        part.getDescription()));
            } else if (part.isMimeType("text/html")) {
                html = words(part);
            } else {
                text = words(part);
            }
        }

        private static String words(Part part) throws MessagingException, IOException {
            return new String(bytes(part), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }

        private static byte[] bytes(Part part) throws MessagingException, IOException {
            try (InputStream in = part.getInputStream()) {
                return in.readAllBytes();
            }
        }
    }

    /** A multipart whose boundary follows from the letter. */
    private static final class Parts extends MimeMultipart {
        Parts(String subtype, String letterId) {
            super(subtype);
            ParameterList boundary = new ParameterList();
            boundary.set("boundary", "=_" + subtype + "_" + Integer.toHexString(letterId.hashCode()));
            contentType = new ContentType("multipart", subtype, boundary).toString();
        }
    }
}
