package org.pvswatch.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What callers did: how often, how many at once, and every attempt to change something. Safe for several threads. */
final class RequestLog {
    private static final int ATTEMPTS_KEPT = 1_000;
    private static final int REQUESTS_KEPT = 1_000;

    private final AtomicLong count = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final List<String> writeAttempts = new ArrayList<>();
    private final Deque<String> seen = new ArrayDeque<>();

    void begin() {
        count.incrementAndGet();
        peak.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    }

    void end() {
        inFlight.decrementAndGet();
    }

    /** Method and target alone: headers may hold secrets. */
    synchronized void seen(HttpRequest request) {
        if (seen.size() == REQUESTS_KEPT) {
            seen.removeFirst();
        }
        seen.addLast(request.method() + " " + request.target());
    }

    /** The latest requests, oldest first. */
    synchronized List<String> seen() {
        return List.copyOf(seen);
    }

    synchronized void writeAttempt(HttpRequest request) {
        if (writeAttempts.size() < ATTEMPTS_KEPT) {
            String body = request.body().isEmpty() ? "" : " " + request.body();
            writeAttempts.add(request.method() + " " + request.target() + body);
        }
    }

    synchronized List<String> writeAttempts() {
        return List.copyOf(writeAttempts);
    }

    long count() {
        return count.get();
    }

    int peak() {
        return peak.get();
    }
}
