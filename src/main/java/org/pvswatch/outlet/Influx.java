package org.pvswatch.outlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pvswatch.history.StoredPoll;
import org.pvswatch.own.Marks;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.SiteTotals;

/**
 * InfluxDB, or what takes its line protocol; word of the route {@code sink-influx}. Every poll there is, oldest first: a line
 * of the site and one of each panel that was measured. A line says the same moment and series again as often as it is sent,
 * so nothing is doubled. Numbers are floats, in the units their names end with; an unknown one is not there. Thread-safe.
 */
public final class Influx extends BatchOutlet {
    private static final String MARK = "sink-influx";
    private static final Pattern SENTENCE = Pattern.compile("\"(?:message|error)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final int POLLS = 100;
    private static final int LINES = 5000;
    private static final int REQUESTS = 20;
    private static final Set<Integer> LATER = Set.of(408, 425, 429);
    private static final Set<Integer> OF_SETTINGS = Set.of(401, 403, 404, 405);

    private final String url;
    private final Secret token;
    private final Marks marks;

    /** @param settings all settings in force; those called {@code influx.*} count here */
    public Influx(Map<String, String> settings, Marks marks, Clock clock, Outages outages) {
        super("sink-influx", !settings.get("influx.url").isEmpty(), LINES, REQUESTS, clock, outages);
        this.url = settings.get("influx.url");
        this.token = new Secret("influx.token-file", settings.get("influx.token-file"));
        this.marks = marks;
    }

    /** The owner's address, by which moments are seconds. */
    @Override
    public String address() {
        return url.contains("precision=") ? url : url + "&precision=s";
    }

    /** The header of that name, {@code null} without a token. A token with a colon is a user and a password, as version 1 has them. */
    public String authorization() {
        String secret = token.orNull();
        if (secret == null) {
            return null;
        }
        return secret.contains(":")
                ? "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8))
                : "Token " + secret;
    }

    /** The body. */
    public String message(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    @Override
    List<String> more() throws IOException, SQLException {
        List<StoredPoll> polls = marks.polls(MARK, POLLS);
        if (polls.isEmpty()) {
            return null;
        }
        List<String> lines = new ArrayList<>();
        for (StoredPoll poll : polls) {
            add(lines, siteLine(poll));
            for (Reading inverter : poll.inverters()) {
                add(lines, panelLine(inverter));
            }
        }
        return lines;
    }

    @Override
    void done() throws IOException {
        marks.done(MARK);
    }

    @Override
    Verdict verdict(int status, String body) {
        if (status < 300) {
            return Verdict.TAKEN;
        }
        if (status >= 500 || LATER.contains(status)) {
            return Verdict.LATER;
        }
        if (status < 400 || OF_SETTINGS.contains(status)) {
            return Verdict.SETTINGS;
        }
        return body.contains("partial write") ? Verdict.PARTLY : Verdict.REFUSED;
    }

    @Override
    String told(String body) {
        Matcher sentence = SENTENCE.matcher(body);
        return sentence.find() ? sentence.group(1) : "";
    }

    @Override
    String whatToDo() {
        return "look at influx.url and the token";
    }

    @Override
    String words(String line) {
        String moment = line.substring(line.lastIndexOf(' ') + 1);
        return "'%s' of %s".formatted(line.split("(?<!\\\\) ", 2)[0], Instant.ofEpochSecond(Long.parseLong(moment)));
    }

    private static void add(List<String> lines, Line line) {
        if (line.fields.length() > 0) {
            lines.add(line.toString());
        }
    }

    private static Line siteLine(StoredPoll poll) {
        SiteTotals totals = poll.totals();
        Line line = new Line("pvs_site", poll.polledAt()).tag("site", poll.site());
        line.field("production_kw", totals.productionKw())
                .field("house_load_kw", totals.houseLoadKw())
                .field("net_import_kw", totals.netImportKw())
                .field("battery_discharge_kw", totals.batteryDischargeKw())
                .field("state_of_charge_percent", totals.stateOfChargePercent())
                .field("lifetime_production_kwh", totals.lifetimeProductionKwh())
                .field("lifetime_house_load_kwh", totals.lifetimeHouseLoadKwh())
                .field("lifetime_net_import_kwh", totals.lifetimeNetImportKwh())
                .field("lifetime_import_kwh", totals.lifetimeImportKwh())
                .field("lifetime_export_kwh", totals.lifetimeExportKwh());
        Conditions weather = poll.weather();
        if (weather != null) {
            line.field("temperature_c", weather.temperatureC())
                    .field("cloud_cover_percent", weather.cloudCoverPercent())
                    .field("tilted_irradiance_w_m2", weather.tiltedIrradianceWm2());
        }
        return line;
    }

    private static Line panelLine(Reading reading) {
        Line line =
                new Line("pvs_panel", reading.at()).tag("site", reading.site()).tag("panel", reading.device());
        for (Quantity quantity : Quantity.COMMON) {
            line.field(quantity.column(), reading.value(quantity));
        }
        return line;
    }

    /** One line of the protocol. */
    static final class Line {
        private final StringBuilder series;
        private final StringBuilder fields = new StringBuilder();
        private final Instant at;

        Line(String measurement, Instant at) {
            this.series = new StringBuilder(measurement);
            this.at = at;
        }

        /** A tag that is empty would be no tag. */
        Line tag(String key, String value) {
            if (!value.isEmpty()) {
                series.append(',').append(key).append('=').append(escaped(value));
            }
            return this;
        }

        /** A float; what is unknown is not said. */
        Line field(String key, Double value) {
            if (value != null && Double.isFinite(value)) {
                fields.append(fields.length() == 0 ? "" : ",").append(key).append('=');
                fields.append(Math.rint(value * 1e6) / 1e6); // sums end in noise of the sixteenth digit
            }
            return this;
        }

        /** A backslash at the end would take the next sign with it. */
        private static String escaped(String value) {
            return value.replaceAll("[\\r\\n\\t]", " ").replaceAll("\\\\+$", "").replaceAll("([,= ])", "\\\\$1");
        }

        @Override
        public String toString() {
            return series + " " + fields + " " + at.getEpochSecond();
        }
    }
}
