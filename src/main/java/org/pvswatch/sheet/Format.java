package org.pvswatch.sheet;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How the values of a column are shown; the same pattern for Google and for a file. */
public enum Format {
    /** Text as it is, never a formula. */
    TEXT("TEXT", "@", -1),
    /** A day. */
    DATE("DATE", "yyyy-mm-dd", -1),
    /** A local date and time. */
    DATE_TIME("DATE_TIME", "yyyy-mm-dd hh:mm", -1),
    /** A count. */
    WHOLE("NUMBER", "0", 0),
    /** A number with one decimal. */
    ONE("NUMBER", "0.0", 1),
    /** A number with two decimals. */
    TWO("NUMBER", "0.00", 2),
    /** A share, 1 is all. */
    SHARE("PERCENT", "0%", 3);

    private final String type;
    private final String pattern;
    private final int decimals;

    Format(String type, String pattern, int decimals) {
        this.type = type;
        this.pattern = pattern;
        this.decimals = decimals;
    }

    /** The kind of number format, as Google names it. */
    public String type() {
        return type;
    }

    /** The pattern, as all spreadsheets have it. */
    public String pattern() {
        return pattern;
    }

    /** Rounded to what is written; {@code null} stays {@code null}. */
    Double rounded(Double value) {
        if (value == null || value.isNaN() || value.isInfinite()) {
            return null;
        }
        return BigDecimal.valueOf(value)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .doubleValue()
                + 0.0; // and no -0
    }
}
