package org.pvswatch.day;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.pvswatch.history.DayRow.OverMidnight;

/**
 * What one lifetime counter did in a day, by the differences of readings that follow one another.
 *
 * <ul>
 *   <li>A step that the counter can make is energy, and so is a step back by a tick: up and down cancel.
 *   <li>A larger fall, or a rise beyond what it can make, is no energy: the counter goes on from there, and what came in
 *       that interval is unknown. A counter that has counted and reads 0 is that of a PVS which just started, and is
 *       passed over.
 *   <li>Readings may be missing: the next difference has their energy too.
 *   <li>A step belongs to the day in which it ends, so days add up to the difference of the counters. Over midnight that is
 *       done when the last reading before it is at most {@link #CARRIED} old (of hours that matter), or when hardly
 *       anything was counted since; else the energy is known for both days together and stands in neither.
 * </ul>
 *
 * @param kwh sum of the steps, {@code null} when none is known
 * @param roseKwh sum of the steps up, {@code null} when none is known
 * @param fellKwh sum of the steps down, as a positive number, {@code null} when none is known
 * @param atEndKwh the counter as last told, {@code null} when it was not
 * @param knownPercent share of the hours that matter whose energy is in the sum, 0 to 100; those after the last reading are,
 *     for the next day has them, unless they are too many
 * @param overMidnight what became of the energy over either midnight
 */
record Course(
        Double kwh, Double roseKwh, Double fellKwh, Double atEndKwh, double knownPercent, OverMidnight overMidnight) {

    /** An older reading does not stand for the counter at midnight. */
    static final Duration CARRIED = Duration.ofHours(2);

    /** An older reading is worth a word. */
    private static final Duration SAID = Duration.ofMinutes(75);

    private static final Course NOTHING = new Course(null, null, null, null, 0, OverMidnight.NOTHING);

    /** Of a counter that was never told. */
    static Course nothing() {
        return NOTHING;
    }

    /**
     * The course of a counter.
     *
     * @param told in the order of time, some of it from before the day; the day has what is told after its beginning and
     *     at its end or before
     * @param hours those that matter to this counter
     */
    static Course of(List<Told> told, Counter counter, Instant begin, Instant end, Hours hours) {
        Told last = null;
        double roseKwh = 0;
        double fellKwh = 0;
        boolean known = false;
        double unknownHours = 0;
        OverMidnight overMidnight = OverMidnight.NOTHING;
        for (Told next : told) {
            if (next.polledAt().isAfter(end)) {
                break;
            }
            if (next.kwh() == 0 && last != null && last.kwh() != 0) {
                continue;
            }
            if (next.polledAt().isAfter(begin)) {
                boolean goesOn = last != null
                        && counter.goesOn(next.kwh() - last.kwh(), Hours.ALL.between(last.at(), next.at()));
                if (goesOn && !last.at().isAfter(begin)) {
                    boolean counted = Math.abs(next.kwh() - last.kwh()) > counter.tickKwh();
                    OverMidnight before = counted ? age(hours.between(last.at(), begin)) : OverMidnight.NOTHING;
                    overMidnight = overMidnight.or(before);
                    goesOn = before != OverMidnight.GAP;
                }
                if (goesOn) {
                    double stepKwh = next.kwh() - last.kwh();
                    roseKwh += Math.max(0, stepKwh);
                    fellKwh += Math.max(0, -stepKwh);
                    known = true;
                } else {
                    Instant since = last == null || last.at().isBefore(begin) ? begin : last.at();
                    unknownHours += Math.max(0, hours.between(since, next.at()));
                }
            }
            last = next;
        }
        if (last == null || !last.polledAt().isAfter(begin)) {
            return last == null ? NOTHING : new Course(null, null, null, last.kwh(), 0, OverMidnight.NOTHING);
        }
        double restHours = hours.between(last.at().isBefore(begin) ? begin : last.at(), end);
        OverMidnight rest = age(restHours);
        unknownHours += rest == OverMidnight.GAP ? restHours : 0;
        double dayHours = hours.between(begin, end);
        return new Course(
                known ? Double.valueOf(roseKwh - fellKwh) : null,
                known ? Double.valueOf(roseKwh) : null,
                known ? Double.valueOf(fellKwh) : null,
                last.kwh(),
                known ? Math.max(0, 100 - 100 * unknownHours / dayHours) : 0,
                overMidnight.or(rest));
    }

    private static OverMidnight age(double hours) {
        return hours > Hours.of(CARRIED)
                ? OverMidnight.GAP
                : hours > Hours.of(SAID) ? OverMidnight.CARRIED : OverMidnight.NOTHING;
    }

    /**
     * Several counters that add up, such as those of the inverters: what is known of each, the mean share, and what
     * became over midnight of half of them or more.
     *
     * @param count how many there are, with those of which nothing was told
     */
    static Course sum(List<Course> courses, int count) {
        Double kwh = null;
        Double roseKwh = null;
        Double fellKwh = null;
        Double atEndKwh = courses.isEmpty() || courses.size() < count ? null : Double.valueOf(0);
        double percent = 0;
        int carried = 0;
        int gap = 0;
        for (Course course : courses) {
            kwh = add(kwh, course.kwh);
            roseKwh = add(roseKwh, course.roseKwh);
            fellKwh = add(fellKwh, course.fellKwh);
            atEndKwh = atEndKwh == null || course.atEndKwh == null ? null : Double.valueOf(atEndKwh + course.atEndKwh);
            percent += course.knownPercent;
            carried += course.overMidnight == OverMidnight.CARRIED ? 1 : 0;
            gap += course.overMidnight == OverMidnight.GAP ? 1 : 0;
        }
        OverMidnight overMidnight = gap > 0 && 2 * gap >= courses.size()
                ? OverMidnight.GAP
                : gap + carried > 0 && 2 * (gap + carried) >= courses.size()
                        ? OverMidnight.CARRIED
                        : OverMidnight.NOTHING;
        return new Course(kwh, roseKwh, fellKwh, atEndKwh, count == 0 ? 0 : percent / count, overMidnight);
    }

    private static Double add(Double known, Double more) {
        return known == null ? more : more == null ? known : Double.valueOf(known + more);
    }
}
