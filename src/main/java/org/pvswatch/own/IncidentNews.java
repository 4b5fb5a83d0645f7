package org.pvswatch.own;

import java.time.Instant;
import org.pvswatch.fault.Notice;
import org.pvswatch.history.Judgements.IncidentRow;

/**
 * One change of one incident that the owner should be told of.
 *
 * @param site id of the site
 * @param incident stable id of the incident, the same in all that is told of it
 * @param at when this became news, UTC
 * @param event {@code open}, {@code worse}, {@code reminder} or {@code resolved}
 * @param kind what is wrong, such as {@code not-producing}
 * @param subject of what: a serial, the name of a circuit, the id of a PVS or the site
 * @param severity how much it matters: {@code critical}, {@code high}, {@code normal}, {@code low} or {@code info}; {@code null}
 *     when the incident was judged away since
 * @param state where it stands now, such as {@code open} or {@code resolved}; {@code null} when it was judged away since
 * @param since when it began, as far as the measurements tell, UTC; {@code null} when it was judged away since
 * @param resolvedAt when it was over, UTC, {@code null} as long as it is not
 * @param lostKwh energy it has cost so far, never negative; {@code null} when it was judged away since
 */
public record IncidentNews(
        String site,
        String incident,
        Instant at,
        String event,
        String kind,
        String subject,
        String severity,
        String state,
        Instant since,
        Instant resolvedAt,
        Double lostKwh) {

    /** @param row the incident as it stands now, {@code null} when there is none any more */
    static IncidentNews of(String site, Instant at, Notice.Item item, IncidentRow row) {
        return new IncidentNews(
                site,
                item.incident(),
                at,
                item.event(),
                item.kind(),
                item.subject(),
                row == null ? null : row.severity(),
                row == null ? null : row.state(),
                row == null ? null : row.since(),
                row == null ? null : row.resolvedAt(),
                row == null ? null : Double.valueOf(row.lostKwh()));
    }

    /** The same as one line. */
    public String line() {
        return "%s: %s of %s".formatted(event, kind, subject);
    }
}
