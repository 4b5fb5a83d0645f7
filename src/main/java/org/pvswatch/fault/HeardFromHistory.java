package org.pvswatch.fault;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.pvswatch.history.History;
import org.pvswatch.history.PollNews;

/** What was heard, as history holds it: answers, and asks that gave none. */
public final class HeardFromHistory {
    /** So much is read at one time. */
    private static final Duration PORTION = Duration.ofDays(1);

    private final History history;
    private final String site;

    /**
     * @param history to read
     * @param site id of the site
     */
    public HeardFromHistory(History history, String site) {
        this.history = history;
        this.site = site;
    }

    /** Tells everything heard from one moment up to and without another, in the order of time. */
    public void tell(Instant from, Instant to, Consumer<Heard> listener) throws SQLException {
        for (Instant begin = from; begin.isBefore(to); begin = begin.plus(PORTION)) {
            Instant end = begin.plus(PORTION);
            List<PollNews> portion = history.newsBetween(site, begin, end.isAfter(to) ? to : end);
            List<Heard> heard = new ArrayList<>();
            portion.forEach(news -> heard.add(heard(news)));
            history.unansweredBetween(site, begin, end.isAfter(to) ? to : end)
                    .forEach(silence ->
                            heard.add(new Heard(silence.at(), silence.pvs(), false, List.of(), Map.of(), null)));
            heard.sort(Comparator.comparing(Heard::at));
            heard.forEach(listener);
        }
    }

    private static Heard heard(PollNews news) {
        return new Heard(news.polledAt(), news.pvs(), true, news.measured(), news.qualities(), news.weather());
    }
}
