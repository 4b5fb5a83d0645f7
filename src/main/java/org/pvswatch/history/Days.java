package org.pvswatch.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pvswatch.reading.SiteTotals;

/** Finished days in history, what they are made from, and how far their maker has come. Thread-safe. */
public final class Days {
    static final String REVISION = "SELECT max(revision) FROM day";
    static final String CHANGED = "SELECT date FROM day WHERE revision > ?";
    static final String CHANGED_AFTER =
            "SELECT * FROM day WHERE (revision, date) > (?, ?) AND revision >= ? AND site = ? ORDER BY revision, date LIMIT ?";
    static final String BETWEEN = "SELECT * FROM day WHERE date >= ? AND date <= ? ORDER BY date, site";
    static final String PANELS = "SELECT * FROM day_inverter WHERE site = ? AND date = ? ORDER BY serial";
    static final String INVERTERS = "SELECT DISTINCT serial FROM day_inverter WHERE site = ? ORDER BY serial";
    static final String FIRST = "SELECT date FROM day ORDER BY date LIMIT 1";
    static final String LAST = "SELECT date FROM day ORDER BY date DESC LIMIT 1";
    static final String FIRST_OF = "SELECT date FROM day WHERE revision = ? ORDER BY date LIMIT 1";
    private static final String TAKEN = "SELECT poll_seq FROM taken WHERE consumer = ?";
    private static final String SET_TAKEN = "INSERT INTO taken (consumer, poll_seq) VALUES (?, ?)"
            + " ON CONFLICT (consumer) DO UPDATE SET poll_seq = excluded.poll_seq";
    private static final String OF_DAY =
            "revision, production_kwh, house_load_kwh, net_import_kwh, import_kwh, export_kwh, battery_charge_kwh, battery_discharge_kwh,"
                    + " lifetime_production_kwh, lifetime_house_load_kwh, lifetime_net_import_kwh, production_source,"
                    + " peak_production_kw, peak_production_at, sun_hours, inverters_reporting, polls, hours, coverage_percent,"
                    + " production_known_percent, house_load_known_percent, grid_known_percent, over_midnight";
    private static final String WRITE = "INSERT INTO day (site, date, " + OF_DAY + ") VALUES (?, ?, ?"
            + ", ?".repeat(22) + ") ON CONFLICT (site, date) DO UPDATE SET (" + OF_DAY + ") = ("
            + OF_DAY.replaceAll("(\\w+)", "excluded.$1") + ")";
    private static final String DROP_PANELS = "DELETE FROM day_inverter WHERE site = ? AND date = ?";
    private static final String WRITE_PANEL = "INSERT INTO day_inverter (site, date, serial, energy_kwh, lifetime_kwh,"
            + " peak_kw, peak_at, measurements, known_percent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** Every date of four digits lies between these. */
    private static final LocalDate EVER = LocalDate.of(0, 1, 1);

    private static final LocalDate FOR_EVER = LocalDate.of(9999, 12, 31);

    private final Object lock;
    private final Database database;
    private final DayQueries queries;

    Days(Object lock, Database database) {
        this.lock = lock;
        this.database = database;
        this.queries = new DayQueries(database);
    }

    /** The quarters of an hour, by their beginning, in which polls lie that were stored after another. */
    public Set<Instant> newPolls(String site, long takenSeq) throws SQLException {
        synchronized (lock) {
            return queries.newPolls(site, takenSeq);
        }
    }

    /** The poll stored last, 0 for none. */
    public long newestSeq() throws SQLException {
        synchronized (lock) {
            return queries.newestSeq();
        }
    }

    /** The latest poll of a site before a moment. */
    public Optional<Instant> pollBefore(String site, Instant moment) throws SQLException {
        synchronized (lock) {
            return queries.pollBefore(site, moment);
        }
    }

    /** The earliest poll of a site at or after a moment. */
    public Optional<Instant> pollFrom(String site, Instant moment) throws SQLException {
        synchronized (lock) {
            return queries.pollFrom(site, moment);
        }
    }

    /** The PVSs of a site that answered from one moment to another. */
    public Set<String> pvs(String site, Instant from, Instant to) throws SQLException {
        synchronized (lock) {
            return queries.pvs(site, from, to);
        }
    }

    /** The polls of a site from one moment to another, both with it, in the order of time. */
    public List<DayPoll> polls(String site, Instant from, Instant to) throws SQLException {
        synchronized (lock) {
            return queries.polls(site, from, to);
        }
    }

    /** What inverters, batteries and live data first told in those polls, by serial and then in the order of time. */
    public List<DayReading> readings(String site, Instant from, Instant to) throws SQLException {
        synchronized (lock) {
            return queries.readings(site, from, to);
        }
    }

    /** The last poll a consumer has taken, 0 for none. */
    public long taken(String consumer) throws SQLException {
        synchronized (lock) {
            PreparedStatement select = database.prepared(TAKEN);
            new Row(select).text(consumer);
            return number(select);
        }
    }

    /** Counts every writing of days, 0 before the first. */
    public long revision() throws SQLException {
        synchronized (lock) {
            return number(database.prepared(REVISION));
        }
    }

    /** The dates of days that were written after a revision, in order. */
    public TreeSet<LocalDate> changedSince(long revision) throws SQLException {
        synchronized (lock) {
            PreparedStatement select = database.prepared(CHANGED);
            new Row(select).whole(revision);
            TreeSet<LocalDate> dates = new TreeSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    dates.add(LocalDate.parse(row.getString(1)));
                }
            }
            return dates;
        }
    }

    /**
     * A day and the writing that wrote it.
     *
     * @param revision counts every writing of days
     * @param day as it stands now
     */
    public record Changed(long revision, DayRow day) {}

    /**
     * The days of a site written after a day of a writing, in the order of writing and of date; one that was written again comes
     * once, with its last writing.
     *
     * @param most at most so many
     */
    public List<Changed> changedAfter(String site, long revision, LocalDate date, int most) throws SQLException {
        synchronized (lock) {
            PreparedStatement select = database.prepared(CHANGED_AFTER);
            new Row(select)
                    .whole(revision)
                    .text(date.toString())
                    .whole(revision)
                    .text(site)
                    .whole(most);
            List<Changed> days = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    DayRow day = day(row, panels(row.getString("site"), row.getString("date")));
                    days.add(new Changed(row.getLong("revision"), day));
                }
            }
            return days;
        }
    }

    /** The serials of all inverters that any finished day of a site knows, in order. */
    public List<String> inverters(String site) throws SQLException {
        synchronized (lock) {
            PreparedStatement select = database.prepared(INVERTERS);
            new Row(select).text(site);
            List<String> serials = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    serials.add(row.getString(1));
                }
            }
            return serials;
        }
    }

    /** The first date that was last written with a revision, empty when none was. */
    public Optional<LocalDate> firstOf(long revision) throws SQLException {
        synchronized (lock) {
            PreparedStatement select = database.prepared(FIRST_OF);
            new Row(select).whole(revision);
            return date(select);
        }
    }

    /** The first finished day. */
    public Optional<LocalDate> first() throws SQLException {
        synchronized (lock) {
            return date(database.prepared(FIRST));
        }
    }

    /** The last finished day. */
    public Optional<LocalDate> last() throws SQLException {
        synchronized (lock) {
            return date(database.prepared(LAST));
        }
    }

    /** All finished days, in order. */
    public List<DayRow> all() throws SQLException {
        return between(EVER, FOR_EVER);
    }

    /** The finished days from one date to another, both with it, in order. */
    public List<DayRow> between(LocalDate first, LocalDate last) throws SQLException {
        synchronized (lock) {
            PreparedStatement select = database.prepared(BETWEEN);
            new Row(select).text(first.toString()).text(last.toString());
            List<DayRow> days = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    days.add(day(row, panels(row.getString("site"), row.getString("date"))));
                }
            }
            return days;
        }
    }

    /** The finished day of a site, empty when there is none. */
    public Optional<DayRow> of(String site, LocalDate date) throws SQLException {
        return between(date, date).stream()
                .filter(day -> day.site().equals(site))
                .findFirst();
    }

    /** Writes days over what stood there, and how far their maker has come, in one step. */
    public void write(List<DayRow> days, String consumer, long takenSeq) throws SQLException {
        synchronized (lock) {
            database.transaction(() -> {
                long revision = number(database.prepared(REVISION)) + 1;
                for (DayRow day : days) {
                    write(day, revision);
                }
                PreparedStatement taken = database.prepared(SET_TAKEN);
                new Row(taken).text(consumer).whole(takenSeq);
                return taken.executeUpdate();
            });
        }
    }

    static DayRow day(ResultSet row, List<PanelDay> panels) throws SQLException {
        return new DayRow(
                row.getString("site"),
                LocalDate.parse(row.getString("date")),
                Row.number(row, "production_kwh"),
                Row.number(row, "house_load_kwh"),
                Row.number(row, "net_import_kwh"),
                Row.number(row, "import_kwh"),
                Row.number(row, "export_kwh"),
                Row.number(row, "battery_charge_kwh"),
                Row.number(row, "battery_discharge_kwh"),
                Row.number(row, "lifetime_production_kwh"),
                Row.number(row, "lifetime_house_load_kwh"),
                Row.number(row, "lifetime_net_import_kwh"),
                SiteTotals.Source.valueOf(row.getString("production_source")),
                Row.number(row, "peak_production_kw"),
                Row.moment(row, "peak_production_at"),
                Row.number(row, "sun_hours"),
                row.getInt("inverters_reporting"),
                row.getInt("polls"),
                row.getInt("hours"),
                row.getDouble("coverage_percent"),
                row.getDouble("production_known_percent"),
                row.getDouble("house_load_known_percent"),
                row.getDouble("grid_known_percent"),
                DayRow.OverMidnight.valueOf(row.getString("over_midnight")),
                panels);
    }

    private List<PanelDay> panels(String site, String date) throws SQLException {
        PreparedStatement select = database.prepared(PANELS);
        new Row(select).text(site).text(date);
        List<PanelDay> panels = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                panels.add(new PanelDay(
                        row.getString("serial"),
                        Row.number(row, "energy_kwh"),
                        Row.number(row, "lifetime_kwh"),
                        Row.number(row, "peak_kw"),
                        Row.moment(row, "peak_at"),
                        row.getInt("measurements"),
                        row.getDouble("known_percent")));
            }
        }
        return panels;
    }

    private void write(DayRow day, long revision) throws SQLException {
        String date = day.date().toString();
        PreparedStatement write = database.prepared(WRITE);
        new Row(write)
                .text(day.site())
                .text(date)
                .whole(revision)
                .number(day.productionKwh())
                .number(day.houseLoadKwh())
                .number(day.netImportKwh())
                .number(day.importKwh())
                .number(day.exportKwh())
                .number(day.batteryChargeKwh())
                .number(day.batteryDischargeKwh())
                .number(day.lifetimeProductionKwh())
                .number(day.lifetimeHouseLoadKwh())
                .number(day.lifetimeNetImportKwh())
                .text(day.source().name())
                .number(day.peakProductionKw())
                .moment(day.peakProductionAt())
                .number(day.sunHours())
                .whole(day.invertersReporting())
                .whole(day.polls())
                .whole(day.hours())
                .number(day.coveragePercent())
                .number(day.productionKnownPercent())
                .number(day.houseLoadKnownPercent())
                .number(day.gridKnownPercent())
                .text(day.overMidnight().name());
        write.executeUpdate();
        PreparedStatement drop = database.prepared(DROP_PANELS);
        new Row(drop).text(day.site()).text(date);
        drop.executeUpdate();
        PreparedStatement add = database.prepared(WRITE_PANEL);
        for (PanelDay panel : day.panels()) {
            new Row(add)
                    .text(day.site())
                    .text(date)
                    .text(panel.device())
                    .number(panel.energyKwh())
                    .number(panel.lifetimeKwh())
                    .number(panel.peakKw())
                    .moment(panel.peakAt())
                    .whole(panel.measurements())
                    .number(panel.knownPercent());
            add.executeUpdate();
        }
    }

    private static Optional<LocalDate> date(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(LocalDate.parse(row.getString(1))) : Optional.empty();
        }
    }

    private static long number(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
