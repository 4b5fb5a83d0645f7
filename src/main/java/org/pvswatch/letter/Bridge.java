package org.pvswatch.letter;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.pvswatch.history.History;
import org.pvswatch.history.StoredPoll;

/** What counters tell of a time in which nothing was heard. */
final class Bridge {
    private final History history;
    private final String site;
    private final Words words;

    Bridge(History history, String site, Words words) {
        this.history = history;
        this.site = site;
        this.words = words;
    }

    /** One sentence on the energy from the last poll before a time to the first after it. */
    String over(Instant from, Instant to) throws SQLException {
        Double before =
                production(history.days().pollBefore(site, from.plusSeconds(1)).orElse(null));
        Double after = production(history.days().pollFrom(site, to).orElse(null));
        return before == null || after == null || after < before
                ? "What the panels made in it is not known yet."
                : "The panels made " + words.energy(after - before) + " in it: their counters went on.";
    }

    private Double production(Instant poll) throws SQLException {
        List<StoredPoll> polls = poll == null ? List.of() : history.totalsBetween(poll, poll.plusMillis(1));
        return polls.isEmpty() ? null : polls.get(0).totals().lifetimeProductionKwh();
    }
}
