package org.pvswatch.setup;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place of the earth.
 *
 * @param name in words such as {@code Sacramento, California, United States}; empty for bare coordinates
 * @param latitude degrees north, -90 to 90, as text with at most four decimals
 * @param longitude degrees east, -180 to 180, likewise
 * @param zone IANA name of its time zone; empty when not known
 */
public record Town(String name, String latitude, String longitude, String zone) {
    private static final Pattern COORDINATES = Pattern.compile(
            "([+-]?\\d{1,3}(?:\\.\\d+)?)°?\\s*([NSns])?\\s*[,; ]\\s*([+-]?\\d{1,3}(?:\\.\\d+)?)°?\\s*([EWew])?");
    private static final int DECIMALS = 4; // eleven metres

    /** Whether an answer means coordinates and no town. */
    public static boolean isCoordinates(String answer) {
        return COORDINATES.matcher(answer.strip()).matches();
    }

    /**
     * Reads {@code 38.58, -121.49} or {@code 38.58 N 121.49 W}.
     *
     * @throws UnclearAnswerException when they are none, or are of no place on the earth
     */
    public static Town at(String answer) throws UnclearAnswerException {
        Matcher found = COORDINATES.matcher(answer.strip());
        if (!found.matches()) {
            throw new UnclearAnswerException("'" + answer.strip()
                    + "' are no coordinates; write degrees north and east, such as 38.58, -121.49");
        }
        BigDecimal north = signed(found.group(1), found.group(2), "S");
        BigDecimal east = signed(found.group(3), found.group(4), "W");
        if (north.abs().intValue() > 90
                || north.abs().doubleValue() > 90
                || east.abs().doubleValue() > 180) {
            throw new UnclearAnswerException(
                    "'" + answer.strip()
                            + "' is no place on the earth; first degrees north (-90 to 90), then degrees east (west is negative)");
        }
        return new Town("", degrees(north), degrees(east), "");
    }

    private static BigDecimal signed(String number, String side, String negative) {
        BigDecimal degrees = new BigDecimal(number);
        return side != null && side.toUpperCase(Locale.ROOT).equals(negative) ? degrees.negate() : degrees;
    }

    static String degrees(BigDecimal degrees) {
        BigDecimal rounded = degrees.setScale(Math.min(DECIMALS, Math.max(0, degrees.scale())), RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
