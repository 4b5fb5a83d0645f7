package org.pvswatch.find;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pvswatch.archive.Redaction;

/**
 * Who a PVS is, by its answer to {@code /cgi-bin/dl_cgi/supervisor/info}, which every firmware gives without a login.
 * Immutable; its text shows no password.
 *
 * @param serial 19 characters as printed on the box, never blank; the last five are the password
 * @param model such as {@code PVS6}; empty if it gave none
 * @param firmware such as {@code 2025.06, Build 61839}, as given; empty if it gave none
 * @param build number of the firmware; null if none can be read. A PVS5 counts otherwise than a PVS6
 */
public record SupervisorInfo(String serial, String model, String firmware, Integer build) {
    /** First build of a PVS6 that logs in. Source: the vendor's interface description; a 61839 was seen open. */
    private static final int FIRST_LOGIN_PVS6 = 61_840;

    /** First build of a PVS5 that logs in. Source: the vendor's client. */
    private static final int FIRST_LOGIN_PVS5 = 5_408;

    private static final int SHOWN_BUT = 5;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build();
    private static final Pattern WORD_BUILD = Pattern.compile("(?i)\\bbuild\\s+(\\d{1,9})(?!\\d)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /**
     * Reads an answer.
     *
     * @return empty when it is not the answer of a PVS that knows its serial
     */
    public static Optional<SupervisorInfo> of(String answer) {
        try {
            JsonNode root = JSON.readTree(answer);
            JsonNode supervisor = root.path("supervisor");
            String serial = text(supervisor, "SERIAL");
            if (serial.isEmpty() || !root.path("result").asText("succeed").equals("succeed")) {
                return Optional.empty();
            }
            String firmware = text(supervisor, "SWVER");
            Integer build = buildOf(text(supervisor, "BUILD"));
            return Optional.of(new SupervisorInfo(
                    serial, text(supervisor, "MODEL"), firmware, build == null ? buildOf(firmware) : build));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // a page of HTML is not a PVS
        }
    }

    /**
     * The build in a firmware's name: {@code 2025.06, Build 61839}, {@code 2025.09.04.61845}, {@code 0.0.25.5408} or the
     * bare number.
     *
     * @return null when there is none, as in {@code 2025.06}
     */
    public static Integer buildOf(String firmware) {
        Matcher named = WORD_BUILD.matcher(firmware);
        if (named.find()) {
            return Integer.valueOf(named.group(1));
        }
        String[] parts = firmware.trim().split("\\.", -1);
        String last = parts[parts.length - 1];
        // two parts are year and month
        return parts.length != 2 && NUMBER.matcher(last).matches() ? Integer.valueOf(last) : null;
    }

    /** Whether this firmware should ask for a login and speak varserver; only asking it makes sure. */
    public boolean expectsLogin() {
        boolean pvs5 = model.toUpperCase(Locale.ROOT).contains("PVS5");
        return build != null && build >= (pvs5 ? FIRST_LOGIN_PVS5 : FIRST_LOGIN_PVS6);
    }

    /** The serial for people's eyes: its end, which is the password, hidden. */
    public String shownSerial() {
        return shown(serial);
    }

    /** A serial without its end. */
    public static String shown(String serial) {
        String begin = serial.substring(0, Math.max(0, serial.length() - SHOWN_BUT));
        return begin.replaceAll("[^0-9A-Za-z-]", "?") + "*".repeat(SHOWN_BUT);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText("").trim();
    }

    @Override
    public String toString() {
        return Redaction.quotable(model) + " " + shownSerial() + ", " + Redaction.quotable(firmware);
    }
}
