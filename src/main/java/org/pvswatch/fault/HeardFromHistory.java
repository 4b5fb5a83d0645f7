package org.pvswatch.fault;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.pvswatch.history.History;
import org.pvswatch.history.PollNews;

/** What was heard, as history holds it. It holds answers only: that a PVS was asked and gave none is not told yet. */
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
            portion.forEach(news -> listener.accept(heard(news)));
        }
    }

    private static Heard heard(PollNews news) {
        return new Heard(news.polledAt(), news.pvs(), true, news.measured(), news.qualities(), news.weather());
    }
}
