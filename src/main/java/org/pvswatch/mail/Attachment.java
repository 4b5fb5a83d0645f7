package org.pvswatch.mail;

/**
 * A file that goes with a letter.
 *
 * @param name of the file
 * @param mediaType such as {@code text/html}
 * @param bytes its content
 */
public record Attachment(String name, String mediaType, byte[] bytes) {}
