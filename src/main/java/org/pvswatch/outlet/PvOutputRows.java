package org.pvswatch.outlet;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pvswatch.history.History;
import org.pvswatch.history.StoredPoll;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.SiteTotals;
import org.pvswatch.reading.Sun;

/**
 * Polls as statuses of PVOutput: {@code date,time,v1,v2,v3,v4,v5,v6} in local time, one for each interval, that of the first
 * poll in it. v1 and v3 are what was made and used since local midnight, Wh, v2 and v4 the power of both, W, v5 the air
 * temperature, °C, v6 the mean voltage at the inverters, V. What is not known is empty. The hour that a change of the
 * clock repeats is sent once, and with the sun below the horizon nothing is said to be made.
 */
final class PvOutputRows {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd,HH:mm");
    private static final int WATTS = 1000;

    /** A day begins with what was counted this long before it at the most. */
    private static final Duration EVENING = Duration.ofHours(12);

    /** It is refused what is made in the dark; the sun rises a little earlier for those on a hill. */
    private static final double DARK_DEGREES = -1;

    private final String site;
    private final ZoneId zone;
    private final int minutes;
    private final History history;
    private final Sun sun;

    PvOutputRows(String site, ZoneId zone, int minutes, History history, Sun sun) {
        this.site = site;
        this.zone = zone;
        this.minutes = minutes;
        this.history = history;
        this.sun = sun;
    }

    /** The statuses for which these polls are the first in their interval, from one day to one moment, oldest first. */
    List<String> of(List<StoredPoll> polls, LocalDate oldest, Instant now) throws SQLException {
        Map<Long, StoredPoll> bySeq = polls.stream()
                .filter(poll -> poll.site().equals(site) && !poll.polledAt().isAfter(now))
                .collect(Collectors.toMap(StoredPoll::seq, poll -> poll));
        List<String> rows = new ArrayList<>();
        TreeSet<LocalDate> days = bySeq.values().stream()
                .map(poll -> poll.polledAt().atZone(zone).toLocalDate())
                .filter(day -> !day.isBefore(oldest))
                .collect(Collectors.toCollection(TreeSet::new));
        for (LocalDate day : days) {
            addDay(day, bySeq, rows);
        }
        return rows;
    }

    private void addDay(LocalDate day, Map<Long, StoredPoll> wanted, List<String> rows) throws SQLException {
        Instant midnight = day.atStartOfDay(zone).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
        Running made = new Running(SiteTotals::lifetimeProductionKwh);
        Running used = new Running(SiteTotals::lifetimeHouseLoadKwh);
        Map<LocalDateTime, Long> firsts = new HashMap<>();
        for (StoredPoll poll : history.totalsBetween(midnight.minus(EVENING), end)) {
            if (!poll.site().equals(site)) {
                continue;
            }
            boolean before = poll.polledAt().isBefore(midnight);
            Long madeWh = made.after(poll.totals(), before);
            Long usedWh = used.after(poll.totals(), before);
            LocalDateTime interval = before ? null : interval(poll.polledAt());
            if (interval != null
                    && firsts.putIfAbsent(interval, poll.seq()) == null
                    && wanted.containsKey(poll.seq())) {
                String row = row(interval, wanted.get(poll.seq()), madeWh, usedWh);
                if (row != null) {
                    rows.add(row);
                }
            }
        }
    }

    /** Where it begins, {@code null} in the second pass of an hour that is repeated. */
    private LocalDateTime interval(Instant moment) {
        LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.size() > 1 && !zone.getRules().getOffset(moment).equals(offsets.get(0))) {
            return null;
        }
        return local.withSecond(0).withNano(0).minusMinutes(local.getMinute() % minutes);
    }

    private String row(LocalDateTime interval, StoredPoll poll, Long madeWh, Long usedWh) {
        Long madeW = watts(poll.totals().productionKw());
        Long usedW = watts(poll.totals().houseLoadKw());
        Long madeByDay = madeWh;
        if (madeW != null && madeW > 0 && sun.elevationDegrees(poll.polledAt()) < DARK_DEGREES) {
            madeW = null;
            madeByDay = null;
        }
        if (Stream.of(madeByDay, madeW, usedWh, usedW).allMatch(Objects::isNull)) {
            return null; // one of them there must be
        }
        Double temperature = poll.weather() == null ? null : poll.weather().temperatureC();
        OptionalDouble voltage = poll.inverters().stream()
                .map(inverter -> inverter.value(Quantity.VOLTAGE_V))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average();
        return Stream.of(
                        MOMENT.format(interval),
                        text(madeByDay),
                        text(madeW),
                        text(usedWh),
                        text(usedW),
                        tenths(temperature),
                        tenths(voltage.isPresent() ? voltage.getAsDouble() : null))
                .collect(Collectors.joining(","))
                .replaceFirst(",+$", "");
    }

    /** A power that is not below zero; noise that is says nothing. */
    private static Long watts(Double kilowatts) {
        return kilowatts == null || kilowatts < 0 ? null : Math.round(kilowatts * WATTS);
    }

    private static String text(Long value) {
        return value == null ? "" : value.toString();
    }

    private static String tenths(Double value) {
        return value == null ? "" : String.valueOf(Math.round(value * 10) / 10.0);
    }

    /** What a lifetime counter has counted since midnight, which never falls. */
    private static final class Running {
        private final Function<SiteTotals, Double> counter;
        private Double beginKwh;
        private double mostKwh;

        Running(Function<SiteTotals, Double> counter) {
            this.counter = counter;
        }

        /** Wh at this poll, {@code null} when it does not tell. */
        Long after(SiteTotals totals, boolean beforeMidnight) {
            Double kwh = counter.apply(totals);
            if (kwh == null) {
                return null;
            }
            if (beforeMidnight || beginKwh == null) {
                beginKwh = kwh;
            }
            mostKwh = Math.max(mostKwh, kwh - beginKwh);
            return Math.round(mostKwh * WATTS);
        }
    }
}
