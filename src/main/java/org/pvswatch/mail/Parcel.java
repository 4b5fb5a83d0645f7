package org.pvswatch.mail;

import jakarta.mail.internet.MimeMessage;
import java.util.List;

/**
 * A letter on its way to one recipient.
 *
 * @param letter what goes
 * @param file its file; of old news that was put together it is not there before the server is ready to take it
 * @param replaces ids of the letters that it stands for
 * @param recipient who gets it
 * @param message what the mail server is given
 */
public record Parcel(Letter letter, Waiting file, List<String> replaces, String recipient, MimeMessage message) {}
