package org.pvswatch.letter;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pvswatch.history.History;
import org.pvswatch.mail.Letter;

/** Writes the letter after a time in which nobody asked the PVS. */
final class BlindWriter {
    private static final Duration AN_INTERVAL = Duration.ofMinutes(16);

    private final History history;
    private final String site;
    private final Templates templates;
    private final Words words;
    private final Bridge bridge;

    BlindWriter(History history, String site, Templates templates, Words words) {
        this.history = history;
        this.site = site;
        this.templates = templates;
        this.words = words;
        this.bridge = new Bridge(history, site, words);
    }

    /**
     * The time in which nobody asked.
     *
     * @param from last ask before it
     * @param to first ask after it
     */
    record Gap(Instant from, Instant to) {}

    /** @param noticed end of the quarter-hour in which somebody asked again */
    Optional<Gap> gap(Instant noticed) throws SQLException {
        Instant search = noticed.minus(AN_INTERVAL);
        Instant to = earliest(
                history.days().pollFrom(site, search).orElse(null),
                history.unansweredBetween(site, search, noticed.plusMillis(1)).stream()
                        .map(History.Unanswered::at)
                        .findFirst()
                        .orElse(null));
        Instant from = to == null ? null : history.days().pollBefore(site, to).orElse(null);
        if (from == null) {
            return Optional.empty();
        }
        for (History.Unanswered each : history.unansweredBetween(site, from, to)) {
            from = each.at();
        }
        return Optional.of(new Gap(from, to));
    }

    private static Instant earliest(Instant one, Instant other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }

    Letter write(String id, Gap gap) throws SQLException {
        String from = words.moment(gap.from());
        String to = words.moment(gap.to());
        String span = words.span(Duration.between(gap.from(), gap.to()));
        String title = "nobody watched from %s to %s".formatted(from, to);
        String lead =
                "PVS Watch did not run for %s and watches again. Nobody asked the PVS in that time; the panels went on"
                                .formatted(span)
                        + " without it.";
        Rendered rendered = templates.render(
                "blind",
                Map.of(
                        "title", TroubleWriter.capital(title),
                        "lead", lead,
                        "kicker", "PVS Watch · " + site,
                        "facts", List.of(new Fact("From", from), new Fact("To", to), new Fact("That is", span)),
                        "known", known(gap)));
        return new Letter(
                id, gap.to(), null, false, "Solar: " + title, rendered.text(), rendered.html(), List.of(), List.of());
    }

    private String known(Gap gap) throws SQLException {
        return bridge.over(gap.from(), gap.to())
                + " Each panel's counter is compared with its neighbours' as ever, so a panel that died in that time is found"
                + " as soon as there is sun.";
    }
}
