package org.pvswatch.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;

/** Writes one weather answer: the key order, units and fixed decimals of the real service. */
final class WeatherReport {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");
    private static final int HOUR = 3_600;
    private static final int QUARTER = 900;

    private final Sky sky;
    private final WeatherQuery query;
    private final StringBuilder out = new StringBuilder(8_192);

    private WeatherReport(Sky sky, WeatherQuery query) {
        this.sky = sky;
        this.query = query;
    }

    static String text(Sky sky, WeatherQuery query, Instant now) {
        return new WeatherReport(sky, query).write(now);
    }

    private String write(Instant now) {
        var site = sky.site();
        out.append("{\"latitude\":").append(gridCell(site.latitudeDegrees()));
        out.append(",\"longitude\":").append(gridCell(site.longitudeDegrees()));
        out.append(",\"generationtime_ms\":0.25,\"utc_offset_seconds\":").append(query.utcOffsetSeconds());
        out.append(",\"timezone\":\"").append(query.zone()).append("\",\"timezone_abbreviation\":\"");
        out.append(abbreviation()).append("\",\"elevation\":12.0");
        if (!query.current().isEmpty()) {
            current(now.getEpochSecond() - Math.floorMod(now.getEpochSecond(), (long) QUARTER));
        }
        if (!query.quarterHourly().isEmpty()) {
            series("minutely_15", query.quarterHourly(), QUARTER, query.lastQuarterHourlyDay());
        }
        if (!query.hourly().isEmpty()) {
            series("hourly", query.hourly(), HOUR, query.lastDay());
        }
        return out.append('}').toString();
    }

    /** The model's grid cell, printed as a 32-bit float: near the site, not what was asked. */
    private static float gridCell(double degrees) {
        return (float) (Math.round(degrees / 0.125) * 0.125 + 0.0009);
    }

    private String abbreviation() {
        int minutes = query.utcOffsetSeconds() / 60;
        if (minutes == 0) {
            return "GMT";
        }
        String sign = minutes < 0 ? "-" : "+";
        int size = Math.abs(minutes);
        return "GMT" + sign + size / 60 + (size % 60 == 0 ? "" : ":" + size % 60);
    }

    private void units(String name, Collection<WeatherVariable> variables, boolean interval) {
        out.append(",\"")
                .append(name)
                .append("_units\":{\"time\":\"")
                .append(query.unixTime() ? "unixtime" : "iso8601");
        out.append('"').append(interval ? ",\"interval\":\"seconds\"" : "");
        for (var variable : variables) {
            out.append(",\"")
                    .append(variable)
                    .append("\":\"")
                    .append(variable.unit())
                    .append('"');
        }
        out.append('}');
    }

    private void current(long epochSecond) {
        units("current", query.current(), true);
        out.append(",\"current\":{\"time\":");
        time(epochSecond);
        out.append(",\"interval\":").append(QUARTER);
        for (var variable : query.current()) {
            out.append(",\"").append(variable).append("\":");
            value(variable, epochSecond, QUARTER);
        }
        out.append('}');
    }

    private void series(String name, Collection<WeatherVariable> variables, int stepSeconds, LocalDate lastDay) {
        // the request's single offset moves every day, also those beyond a change of the clocks
        long from = query.firstDay().toEpochDay() * 86_400 - query.utcOffsetSeconds();
        long until = (lastDay.toEpochDay() + 1) * 86_400 - query.utcOffsetSeconds();
        units(name, variables, false);
        out.append(",\"").append(name).append("\":{\"time\":[");
        for (long time = from; time < until; time += stepSeconds) {
            out.append(time == from ? "" : ",");
            time(time);
        }
        out.append(']');
        for (var variable : variables) {
            out.append(",\"").append(variable).append("\":[");
            for (long time = from; time < until; time += stepSeconds) {
                out.append(time == from ? "" : ",");
                value(variable, time, stepSeconds);
            }
            out.append(']');
        }
        out.append('}');
    }

    private void time(long epochSecond) {
        if (query.unixTime()) {
            out.append(epochSecond);
        } else {
            var local = Instant.ofEpochSecond(epochSecond + query.utcOffsetSeconds())
                    .atOffset(ZoneOffset.UTC);
            out.append('"').append(LOCAL.format(local)).append('"');
        }
    }

    private void value(WeatherVariable variable, long epochSecond, int periodSeconds) {
        double value =
                variable.at(sky, epochSecond / Sky.MARK_SECONDS, periodSeconds / Sky.MARK_SECONDS, query.plane());
        out.append(DecimalText.fixed(value, variable.decimals()));
    }
}
