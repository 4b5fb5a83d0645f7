package org.pvswatch.chart;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Names for the places 0, 1, 2 of an axis of numbers. */
final class Labels extends NumberFormat {
    private static final long serialVersionUID = 1;
    private static final int WEEK = 7;

    private final transient List<String> names;

    Labels(List<String> names) {
        this.names = names;
    }

    /** Days with their weekday where there are few, the others with their month. */
    static Labels of(List<LocalDate> days, Locale locale) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(days.size() <= 10 ? "EEE d" : "d MMM", locale);
        return new Labels(days.stream().map(format::format).toList());
    }

    /** Every how many places a day is named. */
    static int step(int days) {
        return days <= 10 ? 1 : WEEK * ((days + 69) / 70);
    }

    @Override
    public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
        int i = (int) Math.round(number);
        return i >= 0 && i < names.size() ? to.append(names.get(i)) : to;
    }

    @Override
    public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
        return format((double) number, to, position);
    }

    @Override
    public Number parse(String source, ParsePosition position) {
        throw new UnsupportedOperationException("labels are only written");
    }
}
