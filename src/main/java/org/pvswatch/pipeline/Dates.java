package org.pvswatch.pipeline;

import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;

/** What time others had when they last answered ({@code Date} of HTTP), beside what our clock showed. Thread-safe. */
public final class Dates implements ExecChainHandler {
    private final Clock clock;
    private final Map<String, Duration> ahead = new ConcurrentHashMap<>();

    Dates(Clock clock) {
        this.clock = clock;
    }

    /** Those that are kept by a watch that has started. */
    public static Dates of(Watch watch) {
        HttpComponent calls = watch.context().getComponent("http", HttpComponent.class);
        return ((HttpHabits) calls.getHttpClientConfigurer()).dates(); // the word of that name may be another by now
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        Header date = response.getFirstHeader("Date");
        if (date != null) {
            try {
                ZonedDateTime theirs = ZonedDateTime.parse(date.getValue(), DateTimeFormatter.RFC_1123_DATE_TIME);
                ahead.put(
                        scope.route.getTargetHost().toHostString(),
                        Duration.between(theirs.toInstant(), clock.instant()));
            } catch (DateTimeException e) {
                // whoever spells it otherwise has told nothing
            }
        }
        return response;
    }

    /**
     * How far our clock is ahead of somebody's, negative if behind; empty when he did not tell.
     *
     * @param host with its port where that is not the usual one
     */
    public Optional<Duration> ahead(String host) {
        return Optional.ofNullable(ahead.get(host));
    }
}
