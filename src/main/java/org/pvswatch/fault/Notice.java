package org.pvswatch.fault;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A mail that the rules of the incidents ask for, before anyone has written it.
 *
 * @param at when it is due, UTC: at once, or at the next digest
 * @param items what it is about, most severe first, never empty
 */
public record Notice(Instant at, List<Item> items) {

    /** Copies the items. */
    public Notice {
        items = List.copyOf(items);
    }

    /** The same as one line for a log. */
    public String line() {
        return items.stream()
                .map(item -> "%s: %s of %s".formatted(item.event(), item.kind(), item.subject()))
                .collect(Collectors.joining("; "));
    }

    /**
     * One change in the life of one incident.
     *
     * @param incident stable id of the incident
     * @param kind what is wrong, such as {@code not-producing}
     * @param subject of what: serial of an inverter or a meter, name of a circuit, id of a PVS or of the site
     * @param event {@code open}, {@code worse}, {@code reminder} or {@code resolved}
     */
    public record Item(String incident, String kind, String subject, String event) {}
}
