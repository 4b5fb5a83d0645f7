package org.pvswatch.outlet;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * A service that takes rows of numbers, many at once, and bears to get one twice. What history has beyond its mark is given out
 * until it is taken. If it refuses a batch for what is in it, halves of it are tried until the bad rows stand alone: those are
 * left out and said. The mark is moved once all of a batch is taken or left out. Thread-safe.
 */
public abstract class BatchOutlet {
    private static final Duration A_WHILE = Duration.ofMinutes(1);
    private static final Duration UNTIL_MENDED = Duration.ofHours(1);

    /** So many rows refused one by one and none taken: it is not the rows. */
    private static final int TOO_MANY = 3;

    private final String route;
    private final boolean on;
    private final int mostRows;
    private final int mostRequests;
    private final Clock clock;
    private final Outages outages;
    private final Deque<List<String>> waiting = new ArrayDeque<>();
    private final List<String> refused = new ArrayList<>();
    private boolean begun;
    private boolean anyTaken;
    private int requests;
    private Instant restsUntil = Instant.MIN;

    /**
     * @param route that brings it there
     * @param on whether the owner asked for it
     * @param mostRows at most so many rows a request
     * @param mostRequests at most so many requests each time it is told to look
     */
    BatchOutlet(String route, boolean on, int mostRows, int mostRequests, Clock clock, Outages outages) {
        this.route = route;
        this.on = on;
        this.mostRows = mostRows;
        this.mostRequests = mostRequests;
        this.clock = clock;
        this.outages = outages;
    }

    /** What an answer means. */
    enum Verdict {
        TAKEN,
        /** All but what it says. */
        PARTLY,
        LATER,
        /** Something in the batch is not good. */
        REFUSED,
        /** The same would happen to every batch. */
        SETTINGS
    }

    /** Rows beyond those given before, maybe none of some polls; {@code null} when history has no more. */
    abstract List<String> more() throws IOException, SQLException;

    /** All rows given out are there, or left out. */
    abstract void done() throws IOException;

    /** What an answer of a status from 200 on means. */
    abstract Verdict verdict(int status, String body);

    /** What to look at when it refuses us. */
    abstract String whatToDo();

    /** What of an answer may be repeated in the log, empty for nothing: a stranger's page may hold our address. */
    abstract String told(String body);

    /** A row in words, free of secrets. */
    abstract String words(String row);

    /** Where it goes; may hold a secret. */
    public abstract String address();

    /** How it goes there, whatever query the address has. */
    public final String method() {
        return "POST";
    }

    /** Rows to send now, {@code null} when it is off, rests or there is nothing; to be followed by {@link #answered}. */
    public final synchronized List<String> next() throws IOException, SQLException {
        if (!on || clock.instant().isBefore(restsUntil) || requests >= mostRequests || !fill()) {
            requests = 0;
            return null;
        }
        requests++;
        return waiting.peek();
    }

    private boolean fill() throws IOException, SQLException {
        while (waiting.isEmpty()) {
            if (begun) {
                refused.forEach(row -> LoggerFactory.getLogger(route)
                        .warn("it does not take {}, which is left out there", words(row)));
                refused.clear();
                done();
                begun = false;
                anyTaken = false;
            }
            List<String> rows = more();
            if (rows == null) {
                return false;
            }
            begun = true;
            for (int i = 0; i < rows.size(); i += mostRows) {
                waiting.add(rows.subList(i, Math.min(rows.size(), i + mostRows)));
            }
        }
        return true;
    }

    /**
     * What the service said.
     *
     * @param rows that were given out
     * @param status of its answer, {@code null} when there was none
     * @param wait how long it asks to be left alone, seconds as text, may be {@code null}
     * @param body of its answer
     */
    public final synchronized void answered(List<String> rows, Integer status, String wait, String body)
            throws IOException {
        if (rows != waiting.peek()) {
            throw new IllegalStateException("these rows were not given out");
        }
        if (status == null) {
            rest(A_WHILE); // it was said
            return;
        }
        String said = body == null ? "" : body;
        switch (verdict(status, said)) {
            case TAKEN -> taken();
            case PARTLY -> {
                outages.fails(
                        route,
                        "it leaves out some of what it is given (status %d): %s; the rest is taken"
                                .formatted(status, inShort(said)));
                waiting.remove();
                anyTaken = true;
            }
            case LATER -> {
                outages.fails(
                        route, "it has no time now (status %d); nothing to do, it is tried again".formatted(status));
                rest(wait != null && wait.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(wait)) : A_WHILE);
            }
            case REFUSED -> halve(status, said);
            case SETTINGS -> holdBack(status, said);
        }
    }

    /** It is to be left alone for so long. */
    final void rest(Duration pause) {
        restsUntil = clock.instant().plus(pause);
    }

    private void taken() {
        waiting.remove();
        anyTaken = true;
        outages.works(route);
    }

    private void halve(int status, String said) {
        List<String> rows = waiting.remove();
        if (rows.size() > 1) {
            waiting.push(rows.subList(rows.size() / 2, rows.size()));
            waiting.push(rows.subList(0, rows.size() / 2));
            return;
        }
        refused.addAll(rows);
        if (!anyTaken && refused.size() >= TOO_MANY) {
            refused.forEach(row -> waiting.push(List.of(row)));
            refused.clear();
            holdBack(status, said);
        }
    }

    private void holdBack(int status, String said) {
        rest(UNTIL_MENDED);
        outages.fails(
                route,
                "it refuses us (status %d%s): %s; what is to be told waits, it is tried again in an hour"
                        .formatted(status, inShort(said).isEmpty() ? "" : ", " + inShort(said), whatToDo()));
    }

    private String inShort(String said) {
        String line = told(said).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= 160 ? line : line.substring(0, 159) + "…";
    }
}
