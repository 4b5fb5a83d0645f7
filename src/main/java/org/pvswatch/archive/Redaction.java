package org.pvswatch.archive;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    private static final int QUOTATION = 80;
    private static final String LIST_VALUE = "\"value\"";
    private static final int LONGEST_NAME = 200;

    /** What follows a value; the comma first. */
    private static final String ENDS = ",}]";

    /** What numbers, {@code true}, {@code false} and {@code null} are made of. */
    private static final String BARE = "0123456789+-.eEtrufalsn";

    /** Ends of the names of secrets, in lower case, by their last letter: this is asked at every quote of an answer. */
    private static final Map<Character, List<String>> SECRET_NAMES = Stream.of(
                    "wpa_key", "passphrase", "password", "passwd", "psk", "private_key", "session")
            .collect(Collectors.groupingBy(name -> name.charAt(name.length() - 1)));

    private static final boolean[] LAST_LETTERS = lastLetters();

    private static final Pattern SUPERVISOR_SERIAL =
            Pattern.compile("(?<![0-9A-Za-z])(Z[TW][0-9A-Z]{2})[0-9A-Za-z]{6,}");

    /** A supervisor's serial without its last five characters; its meters may share the last four, before their letter. */
    private static final Pattern WHOLE_SERIAL = Pattern.compile(
            "(?<![0-9A-Za-z])(?:(Z[TW][0-9A-Z]{7,})[0-9A-Za-z]{5}|(PVS[0-9]M[0-9A-Z]{2,})[0-9A-Z]{4}([pc]))"
                    + "(?![0-9A-Za-z])");

    /** The end of such a serial whose beginning was damaged; not the T of a time. */
    private static final Pattern SERIAL_END = Pattern.compile("(?<=\\d{3})[A-SU-Z]\\d{4}");

    /** A key in the query of an address. */
    private static final Pattern KEY_IN_ADDRESS = Pattern.compile("(?i)\\b(appid=)[^&\\s]+");

    /** Blanks, half characters, and what moves a terminal's cursor or turns its text around. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zs}\\p{Zl}\\p{Zp}]+");

    private Redaction() {}

    /**
     * The answer without its secrets; every other character stays as it was received.
     *
     * @param answer text of a device answer, need not be valid JSON
     */
    public static String withoutSecrets(String answer) {
        StringBuilder clean = null;
        int copied = 0;
        for (int quote = answer.indexOf('"'); quote >= 0; quote = answer.indexOf('"', quote + 1)) {
            if (endsASecretName(answer, quote)) {
                int value = valueAfter(answer, quote);
                if (value >= copied && value < answer.length()) {
                    clean = clean == null ? new StringBuilder(answer.length()) : clean;
                    clean.append(answer, copied, value)
                            .append('"')
                            .append(REMOVED)
                            .append('"');
                    copied = endOfValue(answer, value);
                    quote = copied - 1;
                }
            }
        }
        return clean == null
                ? answer
                : clean.append(answer, copied, answer.length()).toString();
    }

    /**
     * The answer with the ends of the serials of its supervisor and of that one's meters taken out; the name of the PVS
     * stands there instead, so that two PVSs of a site stay apart.
     *
     * @param answer text of a device answer
     * @param pvs name of the PVS that gave it
     */
    public static String withoutSerialEnds(String answer, String pvs) {
        Matcher serial = WHOLE_SERIAL.matcher(answer);
        StringBuilder clean = null;
        int copied = 0;
        while (serial.find()) {
            int kept = Math.max(serial.end(1), serial.end(2));
            clean = clean == null ? new StringBuilder(answer.length()) : clean;
            clean.append(answer, copied, kept).append('-').append(pvs);
            copied = serial.start(3) < 0 ? serial.end() : serial.start(3);
        }
        return clean == null
                ? answer
                : clean.append(answer, copied, answer.length()).toString();
    }

    private static boolean endsASecretName(String text, int quote) {
        if (quote == 0 || text.charAt(quote - 1) >= LAST_LETTERS.length || !LAST_LETTERS[text.charAt(quote - 1)]) {
            return false;
        }
        for (String name : SECRET_NAMES.get(Character.toLowerCase(text.charAt(quote - 1)))) {
            if (text.regionMatches(true, quote - name.length(), name, 0, name.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean[] lastLetters() {
        boolean[] last = new boolean[128];
        SECRET_NAMES.keySet().forEach(letter -> {
            last[letter] = true;
            last[Character.toUpperCase(letter)] = true;
        });
        return last;
    }

    /**
     * Where the value of a name begins: behind its colon, or in the list form behind the next member; where a colon was
     * damaged, with whatever stands there. -1 for none.
     */
    private static int valueAfter(String text, int quote) {
        int next = skipBlanks(text, quote + 1);
        if (next == text.length() || ENDS.indexOf(text.charAt(next)) > 0) {
            return -1;
        }
        if (text.charAt(next) == ',') {
            int member = skipBlanks(text, next + 1);
            if (!text.startsWith(LIST_VALUE, member)) {
                return endsAVariable(text, quote) ? member : -1;
            }
            next = skipBlanks(text, member + LIST_VALUE.length());
        }
        return next < text.length() && text.charAt(next) == ':' ? skipBlanks(text, next + 1) : next;
    }

    /** Whether the string that ends here is the name of a variable, which begins with a slash. */
    private static boolean endsAVariable(String text, int quote) {
        int open = quote - 1;
        while (open > 0 && quote - open < LONGEST_NAME && text.charAt(open) != '"') {
            open--;
        }
        return text.startsWith("\"/", open);
    }

    /** Where a value ends, be it text, a bare word or a structure; the end of a text that was cut. */
    private static int endOfValue(String text, int value) {
        char first = text.charAt(value);
        if (first == '"') {
            return endOfText(text, value + 1, ENDS);
        }
        if (first == '{' || first == '[') {
            return endOfStructure(text, value);
        }
        int end = value;
        while (end < text.length() && BARE.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        boolean bare =
                end == text.length() || ENDS.indexOf(text.charAt(end)) >= 0 || Character.isWhitespace(text.charAt(end));
        return bare ? end : endOfText(text, value, ENDS);
    }

    /** Behind the quote that something follows which may follow a value: varserver escapes no quote inside. */
    private static int endOfText(String text, int from, String ends) {
        int end = from;
        while (end < text.length()) {
            if (text.charAt(end) == '"') {
                int next = skipBlanks(text, end + 1);
                if (next == text.length() || ends.indexOf(text.charAt(next)) >= 0) {
                    return end + 1;
                }
            }
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return text.length();
    }

    private static int endOfStructure(String text, int from) {
        int depth = 0;
        int end = from;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == '"') {
                end = endOfText(text, end + 1, ENDS + ":");
                continue;
            }
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            end++;
            if (depth == 0) {
                return end;
            }
        }
        return text.length();
    }

    private static int skipBlanks(String text, int from) {
        int next = from;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next;
    }

    /** A quotation of device text that is safe to log or mail: {@link #safe safe}, and at most 80 characters. */
    public static String quotable(String text) {
        String line = safe(text);
        if (line.length() <= QUOTATION) {
            return line;
        }
        int end = QUOTATION - 3;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "...";
    }

    /** A text on one line that shows no secret; serials of supervisors are cut to their first four characters. */
    public static String safe(String text) {
        String line = UNPRINTABLE.matcher(withoutSecrets(text)).replaceAll(" ").trim();
        line = KEY_IN_ADDRESS.matcher(line).replaceAll("$1...");
        line = SUPERVISOR_SERIAL.matcher(line).replaceAll("$1...");
        return SERIAL_END.matcher(line).replaceAll("...");
    }
}
