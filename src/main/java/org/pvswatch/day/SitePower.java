package org.pvswatch.day;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pvswatch.history.DayPoll;

/**
 * The power of the site through a day, as polled. A power stands until the next poll of its PVS, for {@link #STANDS} at the
 * most; that of the site is unknown while one PVS is.
 *
 * @param peakKw largest power, {@code null} when there was none
 * @param peakAt the first moment of it
 * @param sunHours hours with at least the power asked for
 */
record SitePower(Double peakKw, Instant peakAt, double sunHours) {
    /** Longer than a power is good for; a little more than the usual quarter of an hour between two polls. */
    private static final Duration STANDS = Duration.ofMinutes(20);

    /**
     * @param polls of the day, in the order of time
     * @param makers the PVSs that tell production
     * @param leastKw the power that makes a sun hour
     */
    static SitePower of(List<DayPoll> polls, Set<String> makers, double leastKw, Instant end) {
        Map<String, DayPoll> latest = new HashMap<>();
        Double peakKw = null;
        Instant peakAt = null;
        double sunHours = 0;
        Instant sunSince = null;
        for (DayPoll poll : polls) {
            Instant at = poll.polledAt();
            sunHours += sunSince == null ? 0 : Hours.of(stood(sunSince, at));
            if (poll.own().productionKw() == null) {
                latest.remove(poll.pvs());
            } else {
                latest.put(poll.pvs(), poll);
            }
            Double siteKw = sum(latest, makers, at);
            if (siteKw != null && (peakKw == null || siteKw > peakKw)) {
                peakKw = siteKw;
                peakAt = at;
            }
            sunSince = siteKw != null && siteKw >= leastKw ? at : null;
        }
        sunHours += sunSince == null ? 0 : Hours.of(stood(sunSince, end));
        return new SitePower(peakKw, peakAt, sunHours);
    }

    private static Duration stood(Instant since, Instant until) {
        Duration time = Duration.between(since, until);
        return time.compareTo(STANDS) > 0 ? STANDS : time;
    }

    private static Double sum(Map<String, DayPoll> latest, Set<String> makers, Instant at) {
        double kw = 0;
        for (String pvs : makers) {
            DayPoll poll = latest.get(pvs);
            if (poll == null || poll.polledAt().isBefore(at.minus(STANDS))) {
                return null;
            }
            kw += poll.own().productionKw();
        }
        return makers.isEmpty() ? null : Double.valueOf(kw);
    }
}
