package org.pvswatch.pipeline;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSentEvent;
import org.apache.camel.support.EventNotifierSupport;

/** What time others had when they answered ({@code Date} of HTTP), beside what our clock showed. Thread-safe. */
public final class Dates extends EventNotifierSupport {
    private final Clock clock;
    private final Map<String, Duration> ahead = new ConcurrentHashMap<>();

    private Dates(Clock clock) {
        this.clock = clock;
        setIgnoreCamelContextEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
    }

    /** Of all who are asked by this watch from now on. */
    public static Dates of(Watch watch, Clock clock) {
        Dates dates = new Dates(clock);
        watch.context().getManagementStrategy().addEventNotifier(dates);
        return dates;
    }

    /** How far our clock is ahead of theirs, negative if behind; of the one whose address begins so. */
    public Optional<Duration> ahead(String address) {
        return ahead.entrySet().stream()
                .filter(each -> each.getKey().startsWith(address))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof ExchangeSentEvent sent
                && sent.getEndpoint().getEndpointUri().startsWith("http");
    }

    @Override
    public void notify(CamelEvent event) {
        ExchangeSentEvent sent = (ExchangeSentEvent) event;
        String date = sent.getExchange().getMessage().getHeader("Date", String.class);
        if (date != null) {
            try {
                ZonedDateTime theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
                ahead.put(
                        sent.getEndpoint().getEndpointUri().replaceFirst("^(https?:)/*", "$1//"),
                        Duration.between(theirs.toInstant(), clock.instant()));
            } catch (DateTimeException e) {
                // whoever spells it otherwise has told nothing
            }
        }
    }
}
