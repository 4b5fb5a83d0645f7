package org.pvswatch.letter;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How numbers, times, money and panels are spelt for one owner. What is not known is a dash. In templates it is called
 * {@code words}.
 */
public final class Words {
    /** Stands for a number that is not known. */
    public static final String UNKNOWN = "–";

    private static final double FREEZING_F = 32;

    private static final Duration A_YEAR_GOES_UNSAID = Duration.ofDays(300);

    private static final List<String> DIRECTIONS =
            List.of("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west");

    /** Languages that write 6. for the sixth. */
    private static final Set<String> WITH_A_DOT = Set.of("de", "da", "no", "nb", "nn", "fi", "cs", "sk", "sl", "hr");

    private final Map<String, String> settings;
    private final Locale locale;
    private final ZoneId zone;
    private final Map<String, String> panelNames = new LinkedHashMap<>();

    /** @param settings all settings in force; {@code site.zone}, {@code letter.*} and {@code tariff.*} count here */
    public Words(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
        this.locale = Locale.forLanguageTag(settings.get("letter.language"));
        this.zone = ZoneId.of(settings.get("site.zone"));
        for (String entry : settings.get("letter.panel-names").split(";")) {
            int colon = entry.indexOf(':');
            if (colon > 0) {
                panelNames.put(
                        entry.substring(0, colon).trim(),
                        entry.substring(colon + 1).trim());
            }
        }
    }

    /** Language of dates and numbers. */
    public Locale locale() {
        return locale;
    }

    /** Zone of the site. */
    public ZoneId zone() {
        return zone;
    }

    /** Such as {@code Tue 6 Oct 10:15}. */
    public String moment(Instant moment) {
        return format(isAmerican() ? "EEE MMM d, h:mm a" : "EEE " + dayOfMonth() + " MMM HH:mm")
                .format(moment.atZone(zone));
    }

    /** Such as {@code Tue 6 Oct 2026, 10:15}. */
    public String fullMoment(Instant moment) {
        return format(isAmerican() ? "EEE MMM d, yyyy, h:mm a" : "EEE " + dayOfMonth() + " MMM yyyy, HH:mm")
                .format(moment.atZone(zone));
    }

    /** A moment before another, with its year where that does not go without saying. */
    public String since(Instant moment, Instant now) {
        return Duration.between(moment, now).compareTo(A_YEAR_GOES_UNSAID) < 0 ? moment(moment) : fullMoment(moment);
    }

    /** Such as {@code Tue 6 Oct}. */
    public String day(LocalDate day) {
        return format(isAmerican() ? "EEE MMM d" : "EEE " + dayOfMonth() + " MMM")
                .format(day);
    }

    /** Such as {@code 6 October 2026}. */
    public String fullDay(LocalDate day) {
        return format(isAmerican() ? "MMMM d, yyyy" : dayOfMonth() + " MMMM yyyy")
                .format(day);
    }

    /** The day at the site. */
    public LocalDate dayOf(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }

    /** Such as {@code October 2026}. */
    public String month(YearMonth month) {
        return format("LLLL yyyy").format(month);
    }

    /** Such as {@code Oct}. */
    public String shortMonth(YearMonth month) {
        return month.getMonth().getDisplayName(TextStyle.SHORT_STANDALONE, locale);
    }

    /** Energy in kWh with three digits that count, such as {@code 14.2 kWh} or {@code 1,204 kWh}. */
    public String energy(Double kwh) {
        return kwh == null ? UNKNOWN : number(kwh, digits(kwh)) + " kWh";
    }

    /** The same without its unit, for tables. */
    public String kwh(Double kwh) {
        return kwh == null ? UNKNOWN : number(kwh, 2);
    }

    /** Power in kW, such as {@code 3.25 kW}. */
    public String power(Double kw) {
        return kw == null ? UNKNOWN : number(kw, 2) + " kW";
    }

    /** A part, 1 is all of it, such as {@code 93%}. */
    public String share(Double share) {
        return share(share, 0);
    }

    /** The same with decimals, such as {@code 99.8%}. */
    public String share(Double share, int decimals) {
        return share == null ? UNKNOWN : withoutMinusZero(percent(decimals).format(share));
    }

    /** A change, 0 is none, with its sign, such as {@code +3%}. */
    public String change(Double change) {
        if (change == null) {
            return UNKNOWN;
        }
        String sign = Math.round(change * 100) > 0 ? "+" : Math.round(change * 100) < 0 ? "−" : "±";
        return sign + percent(0).format(Math.abs(change));
    }

    /** A temperature given in degrees Celsius, in the unit of {@code letter.temperature}. */
    public String temperature(Double celsius) {
        if (celsius == null) {
            return UNKNOWN;
        }
        return isFahrenheit() ? number(celsius * 1.8 + FREEZING_F, 0) + " °F" : number(celsius, 0) + " °C";
    }

    /** The same for a difference, given in kelvins. */
    public String warmer(Double kelvins) {
        return kelvins == null
                ? UNKNOWN
                : isFahrenheit() ? number(kelvins * 1.8, 0) + " °F" : number(kelvins, 0) + " K";
    }

    /** An amount in {@code letter.currency}. */
    public String money(Double amount) {
        if (amount == null) {
            return UNKNOWN;
        }
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(settings.get("letter.currency")));
        return format.format(amount);
    }

    /** What a kWh drawn from the grid costs, {@code null} without a tariff. */
    public Double importPerKwh() {
        return tariff("tariff.import-per-kwh");
    }

    /** What a kWh given to the grid earns, {@code null} without a tariff. */
    public Double exportPerKwh() {
        return tariff("tariff.export-per-kwh");
    }

    /** What is lost with energy that was not produced, at the import price; {@code null} without a tariff. */
    public Double worth(Double kwh) {
        return kwh == null || importPerKwh() == null ? null : kwh * importPerKwh();
    }

    /** A number with so many decimals. */
    public String number(double number, int decimals) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return withoutMinusZero(format.format(number));
    }

    /** Such as {@code 1 panel} or {@code 3 panels}. */
    public String count(long number, String one, String many) {
        return number(number, 0) + " " + (number == 1 ? one : many);
    }

    /** A length of time in its largest unit, such as {@code 9 days}, {@code 7 hours} or {@code 20 minutes}. */
    public String span(Duration span) {
        long hours = Math.round(span.toMinutes() / 60.0);
        if (hours >= 48) {
            return count(Math.round(hours / 24.0), "day", "days");
        }
        return hours >= 2 ? count(hours, "hour", "hours") : count(span.toMinutes(), "minute", "minutes");
    }

    /** A direction in words, such as {@code south-west}. */
    public String compass(Double degrees) {
        return degrees == null ? UNKNOWN : DIRECTIONS.get((int) Math.floorMod(Math.round(degrees / 45), 8L));
    }

    /** The same, given in minutes. */
    public String minutes(Double minutes) {
        return minutes == null ? UNKNOWN : span(Duration.ofMinutes(Math.round(minutes)));
    }

    /** A panel by its serial and, if {@code letter.panel-names} knows it, its place: {@code E00123 (row 2, left)}. */
    public String panel(String serial) {
        String name = panelNames.get(serial);
        return name == null ? serial : serial + " (" + name + ")";
    }

    /** The name alone, or the end of the serial, for the rows of a picture. */
    public String shortPanel(String serial) {
        String name = panelNames.getOrDefault(serial, serial);
        return name.length() <= 14
                ? name
                : name.equals(serial) ? "…" + name.substring(name.length() - 6) : name.substring(0, 13) + "…";
    }

    private static String withoutMinusZero(String number) {
        return number.matches("-0([.,]0*)?\\D*") ? number.substring(1) : number;
    }

    private boolean isAmerican() {
        return "US".equals(locale.getCountry());
    }

    private String dayOfMonth() {
        return WITH_A_DOT.contains(locale.getLanguage()) ? "d." : "d";
    }

    private boolean isFahrenheit() {
        return "F".equals(settings.get("letter.temperature"));
    }

    private static int digits(double kwh) {
        double size = Math.abs(kwh);
        return size >= 100 ? 0 : size >= 1 ? 1 : 2;
    }

    private Double tariff(String key) {
        String price = settings.get(key);
        return price == null || price.isEmpty() ? null : Double.valueOf(price);
    }

    private NumberFormat percent(int decimals) {
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format;
    }

    private DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, locale);
    }
}
