package org.pvswatch.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.SiteTotals;

/**
 * What all sinks are made from; word of the route {@code store-history}.
 *
 * <p>Idempotent: a reading is known by its device and its moment, a poll by its PVS and its moment; seen twice, each is
 * stored once. One transaction a poll. Thread-safe.
 */
public final class History implements Remembered, AutoCloseable {
    private static final String COMMON =
            Quantity.COMMON.stream().map(Quantity::column).collect(Collectors.joining(", "));
    private static final String FIND_POLL = "SELECT seq FROM poll WHERE polled_at = ? AND site = ? AND pvs = ?";

    /** Polls are numbered without gaps by the one who writes them, so a number is seen only when all before it are. */
    private static final String ADD_POLL = "INSERT INTO poll (seq, site, pvs, polled_at,"
            + " device_count, production_kw, house_load_kw, net_import_kw, battery_discharge_kw,"
            + " state_of_charge_percent, lifetime_production_kwh, lifetime_house_load_kwh, lifetime_net_import_kwh,"
            + " lifetime_import_kwh, lifetime_export_kwh, production_source, house_metered, pvs_count, own_totals,"
            + " weather_fetched_at, cloud_cover_percent, temperature_c, tilted_irradiance_w_m2, snow_depth_m,"
            + " snowfall_cm, precipitation_mm) VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM poll)" + ", ?".repeat(25)
            + ") RETURNING seq";

    private static final String SPAN_POLL =
            "UPDATE poll SET first_reading_at = CASE WHEN first_reading_at < ? THEN first_reading_at ELSE ? END,"
                    + " last_reading_at = CASE WHEN last_reading_at > ? THEN last_reading_at ELSE ? END WHERE seq = ?";
    private static final String OF_READING =
            "poll_seq, measured, pvs_clock_ms, reported_state, quality, other_values, " + COMMON;
    private static final String ADD_READING = "INSERT INTO reading (at, device_id, " + OF_READING
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?" + ", ?".repeat(Quantity.COMMON.size()) + ")"
            // the earliest poll that saw a reading owns it, in whatever order polls are stored
            + " ON CONFLICT (at, device_id) DO UPDATE SET (" + OF_READING + ") = ("
            + OF_READING.replaceAll("(\\w+)", "excluded.$1")
            + ") WHERE (SELECT polled_at FROM poll WHERE seq = excluded.poll_seq)"
            + " < (SELECT polled_at FROM poll WHERE seq = reading.poll_seq)";

    private final Database database;
    private final Devices devices;
    private final PollQueries queries;
    private final SiteParts siteParts;
    private final NewsQueries news;

    /**
     * @param url of a PostgreSQL database as JDBC has it, empty for SQLite
     * @param user who connects to PostgreSQL
     * @param passwordFile holds that user's password, empty for none
     * @param file the file of SQLite, made when first needed
     */
    public History(String url, String user, String passwordFile, String file) {
        this(Store.of(url, user, passwordFile, file));
    }

    /** @param file the file of SQLite, made when first needed */
    public History(String file) {
        this(new SqliteStore(file));
    }

    private History(Store store) {
        this.database = new Database(store);
        this.devices = new Devices(database);
        this.queries = new PollQueries(database);
        this.siteParts = new SiteParts(database);
        this.news = new NewsQueries(database);
        database.whenLost(devices::forget);
    }

    /** Where it lies, for people; shows no secret. */
    public String where() {
        return database.store().toString();
    }

    /**
     * Stores the readings of one answer.
     *
     * <p>An {@link Quality#ABSENT} device makes no row of its own; that it was missing is noted when it begins.
     *
     * @param readings of one PVS at one poll; an empty list stores nothing
     */
    public synchronized void store(List<Reading> readings) throws SQLException {
        if (there(readings).isEmpty()) {
            return;
        }
        try {
            database.transaction(() -> {
                long seq = findOrAddPoll(readings);
                Instant first = Instant.MAX;
                Instant last = Instant.MIN;
                for (Reading reading : readings) {
                    if (addReading(reading, seq)) {
                        first = reading.at().isBefore(first) ? reading.at() : first;
                        last = reading.at().isAfter(last) ? reading.at() : last;
                    }
                }
                if (!first.isAfter(last)) {
                    PreparedStatement span = database.prepared(SPAN_POLL);
                    new Row(span)
                            .moment(first)
                            .moment(first)
                            .moment(last)
                            .moment(last)
                            .whole(seq);
                    span.executeUpdate();
                }
                return seq;
            });
        } catch (SQLException | RuntimeException e) {
            devices.forget();
            throw e;
        }
    }

    /** So many polls are committed together from now on, for a replay that can be begun again; 1 for what must last. */
    public synchronized void commitEvery(int polls) throws SQLException {
        database.commitEvery(polls);
    }

    /**
     * The polls stored after another, in the order of storing.
     *
     * @param seq the last poll already taken, 0 for none
     * @param most how many at the most
     */
    public synchronized List<StoredPoll> pollsAfter(long seq, int most) throws SQLException {
        return database.query(() -> queries.after(seq, most));
    }

    /** The polls from one moment up to and without another, in the order of time. */
    public synchronized List<StoredPoll> pollsBetween(Instant from, Instant to) throws SQLException {
        return database.query(() -> queries.between(from, to));
    }

    /** The same polls without their inverters, which is less to read. */
    public synchronized List<StoredPoll> totalsBetween(Instant from, Instant to) throws SQLException {
        return database.query(() -> queries.totalsBetween(from, to));
    }

    /** What each poll of a site was the first to tell, from one moment up to and without another, in the order of time. */
    public synchronized List<PollNews> newsBetween(String site, Instant from, Instant to) throws SQLException {
        return news.between(site, from, to);
    }

    /** Whether there is a poll from one moment up to and without another. */
    public synchronized boolean hasPoll(Instant from, Instant to) throws SQLException {
        return database.query(() -> queries.any(from, to));
    }

    /** Moments of the first and the last poll, empty when there is none. */
    public synchronized Optional<Span> span() throws SQLException {
        return database.query(queries::span);
    }

    /** Counts the rows of a table, for reports to people. */
    public synchronized long count(Table table) throws SQLException {
        return queries.count(table);
    }

    @Override
    public synchronized Optional<Instant> pollBefore(String site, String pvs, Instant moment) throws SQLException {
        return queries.before(site, pvs, moment);
    }

    @Override
    public synchronized List<DeviceMemory> memory(String site, String pvs, Instant before, Instant oldest)
            throws SQLException {
        return database.transaction(
                () -> // PostgreSQL hands rows out bit by bit only within one
                new DeviceMemories(database).before(site, pvs, before, oldest));
    }

    /** What was said of a device over a time: the quality in force at its beginning, then every change before its end. */
    public synchronized List<QualityChange> qualities(String site, String device, Instant from, Instant to)
            throws SQLException {
        return queries.qualities(site, device, from, to);
    }

    /** Whether the poll of a PVS at a moment is there. */
    public synchronized boolean has(String site, String pvs, Instant polledAt) throws SQLException {
        return seqOf(site, pvs, polledAt) != null;
    }

    /** Takes down that a PVS was asked at a moment and gave nothing that could be read. */
    public synchronized void addUnanswered(String site, String pvs, Instant at) throws SQLException {
        database.transaction(() -> news.addUnanswered(site, pvs, at));
    }

    /** When PVSs of a site were asked in vain, from one moment up to and without another, in the order of time. */
    public synchronized List<Unanswered> unansweredBetween(String site, Instant from, Instant to) throws SQLException {
        return database.query(() -> news.unansweredBetween(site, from, to));
    }

    /** When a PVS of a site was last asked in vain. */
    public synchronized Optional<Instant> lastUnanswered(String site) throws SQLException {
        return database.query(() -> news.lastUnanswered(site));
    }

    /**
     * An ask in vain.
     *
     * @param at when
     * @param pvs id of the PVS
     */
    public record Unanswered(Instant at, String pvs) {}

    /** The finished days, to be read and written in one step with others. */
    public Days days() {
        return new Days(this, database);
    }

    /** What reports are made from. */
    public Figures figures() {
        return new Figures(this, database);
    }

    /** Puts all of it aside, to be made anew; what was put aside before stays, and what was made since is dropped. */
    public synchronized void putAside() throws SQLException {
        close();
        devices.forget();
        database.store().putAside();
    }

    /** The history that was put aside, empty when there is none; to be closed. */
    public synchronized Optional<History> aside() throws SQLException {
        return database.store().aside().map(History::new);
    }

    /** Deletes what was put aside. */
    public synchronized void dropAside() throws SQLException {
        database.store().dropAside();
    }

    /** What was found wrong. */
    public Judgements judgements() {
        return new Judgements(this, database);
    }

    /** A table that can be counted. */
    public enum Table {
        POLL,
        READING,
        DEVICE,
        DEVICE_QUALITY,
        DAY
    }

    /**
     * What was said of a device from a poll on.
     *
     * @param at the moment of the poll
     * @param quality what was said
     */
    public record QualityChange(Instant at, Quality quality) {}

    /**
     * What history spans.
     *
     * @param first moment of the earliest poll
     * @param last moment of the latest poll
     * @param seq number of the poll stored last
     */
    public record Span(Instant first, Instant last, long seq) {}

    @Override
    public synchronized void close() throws SQLException {
        database.close();
    }

    private long findOrAddPoll(List<Reading> readings) throws SQLException {
        Reading any = readings.get(0);
        Long there = seqOf(any.site(), any.pvs(), any.polledAt());
        if (there != null) {
            return there;
        }
        if (!siteParts.follows(any)) {
            devices.forgetLifetimes();
        }
        SiteTotals own = ownTotals(readings);
        SiteTotals totals = siteParts.with(any, own);
        PreparedStatement add = database.prepared(ADD_POLL);
        Row poll = new Row(add)
                .text(any.site())
                .text(any.pvs())
                .moment(any.polledAt())
                .whole(there(readings).size())
                .number(totals.productionKw())
                .number(totals.houseLoadKw())
                .number(totals.netImportKw())
                .number(totals.batteryDischargeKw())
                .number(totals.stateOfChargePercent())
                .number(totals.lifetimeProductionKwh())
                .number(totals.lifetimeHouseLoadKwh())
                .number(totals.lifetimeNetImportKwh())
                .number(totals.lifetimeImportKwh())
                .number(totals.lifetimeExportKwh())
                .text(totals.source().name())
                .whole(totals.houseMetered() ? 1 : 0)
                .whole(totals.pvsCount())
                .text(totals.pvsCount() == 1 ? null : SiteParts.text(own));
        Conditions weather = any.weather();
        poll.moment(weather == null ? null : weather.fetchedAt())
                .number(weather == null ? null : weather.cloudCoverPercent())
                .number(weather == null ? null : weather.temperatureC())
                .number(weather == null ? null : weather.tiltedIrradianceWm2())
                .number(weather == null ? null : weather.snowDepthM())
                .number(weather == null ? null : weather.snowfallCm())
                .number(weather == null ? null : weather.precipitationMm());
        try (ResultSet row = add.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private Long seqOf(String site, String pvs, Instant polledAt) throws SQLException {
        PreparedStatement find = database.prepared(FIND_POLL);
        new Row(find).moment(polledAt).text(site).text(pvs);
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? row.getLong(1) : null;
        }
    }

    private SiteTotals ownTotals(List<Reading> readings) throws SQLException {
        SiteTotals own = SiteTotals.of(readings);
        if (own.source() != SiteTotals.Source.INVERTERS || own.lifetimeProductionKwh() != null) {
            return own;
        }
        Map<String, Double> lastKwh = new HashMap<>();
        for (Reading reading : readings) {
            if (reading.kind() == DeviceKind.INVERTER && reading.value(Quantity.LIFETIME_ENERGY_KWH) == null) {
                lastKwh.put(reading.device(), devices.lastLifetimeKwh(reading));
            }
        }
        return SiteTotals.of(readings, lastKwh);
    }

    private static List<Reading> there(List<Reading> readings) {
        return readings.stream()
                .filter(reading -> reading.quality() != Quality.ABSENT)
                .toList();
    }

    /** Whether the poll is the earliest that told this measurement. */
    private boolean addReading(Reading reading, long seq) throws SQLException {
        long device = devices.idOf(reading);
        if (reading.quality() == Quality.ABSENT) {
            return false;
        }
        boolean fresh = reading.quality() == null || reading.quality() == Quality.FRESH;
        PreparedStatement add = database.prepared(ADD_READING);
        Row row = new Row(add)
                .moment(reading.at())
                .whole(device)
                .whole(seq)
                .whole(reading.measuredAt() == null ? 0 : 1)
                .difference(reading.polledAt(), reading.reportedAt())
                .text(reading.reportedState())
                .text(fresh ? null : reading.quality().label())
                .text(StoredReading.otherValues(reading));
        for (Quantity quantity : Quantity.COMMON) {
            row.number(reading.value(quantity));
        }
        return add.executeUpdate() > 0;
    }
}
