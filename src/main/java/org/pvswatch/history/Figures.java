package org.pvswatch.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quantity;

/**
 * What reports are made from: sums over months, and long stretches of which only a little is read and nothing is held.
 * Thread-safe.
 */
public final class Figures {
    static final String DAYS = "SELECT * FROM day WHERE site = ? AND date >= ? AND date <= ? ORDER BY date";
    static final String PANELS = "SELECT date, serial, energy_kwh, known_percent FROM day_inverter"
            + " WHERE site = ? AND date >= ? AND date <= ? ORDER BY date, serial";
    static final String FIRST_SEEN =
            "SELECT date FROM day_inverter WHERE site = ? AND serial = ? AND energy_kwh IS NOT NULL ORDER BY date LIMIT 1";
    static final String MONTHS = "SELECT substr(date, 1, 7) AS month, sum(production_kwh) AS production_kwh,"
            + " count(production_kwh) AS days FROM day WHERE site = ? AND date >= ? AND date <= ?"
            + " GROUP BY substr(date, 1, 7) ORDER BY 1";
    static final String SINCE = "SELECT min(first_seen_at) AS at FROM device WHERE site = ? AND kind = '"
            + DeviceKind.SUPERVISOR.label() + "'";
    static final String WEATHER = "SELECT polled_at, weather_fetched_at, cloud_cover_percent, temperature_c,"
            + " tilted_irradiance_w_m2, snow_depth_m, snowfall_cm, precipitation_mm FROM poll"
            + " WHERE polled_at >= ? AND polled_at < ? AND site = ? ORDER BY polled_at";
    static final String ANSWERED = "SELECT polled_at AS at, pvs FROM poll"
            + " WHERE polled_at >= ? AND polled_at < ? AND site = ? ORDER BY polled_at, pvs";
    static final String SUPERVISORS = "SELECT reading.at, device.pvs, reading.other_values FROM reading"
            + " CROSS JOIN device WHERE device.id = reading.device_id AND reading.at >= ? AND reading.at < ?"
            + " AND device.site = ? AND device.kind = '" + DeviceKind.SUPERVISOR.label() + "' ORDER BY reading.at";
    static final String PROPERTIES = "SELECT device.serial, device.pvs, device_property.name, device_property.at,"
            + " device_property.value FROM device JOIN device_property ON device_property.device_id = device.id"
            + " WHERE device.site = ? AND device.kind = ? AND device_property.at < ?"
            + " ORDER BY device_property.at, device.serial, device_property.name";

    private final Object lock;
    private final Database database;

    Figures(Object lock, Database database) {
        this.lock = lock;
        this.database = database;
    }

    /**
     * What one inverter made on a finished day.
     *
     * @param date the day
     * @param serial of the inverter
     * @param energyKwh as far as it is known, {@code null} when nothing is
     * @param knownPercent share of the daylight of which it is known, 0 to 100
     */
    public record PanelEnergy(LocalDate date, String serial, Double energyKwh, double knownPercent) {}

    /**
     * What was made in a month.
     *
     * @param month which
     * @param productionKwh of the days that are known, {@code null} when none is
     * @param days of which something is known
     */
    public record MonthSum(YearMonth month, Double productionKwh, int days) {}

    /**
     * The weather at a poll.
     *
     * @param at moment of the poll
     * @param weather {@code null} when unknown
     */
    public record WeatherAt(Instant at, Conditions weather) {}

    /**
     * Something a PVS said of itself.
     *
     * @param at when it was measured
     * @param pvs id of the PVS
     * @param values numbers it told
     */
    public record SupervisorAt(Instant at, String pvs, Map<Quantity, Double> values) {}

    /**
     * A property of a device, from a moment on.
     *
     * @param serial of the device
     * @param pvs that it hangs on
     * @param name as the device spells it
     * @param at when it was first seen
     * @param value what it is
     */
    public record Property(String serial, String pvs, String name, Instant at, String value) {}

    /** The finished days from one date to another, both with it, in order, without their panels. */
    public List<DayRow> days(String site, LocalDate first, LocalDate last) throws SQLException {
        List<DayRow> days = new ArrayList<>();
        each(DAYS, of(site, first, last), row -> days.add(Days.day(row, List.of())));
        return days;
    }

    /** When a PVS itself first answered; the tables of the old script do not tell of it. */
    public Optional<Instant> watchedSince(String site) throws SQLException {
        List<Instant> first = new ArrayList<>();
        each(SINCE, row -> row.text(site), row -> first.add(Row.moment(row, "at")));
        return Optional.ofNullable(first.get(0));
    }

    private Optional<LocalDate> date(String sql, Parameters parameters) throws SQLException {
        List<LocalDate> first = new ArrayList<>();
        each(sql, parameters, row -> first.add(LocalDate.parse(row.getString(1))));
        return first.stream().findFirst();
    }

    /** Tells what each inverter made on each finished day of a stretch, by date and then by serial. */
    public void panels(String site, LocalDate first, LocalDate last, Consumer<PanelEnergy> listener)
            throws SQLException {
        each(
                PANELS,
                of(site, first, last),
                row -> listener.accept(new PanelEnergy(
                        LocalDate.parse(row.getString("date")),
                        row.getString("serial"),
                        Row.number(row, "energy_kwh"),
                        row.getDouble("known_percent"))));
    }

    /** The first finished day on which an inverter told what it made. */
    public Optional<LocalDate> firstSeen(String site, String serial) throws SQLException {
        return date(FIRST_SEEN, row -> row.text(site).text(serial));
    }

    /** What was made in each month of a stretch, in order; a month without any day is missing. */
    public List<MonthSum> months(String site, LocalDate first, LocalDate last) throws SQLException {
        List<MonthSum> months = new ArrayList<>();
        each(
                MONTHS,
                of(site, first, last),
                row -> months.add(new MonthSum(
                        YearMonth.parse(row.getString("month")),
                        Row.number(row, "production_kwh"),
                        row.getInt("days"))));
        return months;
    }

    /** Tells the weather at each poll from one moment up to and without another, in the order of time. */
    public void weather(String site, Instant from, Instant to, Consumer<WeatherAt> listener) throws SQLException {
        each(
                WEATHER,
                row -> row.moment(from).moment(to).text(site),
                row -> listener.accept(new WeatherAt(Row.moment(row, "polled_at"), PollQueries.weather(row))));
    }

    /** When PVSs answered, from one moment up to and without another, by the id of the PVS, in the order of time. */
    public Map<String, List<Instant>> answered(String site, Instant from, Instant to) throws SQLException {
        Map<String, List<Instant>> answered = new TreeMap<>();
        each(ANSWERED, row -> row.moment(from).moment(to).text(site), row -> answered.computeIfAbsent(
                        row.getString("pvs"), pvs -> new ArrayList<>())
                .add(Row.moment(row, "at")));
        return answered;
    }

    /** Tells what supervisors said of themselves from one moment up to and without another, in the order of time. */
    public void supervisors(String site, Instant from, Instant to, Consumer<SupervisorAt> listener)
            throws SQLException {
        each(
                SUPERVISORS,
                row -> row.moment(from).moment(to).text(site),
                row -> listener.accept(
                        new SupervisorAt(Row.moment(row, "at"), row.getString("pvs"), StoredReading.otherValues(row))));
    }

    /** What devices of a kind said of themselves before a moment, besides numbers, in the order of time. */
    public List<Property> properties(String site, DeviceKind kind, Instant before) throws SQLException {
        List<Property> properties = new ArrayList<>();
        each(
                PROPERTIES,
                row -> row.text(site).text(kind.label()).moment(before),
                row -> properties.add(new Property(
                        row.getString("serial"),
                        row.getString("pvs"),
                        row.getString("name"),
                        Row.moment(row, "at"),
                        row.getString("value"))));
        return properties;
    }

    private static Parameters of(String site, LocalDate first, LocalDate last) {
        return row -> row.text(site).text(first.toString()).text(last.toString());
    }

    /** Sets the parameters of a question. */
    private interface Parameters {
        void set(Row row) throws SQLException;
    }

    /** Takes one row of an answer. */
    private interface Taker {
        void take(ResultSet row) throws SQLException;
    }

    private void each(String sql, Parameters parameters, Taker taker) throws SQLException {
        synchronized (lock) {
            database.query(() -> {
                PreparedStatement select = database.prepared(sql);
                parameters.set(new Row(select));
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        taker.take(row);
                    }
                }
                return null;
            });
        }
    }
}
