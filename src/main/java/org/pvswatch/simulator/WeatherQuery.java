package org.pvswatch.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * A request to the weather service, checked as strictly as the real one does.
 *
 * @param zone of local times and days; GMT unless asked
 * @param utcOffsetSeconds today's offset of that zone, used for the whole answer
 * @param unixTime true for seconds since 1970
 * @param current variables of {@code current=}, empty when not asked
 * @param quarterHourly of {@code minutely_15=}
 * @param hourly of {@code hourly=}
 * @param firstDay local day
 * @param lastDay local day, included
 * @param lastQuarterHourlyDay the same for 15-minute data, which reach less far by default
 * @param plane of {@code tilt} and {@code azimuth}
 */
record WeatherQuery(
        ZoneId zone,
        int utcOffsetSeconds,
        boolean unixTime,
        Collection<WeatherVariable> current,
        Collection<WeatherVariable> quarterHourly,
        Collection<WeatherVariable> hourly,
        LocalDate firstDay,
        LocalDate lastDay,
        LocalDate lastQuarterHourlyDay,
        RoofPlane plane) {
    private static final int MOST_PAST_DAYS = 93;
    private static final int MOST_FORECAST_DAYS = 16;
    private static final List<String> NOT_SIMULATED = List.of(
            "daily",
            "past_hours",
            "forecast_hours",
            "past_minutely_15",
            "forecast_minutely_15",
            "start_hour",
            "end_hour",
            "start_minutely_15",
            "end_minutely_15",
            "models",
            "format",
            "temperature_unit",
            "precipitation_unit");

    /** @throws WeatherProblem with the real service's reason */
    static WeatherQuery parse(String rawQuery, Instant now, ZoneId siteZone) {
        return new Reader(rawQuery).read(now, siteZone);
    }

    /** Reads one query string; repeated keys add up. */
    private static final class Reader {
        private final Map<String, String> values = new LinkedHashMap<>();

        Reader(String rawQuery) {
            for (String term : (rawQuery == null ? "" : rawQuery).split("&")) {
                int equals = term.indexOf('=');
                if (equals > 0) {
                    String value = URLDecoder.decode(term.substring(equals + 1), StandardCharsets.UTF_8);
                    values.merge(term.substring(0, equals), value, (a, b) -> a + "," + b);
                }
            }
        }

        WeatherQuery read(Instant now, ZoneId siteZone) {
            range("latitude", "Latitude", 90);
            range("longitude", "Longitude", 180);
            for (String name : NOT_SIMULATED) {
                if (values.containsKey(name)) {
                    throw new WeatherProblem("Parameter '" + name + "' is not simulated");
                }
            }
            var zone = zone(siteZone);
            int offset = zone.getRules().getOffset(now).getTotalSeconds();
            var today = LocalDate.ofEpochDay(Math.floorDiv(now.getEpochSecond() + offset, 86_400L));
            var days = days(today);
            boolean defaultLength = !values.containsKey("forecast_days") && !values.containsKey("start_date");
            return new WeatherQuery(
                    zone,
                    offset,
                    unixTime(),
                    variables("current"),
                    variables("minutely_15"),
                    variables("hourly"),
                    days.get(0),
                    days.get(1),
                    defaultLength ? today.plusDays(2) : days.get(1),
                    plane());
        }

        private void range(String name, String shown, double limit) {
            if (!values.containsKey(name)) {
                throw new WeatherProblem("Parameter 'latitude' and 'longitude' must have the same number of elements");
            }
            double value = number(name, 0);
            if (!(Math.abs(value) <= limit)) {
                throw new WeatherProblem("%s must be in range of -%d to %d°. Given: %s."
                        .formatted(shown, (int) limit, (int) limit, Double.toString(value)));
            }
        }

        private double number(String name, double whenAbsent) {
            String text = values.get(name);
            try {
                return text == null ? whenAbsent : Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new WeatherProblem("Data corrupted at path '" + name + "'. Value was not of type 'Float'.");
            }
        }

        private boolean unixTime() {
            String format = values.getOrDefault("timeformat", "iso8601");
            if (!format.equals("iso8601") && !format.equals("unixtime")) {
                throw new WeatherProblem("Data corrupted at path 'timeformat'. Cannot initialize Timeformat from "
                        + "invalid String value " + format);
            }
            return format.equals("unixtime");
        }

        private ZoneId zone(ZoneId siteZone) {
            String name = values.getOrDefault("timezone", "GMT");
            try {
                return name.equals("auto") ? siteZone : ZoneId.of(name);
            } catch (DateTimeException e) {
                throw new WeatherProblem("Invalid timezone");
            }
        }

        private List<LocalDate> days(LocalDate today) {
            boolean from = values.containsKey("start_date");
            boolean to = values.containsKey("end_date");
            if (from != to) {
                throw new WeatherProblem("Both 'start_date' and 'end_date' must be set in the url");
            }
            if (from) {
                return dates(today);
            }
            int past = days("past_days", "Past", 0, MOST_PAST_DAYS);
            int ahead = days("forecast_days", "Forecast", 7, MOST_FORECAST_DAYS);
            if (ahead == 0) {
                return List.of(today.minusDays(past), today.minusDays(1));
            }
            return List.of(today.minusDays(past), today.plusDays(ahead - 1L));
        }

        private List<LocalDate> dates(LocalDate today) {
            for (String other : List.of("past_days", "forecast_days")) {
                if (values.containsKey(other)) {
                    throw new WeatherProblem(
                            "Parameter '" + other + "' is mutually exclusive with 'start_date' and 'end_date'");
                }
            }
            var first = date("start_date", today);
            var last = date("end_date", today);
            if (last.isBefore(first)) {
                throw new WeatherProblem("End-date must be larger or equals than start-date");
            }
            return List.of(first, last);
        }

        private LocalDate date(String name, LocalDate today) {
            LocalDate date;
            try {
                date = LocalDate.parse(values.get(name));
            } catch (DateTimeException e) {
                throw new WeatherProblem("Invalid date format. Make sure to use 'YYYY-MM-DD'");
            }
            var earliest = today.minusDays(MOST_PAST_DAYS);
            var latest = today.plusDays(MOST_FORECAST_DAYS - 1L);
            if (date.isBefore(earliest) || date.isAfter(latest)) {
                throw new WeatherProblem(
                        "Parameter '%s' is out of allowed range from %s to %s".formatted(name, earliest, latest));
            }
            return date;
        }

        private int days(String name, String shown, int whenAbsent, int most) {
            String text = values.get(name);
            if (text == null) {
                return whenAbsent;
            }
            int days;
            try {
                days = Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new WeatherProblem("Data corrupted at path '" + name + "'. Value was not of type 'Int'.");
            }
            if (days < 0 || days > most) {
                throw new WeatherProblem(
                        "%s days is invalid. Allowed range 0 to %d. Given %d.".formatted(shown, most, days));
            }
            return days;
        }

        private Collection<WeatherVariable> variables(String name) {
            var variables = new LinkedHashSet<WeatherVariable>();
            for (String part : values.getOrDefault(name, "").split(",")) {
                if (!part.isEmpty()) {
                    variables.add(WeatherVariable.named(part));
                }
            }
            return new ArrayList<>(variables);
        }

        /** Here 0 is south; on the roof 180 is. */
        private RoofPlane plane() {
            double tilt = number("tilt", 0);
            double azimuth = number("azimuth", 0);
            if (!(tilt >= 0 && tilt <= 90)) {
                throw new WeatherProblem("Parameter `&tilt=` must be within 0° and 90°");
            }
            if (!(Math.abs(azimuth) <= 180)) {
                throw new WeatherProblem("Parameter `&azimuth=` must be within -180° and 180°");
            }
            return new RoofPlane("asked", tilt, azimuth + 180);
        }
    }
}
