package org.pvswatch.archive;

import java.util.regex.Pattern;

/**
 * Takes secrets out of device answers and of text for people.
 *
 * <p>A PVS tells its Wi-Fi key to whoever asks, and the last five characters of its serial are its password. The key
 * never reaches the archive; the serial does (it is the device's identity and the archive is the owner's), but no log,
 * mail or error text shows its tail. Thread-safe.
 */
public final class Redaction {
    /** What stands where a secret stood. */
    public static final String REMOVED = "(removed)";

    private static final String SECRET_NAME =
            "\"[^\"]{0,80}(?:wpa_key|passphrase|password|passwd|psk|private_key|session)\"";
    private static final String VALUE = "(?:\"[^\"\\\\]*+(?:\\\\(?s:.)[^\"\\\\]*+)*+(?:\"|\\\\?\\z)|[^\",}\\]\\s]+)";
    private static final Pattern OBJECT_FORM =
            Pattern.compile("(" + SECRET_NAME + "\\s*:\\s*)" + VALUE, Pattern.CASE_INSENSITIVE);
    private static final Pattern LIST_FORM = Pattern.compile(
            "(\"name\"\\s*:\\s*" + SECRET_NAME + "\\s*,\\s*\"value\"\\s*:\\s*)" + VALUE, Pattern.CASE_INSENSITIVE);
    private static final Pattern SUPERVISOR_SERIAL =
            Pattern.compile("(?<![0-9A-Za-z])(Z[TW][0-9A-Z]{2})[0-9A-Za-z]{6,}");

    private Redaction() {}

    /**
     * The answer without its secrets; every other character stays as it was received.
     *
     * @param answer text of a device answer, need not be valid JSON
     */
    public static String withoutSecrets(String answer) {
        String replacement = "$1\"" + REMOVED + "\"";
        String text = OBJECT_FORM.matcher(answer).replaceAll(replacement);
        return LIST_FORM.matcher(text).replaceAll(replacement);
    }

    /**
     * A short quotation that is safe to log or mail: one line, at most 80 characters, serials of supervisors cut to
     * their first four characters.
     */
    public static String quotable(String text) {
        String line = SUPERVISOR_SERIAL
                .matcher(withoutSecrets(text))
                .replaceAll("$1...")
                .replaceAll("\\s+", " ")
                .trim();
        return line.length() <= 80 ? line : line.substring(0, 77) + "...";
    }
}
