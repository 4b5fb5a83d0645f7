package org.pvswatch.sheet;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Dates as spreadsheets count them: days since 1899-12-30, the time of day as their fraction. */
final class Serial {
    private static final long EPOCH = 25_569;
    private static final double SECONDS = Duration.ofDays(1).toSeconds();
    private static final double MILLIS = Duration.ofDays(1).toMillis();

    private Serial() {}

    /** A cell as a spreadsheet holds it: a number or text. */
    static Object of(Object cell) {
        if (cell instanceof LocalDate date) {
            return (double) (date.toEpochDay() + EPOCH);
        }
        if (cell instanceof LocalDateTime time) {
            return EPOCH + time.toEpochSecond(ZoneOffset.UTC) / SECONDS;
        }
        return cell instanceof Instant moment ? EPOCH + moment.toEpochMilli() / MILLIS : cell;
    }

    /** The key that a cell of the key column holds, {@code null} when it holds none of that kind. */
    static Object key(Object cell, Format format) {
        if (cell instanceof Number number && format == Format.DATE) {
            return date(Math.floor(number.doubleValue()));
        }
        if (cell instanceof Number number && format == Format.DATE_TIME) {
            double days = number.doubleValue() - EPOCH;
            return Math.abs(days) > 1e6 ? null : Instant.ofEpochMilli(Math.round(days * MILLIS));
        }
        if (!(cell instanceof String text) || text.isBlank()) {
            return null;
        }
        return switch (format) {
            case TEXT -> text.trim();
            case DATE -> parsed(text.trim());
            default -> null;
        };
    }

    private static LocalDate date(double serial) {
        return Math.abs(serial) > 1e6 ? null : LocalDate.ofEpochDay((long) serial - EPOCH);
    }

    private static LocalDate parsed(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
