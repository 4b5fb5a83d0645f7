package org.pvswatch.letter;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * What changed about incidents, short enough for a phone and standing alone.
 *
 * @param id stable: the same news has the same id after a restart
 * @param site id of the site
 * @param at when it became news, UTC
 * @param severity of the worst of them: {@code critical}, {@code high}, {@code normal}, {@code low} or {@code info}
 * @param over whether all of it has ended
 * @param title one line
 * @param text what it is, what it costs and what to do, at most {@value Teller#LONGEST} characters
 * @param incidents each of them, most severe first
 */
public record Telling(
        String id,
        String site,
        Instant at,
        String severity,
        boolean over,
        String title,
        String text,
        List<Item> incidents) {

    /** Copies the list. */
    public Telling {
        incidents = List.copyOf(incidents);
    }

    /**
     * One incident.
     *
     * @param id stable
     * @param kind what is wrong, such as {@code not-producing}
     * @param subject of what: a serial, the name of a circuit, the id of a PVS or the site
     * @param event {@code open}, {@code worse}, {@code reminder} or {@code resolved}
     * @param severity how much it matters
     * @param since when it began
     * @param resolvedAt when it was over, {@code null} as long as it is not
     * @param lostKwh what it has cost so far, kWh, {@code null} where nothing was lost
     * @param headline what changed, in words
     * @param steps what to do, the first thing first
     */
    public record Item(
            String id,
            String kind,
            String subject,
            String event,
            String severity,
            Instant since,
            @JsonProperty("resolved_at") Instant resolvedAt,
            @JsonProperty("lost_kwh") Double lostKwh,
            String headline,
            List<String> steps) {

        /** Copies the list. */
        public Item {
            steps = List.copyOf(steps);
        }
    }
}
