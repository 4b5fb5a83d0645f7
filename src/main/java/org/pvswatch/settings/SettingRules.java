package org.pvswatch.settings;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pvswatch.archive.RawAnswer;
import org.quartz.CronExpression;

/** What each key may hold; a rule answers with the mend, or with nothing when the value is good. */
final class SettingRules {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    static final Pattern POSTGRESQL =
            Pattern.compile("jdbc:postgresql://[^/@?\\s]+/[^/@?\\s]+(\\?(?!(.*&)?(?i:user|password)=)[^\\s]*)?");
    private static final Pattern FINGERPRINTS = Pattern.compile("(?i)([0-9a-f:]{64,95}([ ,]+|$))*");
    private static final Pattern SPREADSHEET = Pattern.compile(
            "(https://docs\\.google\\.com/spreadsheets/(u/\\d+/)?d/[A-Za-z0-9_-]+(/.*)?|[A-Za-z0-9_-]*)");
    private static final int LARGEST_PORT = 65_535;
    private static final Pattern ROUTES =
            Pattern.compile("((direct|seda):[A-Za-z0-9-]+(\\s*,\\s*(direct|seda):[A-Za-z0-9-]+)*)?");

    private static final Map<String, Function<String, Optional<String>>> OWN = Map.ofEntries(
            Map.entry("site.zone", SettingRules::zone),
            Map.entry("site.latitude", number(-90, 90, "degrees north")),
            Map.entry("site.longitude", number(-180, 180, "degrees east, west is negative")),
            Map.entry("site.id", SettingRules::name),
            Map.entry("site.tilt-degrees", number(0, 90, "degrees")),
            Map.entry("site.azimuth-degrees", number(0, 360, "degrees of the compass")),
            Map.entry("site.groups", SettingRules::sets),
            Map.entry("site.circuits", SettingRules::sets),
            Map.entry("pvs.url", SettingRules::anyAddresses),
            Map.entry("pvs.api", oneOf("auto", "legacy", "varserver")),
            Map.entry("pvs.id", each(SettingRules::pvsName)),
            Map.entry("pvs.poll-cron", SettingRules::cron),
            Map.entry("pvs.jitter-ms", whole(0, 240_000, "milliseconds")),
            Map.entry("pvs.night-minutes", whole(0, 720, "minutes")),
            Map.entry("pvs.search-after", whole(0, 1_000, "polls")),
            Map.entry("pvs.connect-timeout-ms", whole(100, 600_000, "milliseconds")),
            Map.entry("pvs.limit-ms", whole(100, 600_000, "milliseconds")),
            Map.entry("pvs.device-list-limit-ms", whole(100, 600_000, "milliseconds")),
            Map.entry("pvs.accept-certificate", SettingRules::fingerprints),
            Map.entry("archive.serials", oneOf("masked", "whole")),
            Map.entry("archive.pack-cron", SettingRules::cron),
            Map.entry("disk.reserve-mb", whole(0, 10_000_000, "megabytes")),
            Map.entry("place.url", SettingRules::address),
            Map.entry("reading.stale-minutes", whole(15, 1440, "minutes")),
            Map.entry("inverter.rated-kw", number(0, 100, "kilowatts")),
            Map.entry("history.url", SettingRules::database),
            Map.entry("history.user", SettingRules::user),
            Map.entry("history.password-file", value -> Optional.empty()),
            Map.entry("report.cron", SettingRules::cron),
            Map.entry("report.catch-up-months", whole(1, 24, "months")),
            Map.entry("report.workbook", oneOf("true", "false")),
            Map.entry("poll.sinks", SettingRules::routes),
            Map.entry("sinks.cron", SettingRules::cron),
            Map.entry("reading.feeds", SettingRules::routes),
            Map.entry("sheets.spreadsheet-id", SettingRules::spreadsheet),
            Map.entry("sheets.key-file", value -> Optional.empty()),
            Map.entry("sheets.minutes", whole(1, 1440, "minutes")),
            Map.entry("sheets.overview", oneOf("true", "false")),
            Map.entry("sheets.pause-ms", whole(0, 60_000, "milliseconds")),
            Map.entry("sheets.root-url", SettingRules::address),
            Map.entry("routes.own", value -> Optional.empty()),
            Map.entry("routes.off", SettingRules::dispensable));

    /** Routes that the watch can live without. */
    private static final Set<String> DISPENSABLE = new TreeSet<>(Set.of(
            "ask-mqtt",
            "ask-weather",
            "close-day",
            "feed-mqtt",
            "find-pvs",
            "judge-faults",
            "pack-archive",
            "pack-nightly",
            "poll-weather",
            "report-due",
            "report-monthly",
            "send-mail",
            "sink-alert",
            "sink-csv",
            "sink-sheets",
            "feed-heartbeat",
            "tell-outlets"));

    private static final Map<String, Function<String, Optional<String>>> RULES = new HashMap<>(OWN);

    static {
        RULES.putAll(FaultRules.RULES);
        RULES.putAll(LetterRules.RULES);
        RULES.putAll(MailRules.RULES);
        RULES.putAll(OutletRules.RULES);
        RULES.putAll(WeatherRules.RULES);
        RULES.putAll(CopyRules.RULES);
    }

    private SettingRules() {}

    /** The keys that have a rule; a test holds them against the shipped file. */
    static Set<String> keys() {
        return RULES.keySet();
    }

    /**
     * Checks one value.
     *
     * @return what to write instead, or empty when the value is good
     */
    static Optional<String> mend(String key, String value) {
        Function<String, Optional<String>> rule = RULES.get(key);
        return rule == null ? Optional.empty() : rule.apply(value);
    }

    private static Optional<String> zone(String value) {
        try {
            if (!value.isEmpty()) {
                ZoneId.of(value);
                return Optional.empty();
            }
        } catch (DateTimeException e) {
            // falls through to the mend
        }
        return Optional.of("write an IANA zone such as America/Los_Angeles");
    }

    /** {@code south: E001 E002; west: E003} */
    private static Optional<String> sets(String value) {
        return value.isEmpty() || value.matches("[^:;]+:[^:;]+(;[^:;]+:[^:;]+)*;?")
                ? Optional.empty()
                : Optional.of("write a name, a colon and serials, and a semicolon before the next name");
    }

    private static Optional<String> name(String value) {
        return NAME.matcher(value).matches()
                ? Optional.empty()
                : Optional.of("use 1 to 40 lower-case letters, digits and dashes, a letter first");
    }

    /** Archived answers are told apart by their source. */
    static Optional<String> pvsName(String value) {
        return RawAnswer.WEATHER.equals(value)
                ? Optional.of("write another name, the answers of the weather service have this one")
                : name(value);
    }

    static Optional<String> address(String value) {
        try {
            URI uri = URI.create(value);
            boolean good = ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPort() <= LARGEST_PORT
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null
                    && !value.endsWith("/");
            if (good) {
                return Optional.empty();
            }
        } catch (IllegalArgumentException e) {
            // falls through to the mend
        }
        return Optional.of(
                "write an address such as http://192.168.1.20, without a slash, a user or a query at its end");
    }

    /** Empty where there is no PVS; {@link Settings} sees to it that there is something else then. */
    private static Optional<String> anyAddresses(String value) {
        return value.isEmpty()
                ? Optional.empty()
                : each(SettingRules::anyAddress).apply(value);
    }

    /** An address of which the program finds out the scheme. */
    private static Optional<String> anyAddress(String value) {
        return address(value.contains("://") ? value : "http://" + value)
                .map(mend -> mend.replace("such as http://192.168.1.20", "such as 192.168.1.20 or https://pvs:8443"));
    }

    /** A list separated by commas. */
    static Function<String, Optional<String>> each(Function<String, Optional<String>> rule) {
        return value -> Arrays.stream(value.split(",", -1))
                .map(String::trim)
                .map(rule)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> database(String value) {
        return value.isEmpty() || POSTGRESQL.matcher(value).matches()
                ? Optional.empty()
                : Optional.of(
                        "leave it empty for history.db in the data folder, or write jdbc:postgresql://host:port/database"
                                + " without a user or password, which have their own keys");
    }

    private static Optional<String> spreadsheet(String value) {
        return SPREADSHEET.matcher(value).matches()
                ? Optional.empty()
                : Optional.of("copy the address of the spreadsheet from the browser, or leave it empty for none");
    }

    static Optional<String> user(String value) {
        return value.isEmpty() || value.length() > 63
                ? Optional.of("write the name of a PostgreSQL user, at most 63 characters")
                : Optional.empty();
    }

    private static Optional<String> fingerprints(String value) {
        return FINGERPRINTS.matcher(value).matches()
                ? Optional.empty()
                : Optional.of("write the 64 hexadecimal digits that the warning tells");
    }

    static Optional<String> cron(String value) {
        return CronExpression.isValidExpression(value)
                ? Optional.empty()
                : Optional.of("write a Quartz cron of six or seven fields such as '20 0/5 * * * ?'");
    }

    private static Optional<String> routes(String value) {
        return ROUTES.matcher(value).matches()
                ? Optional.empty()
                : Optional.of("write direct:... or seda:... names, separated by commas");
    }

    private static Optional<String> dispensable(String value) {
        boolean good = value.isEmpty()
                || Arrays.stream(value.split(",", -1)).map(String::trim).allMatch(DISPENSABLE::contains);
        return good
                ? Optional.empty()
                : Optional.of("the watch can live without these only: " + String.join(", ", DISPENSABLE));
    }

    static Optional<String> time(String value) {
        try {
            LocalTime.parse(value);
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of("write a time of day such as 08:00");
        }
    }

    static Function<String, Optional<String>> oneOf(String... words) {
        return value -> Set.of(words).contains(value)
                ? Optional.empty()
                : Optional.of("write one of: " + String.join(", ", words));
    }

    static Function<String, Optional<String>> number(double least, double most, String unit) {
        String mend = "write a number from %s to %s, %s".formatted(plain(least), plain(most), unit);
        return value -> {
            double number = DECIMAL.matcher(value).matches() ? Double.parseDouble(value) : Double.NaN;
            return number >= least && number <= most ? Optional.empty() : Optional.of(mend);
        };
    }

    static Function<String, Optional<String>> whole(long least, long most, String unit) {
        String mend = "write a whole number from %d to %d, %s".formatted(least, most, unit);
        return value -> {
            try {
                long number = Long.parseLong(value);
                return number >= least && number <= most ? Optional.empty() : Optional.of(mend);
            } catch (NumberFormatException e) {
                return Optional.of(mend);
            }
        };
    }

    private static String plain(double number) {
        return String.valueOf((long) number);
    }
}
