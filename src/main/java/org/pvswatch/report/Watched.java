package org.pvswatch.report;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pvswatch.history.History;
import org.pvswatch.report.MonthReport.Gap;

/** When a site was asked, and when it answered; a time without is a gap when it is longer than usual. Used for one stretch. */
final class Watched {
    private static final Duration LEAST_GAP = Duration.ofMinutes(75);
    private static final int USUAL_TIMES = 3;

    private final Instant from;
    private final Instant to;
    private final List<Gap> gaps = new ArrayList<>();
    private double askedPercent;
    private double answeredPercent;

    /**
     * Looks through a stretch.
     *
     * @param nightMinutes how rarely is asked by night, 0 as often as by day
     */
    Watched(History history, String site, Instant from, Instant to, int nightMinutes) throws SQLException {
        this.from = from;
        this.to = to;
        Map<String, List<Instant>> answered = history.figures().answered(site, from, to);
        Map<String, List<Instant>> asked = new TreeMap<>();
        answered.forEach((pvs, moments) -> asked.put(pvs, new ArrayList<>(moments)));
        history.unansweredBetween(site, from, to)
                .forEach(silence -> asked.computeIfAbsent(silence.pvs(), pvs -> new ArrayList<>())
                        .add(silence.at()));
        asked.values().forEach(moments -> moments.sort(Comparator.naturalOrder()));
        List<Instant> anybody =
                asked.values().stream().flatMap(List::stream).sorted().toList();
        Duration least = Duration.ofMinutes(Math.max(LEAST_GAP.toMinutes(), nightMinutes + 15L));
        askedPercent = knownPercent(gaps(anybody, least, null));
        answeredPercent = 100;
        asked.forEach((pvs, moments) -> {
            List<Gap> silent = gaps(answered.getOrDefault(pvs, List.of()), least, pvs);
            answeredPercent = Math.min(answeredPercent, knownPercent(silent));
            for (Gap gap : silent) {
                boolean inVain = moments.stream().anyMatch(at -> at.isAfter(gap.from()) && at.isBefore(gap.to()));
                if (inVain) {
                    gaps.add(gap);
                }
            }
        });
        gaps.addAll(gaps(anybody, least, null));
        gaps.sort(Comparator.comparing(Gap::from));
    }

    /** Share of the time in which somebody asked, 0 to 100. */
    double askedPercent() {
        return askedPercent;
    }

    /** Share of the time in which the PVS that answered least did, 0 to 100. */
    double answeredPercent() {
        return answeredPercent;
    }

    /** Times in which nothing was seen, in order. */
    List<Gap> gaps() {
        return List.copyOf(gaps);
    }

    private List<Gap> gaps(List<Instant> moments, Duration least, String pvs) {
        List<Duration> steps = new ArrayList<>();
        for (int i = 1; i < moments.size(); i++) {
            steps.add(Duration.between(moments.get(i - 1), moments.get(i)));
        }
        steps.sort(Comparator.naturalOrder());
        Duration usual =
                steps.isEmpty() ? Duration.ZERO : steps.get(steps.size() / 2).multipliedBy(USUAL_TIMES);
        Duration longer = usual.compareTo(least) > 0 ? usual : least;
        List<Gap> found = new ArrayList<>();
        Instant before = from;
        for (int i = 0; i <= moments.size(); i++) {
            Instant after = i < moments.size() ? moments.get(i) : to;
            if (Duration.between(before, after).compareTo(longer) > 0) {
                found.add(new Gap(before, after, pvs));
            }
            before = after;
        }
        return found;
    }

    private double knownPercent(List<Gap> missing) {
        double all = Duration.between(from, to).toSeconds();
        double gone = missing.stream()
                .mapToDouble(gap -> Duration.between(gap.from(), gap.to()).toSeconds())
                .sum();
        return all <= 0 ? 0 : Math.max(0, (1 - gone / all) * 100);
    }
}
