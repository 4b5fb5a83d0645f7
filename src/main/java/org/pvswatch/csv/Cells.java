package org.pvswatch.csv;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The cells of one row, written so that a spreadsheet reads dates as dates and numbers as numbers; an absent value is an
 * empty cell.
 */
final class Cells {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private final List<String> cells = new ArrayList<>();

    Cells text(String value) {
        cells.add(value == null ? "" : value);
        return this;
    }

    /** A constant in lower case, with blanks. */
    Cells words(Enum<?> constant) {
        return text(constant.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    Cells localTime(Instant moment, ZoneId zone) {
        return text(moment == null ? null : LOCAL.format(moment.atZone(zone)));
    }

    Cells localDate(Instant moment, ZoneId zone) {
        return text(moment.atZone(zone).toLocalDate().toString());
    }

    /** The offset from UTC as a sign, hours and minutes; tells apart the two same hours of an autumn night. */
    Cells utcOffset(Instant moment, ZoneId zone) {
        String id = ZonedDateTime.ofInstant(moment, zone).getOffset().getId();
        return text("Z".equals(id) ? "+00:00" : id);
    }

    Cells number(Double value, int decimals) {
        return text(
                value == null ? null : stripped(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP)));
    }

    Cells whole(long value) {
        return text(Long.toString(value));
    }

    List<String> list() {
        return cells;
    }

    private static String stripped(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
