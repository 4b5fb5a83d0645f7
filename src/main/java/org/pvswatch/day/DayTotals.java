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

    /** Counters step back by a tick at dusk, and waver where two are added up; beyond this one began anew. */
    private static final double LARGEST_FALL_KWH = 0.5;

    /** What a house of 200 A at 240 V can draw, give or make; a counter that moves faster is another one. */
    private static final double MOST_KW = 48;

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
        Counter production = Counter.of(comparable, begin, false, SiteTotals::lifetimeProductionKwh);
        Counter houseLoad = Counter.of(comparable, begin, false, SiteTotals::lifetimeHouseLoadKwh);
        Counter netImport = Counter.of(comparable, begin, true, SiteTotals::lifetimeNetImportKwh);
        return new DayRow(
                site,
                date,
                production.changeKwh(),
                houseLoad.changeKwh(),
                netImport.changeKwh(),
                Counter.of(comparable, begin, false, SiteTotals::lifetimeImportKwh)
                        .changeKwh(),
                Counter.of(comparable, begin, false, SiteTotals::lifetimeExportKwh)
                        .changeKwh(),
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

    /** What the counters of a poll are made of. */
    private record Composition(SiteTotals.Source source, int pvsCount) {
        static Composition of(StoredPoll poll) {
            return new Composition(poll.totals().source(), poll.totals().pvsCount());
        }
    }

    /**
     * Polls whose counters were made of what most were: a meter that vanishes for an hour leaves the sum of the inverters,
     * which is another counter with another beginning; and so is that of a site that gets another PVS.
     */
    private static List<StoredPoll> ofUsualSource(List<StoredPoll> polls) {
        Map<Composition, Long> counts = polls.stream()
                .map(Composition::of)
                .filter(made -> made.source() != SiteTotals.Source.NONE)
                .collect(Collectors.groupingBy(made -> made, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(usual -> polls.stream()
                        .filter(poll -> Composition.of(poll).equals(usual.getKey()))
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
     *
     * @param whole whether it is one and the same counter from end to end: a meter that was replaced, or a device that
     *     joined, makes a step that is no energy
     */
    private record Counter(Double atBegin, Double atEnd, boolean whole) {

        /** @param falls whether the counter falls as it rises, as that of net import does */
        static Counter of(List<StoredPoll> polls, Instant begin, boolean falls, Function<SiteTotals, Double> counter) {
            Double atBegin = null;
            Double last = null;
            Instant lastAt = null;
            boolean ofDay = false;
            boolean whole = true;
            boolean counted = false;
            for (StoredPoll poll : polls) {
                Double value = counter.apply(poll.totals());
                if (value == null || (value == 0 && counted)) {
                    continue;
                }
                counted = value != 0;
                if (poll.polledAt().isAfter(begin)) {
                    atBegin = ofDay ? atBegin : last == null ? value : last;
                    whole &= last == null || isEnergy(value - last, Duration.between(lastAt, poll.polledAt()), falls);
                    ofDay = true;
                }
                last = value;
                lastAt = poll.polledAt();
            }
            return new Counter(atBegin, ofDay ? last : null, whole);
        }

        private static boolean isEnergy(double stepKwh, Duration time, boolean falls) {
            double most = LARGEST_FALL_KWH
                    + MOST_KW * time.toSeconds() / Duration.ofHours(1).toSeconds();
            return stepKwh <= most && stepKwh >= (falls ? -most : -LARGEST_FALL_KWH);
        }

        Double changeKwh() {
            return whole && atEnd != null ? Double.valueOf(atEnd - atBegin) : null;
        }
    }
}
