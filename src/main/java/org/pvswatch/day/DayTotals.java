package org.pvswatch.day;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.StoredPoll;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.SiteTotals;

/**
 * What a calendar day brought, from lifetime counters: the last reading at or before the day's end minus the last at or
 * before its beginning, so the night counts and no energy falls between two days. A missing reading is never 0. Pure.
 */
final class DayTotals {
    /** How old the counter before midnight may be; with an older one the day begins at its own first reading. */
    static final Duration BEFORE_MIDNIGHT = Duration.ofHours(2);

    /** Production counters step back by a tick at dusk; a fall beyond this is no day's energy but a reset. */
    private static final double LARGEST_FALL_KWH = 0.5;

    private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);

    private DayTotals() {}

    /**
     * Totals of one day.
     *
     * @param polls in the order of time, from {@link #BEFORE_MIDNIGHT} before the day to its end, both with it
     */
    static DayRow of(String site, LocalDate date, ZoneId zone, List<StoredPoll> polls) {
        Instant begin = date.atStartOfDay(zone).toInstant();
        Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
        List<StoredPoll> ofDay = polls.stream()
                .filter(poll ->
                        !poll.polledAt().isBefore(begin) && poll.polledAt().isBefore(end))
                .toList();
        List<StoredPoll> comparable = ofUsualSource(polls);
        Counter production = Counter.of(comparable, begin, SiteTotals::lifetimeProductionKwh);
        Counter houseLoad = Counter.of(comparable, begin, SiteTotals::lifetimeHouseLoadKwh);
        Counter netImport = Counter.of(comparable, begin, SiteTotals::lifetimeNetImportKwh);
        return new DayRow(
                site,
                date,
                production.risenKwh(),
                houseLoad.risenKwh(),
                netImport.changeKwh(),
                production.atEnd(),
                houseLoad.atEnd(),
                netImport.atEnd(),
                (int) ofDay.stream()
                        .flatMap(poll -> poll.inverters().stream())
                        .filter(inverter -> inverter.measuredAt() != null
                                && !inverter.measuredAt().isBefore(begin))
                        .map(Reading::device)
                        .distinct()
                        .count(),
                ofDay.size(),
                (int) Duration.between(begin, end).toHours(),
                ofDay.stream()
                        .map(poll -> poll.totals().productionKw())
                        .filter(Objects::nonNull)
                        .max(Double::compare)
                        .orElse(null),
                coveragePercent(ofDay, begin, end));
    }

    /**
     * Polls whose production was taken from where most were: a meter that vanishes for an hour leaves the sum of the
     * inverters, which is another counter with another beginning.
     */
    private static List<StoredPoll> ofUsualSource(List<StoredPoll> polls) {
        Map<SiteTotals.Source, Long> counts = polls.stream()
                .map(poll -> poll.totals().source())
                .filter(source -> source != SiteTotals.Source.NONE)
                .collect(Collectors.groupingBy(source -> source, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(usual -> polls.stream()
                        .filter(poll -> poll.totals().source() == usual.getKey())
                        .toList())
                .orElse(List.of());
    }

    private static double coveragePercent(List<StoredPoll> ofDay, Instant begin, Instant end) {
        long seen = ofDay.stream()
                .map(poll -> Duration.between(begin, poll.polledAt()).dividedBy(QUARTER_HOUR))
                .distinct()
                .count();
        return 100.0 * seen / Duration.between(begin, end).dividedBy(QUARTER_HOUR);
    }

    /**
     * A lifetime counter at the two ends of a day; {@code null} where unknown. A counter that has counted and reads 0 is
     * that of a PVS which just started, and is unknown too.
     */
    private record Counter(Double atBegin, Double atEnd) {

        static Counter of(List<StoredPoll> polls, Instant begin, Function<SiteTotals, Double> counter) {
            Double before = null;
            Double firstOfDay = null;
            Double last = null;
            Double seen = null;
            for (StoredPoll poll : polls) {
                Double value = counter.apply(poll.totals());
                boolean glitch = value != null && value == 0 && seen != null;
                if (value == null || glitch) {
                    continue;
                }
                seen = value == 0 ? null : value;
                if (poll.polledAt().isAfter(begin)) {
                    firstOfDay = firstOfDay == null ? value : firstOfDay;
                    last = value;
                } else {
                    before = value;
                }
            }
            return new Counter(before == null ? firstOfDay : before, last);
        }

        Double changeKwh() {
            return atBegin == null || atEnd == null ? null : Double.valueOf(atEnd - atBegin);
        }

        Double risenKwh() {
            Double change = changeKwh();
            return change == null || change < -LARGEST_FALL_KWH ? null : change;
        }
    }
}
